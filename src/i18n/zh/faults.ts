/** 中文：故障面板与流量面板。 */
import type { faults as faultsShape, traffic as trafficShape } from '../en/faults.ts';
import { spaced } from './spaced.ts';

export const faults: typeof faultsShape = {
  title: '故障',
  target: '对象',
  nothing: '未选择',
  components: '节点',
  places: '位置',
  connections: '连接',
  none: '这里无法施加故障。',
  when: '时间',
  now: '现在',
  atTime: '指定时刻',
  time: '运行时刻',
  timeHelp: '运行先走到这一时刻。',
  timePast: '这一时刻已过，会从那里新开一条分支。',
  lasting: '持续',
  factor: '变慢倍数',
  verbs: {
    crash: '杀掉',
    'power-off': '断电',
    slow: '变慢',
    hang: '卡死',
    restart: '重启',
    clear: '解除',
    cutOneWay: '单向切断',
    cutBoth: '切断',
    heal: '接通',
  },
  doneTo: (verb, target) => spaced`${verb} ${target}`,
  slowBy: (factor) => `变慢 ×${factor}`,
  help: {
    crash: '进程死掉，手上的请求全部丢失；之后的调用立刻被拒。',
    'power-off': '整台主机断电，没有人会得到通知：发往那里的一切都消失，调用方只能等到自己超时。',
    slow: '一切都变慢，但仍会应答。',
    hang: '照样接受请求，却永远不应答。',
    restart: '停掉进程，再重新启动。',
    clear: '解除该节点的卡死与变慢。',
    cutOneWay: '只有这个方向的消息会丢失。',
    cutBoth: '两个方向的消息都会丢失。',
    heal: '消息恢复通行。',
  },
  forSeconds: (seconds) => (seconds === 0 ? '直到解除' : `${seconds} 秒`),
};

export const traffic: typeof trafficShape = { title: '流量' };

/** 中文：检视面板。 */
import type { inspector as shape } from '../en/inspector.ts';

export const inspector: typeof shape = {
  title: '检视',
  system: '整个系统',
  connection: '连接',
  connections: '连接',
  parameters: '参数',
  load: '负载',
  theory: '理论核对',
  more: (count) => `更多（${count}）`,
  state: '状态',
  role: '角色',
  calls: '调用',
  utilisation: '利用率',
  busyOf: (busy, slots) => `${slots} 个中忙 ${busy} 个`,
  queue: '排队',
  most: (count) => `最多 ${count}`,
  inRotation: '轮转中',
  lag: '主从延迟',
  versions: (count) => `落后 ${count} 次写入`,
  errors: '错误',
  objective: '目标',
  availabilityOf: (requestClass) => `可用性，${requestClass}`,
  headroom: '余量',
  headroomTimes: (times) => `${times} 倍`,
  headroomNote: (component, utilization, seconds) =>
    `最忙的是 ${component}，${seconds} 秒内 ${utilization} %`,
  lostWrites: '已确认写丢失',
  splitBrainWrites: '脑裂期间的写入',
  carries: {
    request: '传递请求与应答。',
    control: '传递心跳、选票与复制日志。',
  },
  oneWayDelay: '单程延迟',
  cut: '已切断',
  passes: '畅通',
};

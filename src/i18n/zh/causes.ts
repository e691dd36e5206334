/** 中文：失败原因，包括名称、说明，以及作为事件缘由的说法。 */
import type { failing as failingShape, causeHelp as helpShape, causes as shape } from '../en/causes.ts';

export const causes: typeof shape = {
  refused: '连接被拒',
  timedOut: '超时',
  reset: '连接中断',
  rejectedByFullQueue: '队列已满',
  unroutable: '无可用服务器',
  readOnly: '不是主库',
  rejectedByRule: '被规则丢弃',
  connectionTableFull: '连接数已用尽',
};

export const causeHelp: typeof helpShape = {
  refused: '那里没有进程在监听：进程已死，操作系统立刻回绝。',
  timedOut: '调用方等到超时，仍没有收到应答。',
  reset: '服务器处理到一半时死掉了。',
  rejectedByFullQueue: '等待队列已满，请求被挡在门外。',
  unroutable: '负载均衡器手上已没有可以尝试的服务器。',
  readOnly: '写请求到了一个并非主库的节点。',
  rejectedByRule: '命中防火墙规则，请求被有意丢弃。',
  connectionTableFull: '同时打开的调用太多，连接跟踪表已满，这次调用没有发出就失败了。',
};

export const failing: typeof failingShape = {
  refused: '连接被拒',
  timedOut: '调用超时',
  reset: '连接中断',
  rejectedByFullQueue: '队列已满',
  unroutable: '已没有可试的服务器',
  readOnly: '请求到了并非主库的节点',
  rejectedByRule: '被边缘规则丢弃',
  connectionTableFull: '连接数已用尽',
};

/** 中文：失败原因，包括名称，以及作为事件缘由的说法。 */
import type { failing as failingShape, causes as shape } from '../en/causes.ts';

export const causes: typeof shape = {
  refused: '连接被拒',
  timedOut: '超时',
  reset: '连接中断',
  rejectedByFullQueue: '队列已满',
  unroutable: '无可用服务器',
  readOnly: '不是主库',
  rejectedByRule: '被规则丢弃',
  connectionTableFull: '连接数已用尽',
  errored: '对方返回错误',
  rejectedByBreaker: '熔断器已打开',
  rejectedByBulkhead: '隔舱已满',
  rejectedByPool: '连接池没有空闲连接',
  tooManyConnections: '数据库连接数已满',
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
  errored: '对方返回错误',
  rejectedByBreaker: '熔断器已打开',
  rejectedByBulkhead: '隔舱已满',
  rejectedByPool: '连接池迟迟腾不出连接',
  tooManyConnections: '数据库不再接受新连接',
};

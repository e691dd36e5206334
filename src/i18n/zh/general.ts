/** 中文：各处通用的词。 */
import type { general as shape } from '../en/general.ts';
import { secondsSpan } from '../format.ts';

export const general: typeof shape = {
  product: 'Nines',
  close: '关闭',
  thisRun: '本次运行',
  opening: '正在启动模拟……',
  classes: { read: '读请求', write: '写请求' },
  classOne: { read: '读请求', write: '写请求' },
  labelIn: ({ zh }) => ({ one: zh, many: zh }),
  scenarios: {
    reference: 'CDN、均衡器、四台服务器、Redis 与数据库',
    vertical: '一主二从，三个哨兵',
    'three-tier': '一个负载均衡器，四台服务器，一个数据库',
    breaker: '一家商店，它的支付渠道，一个熔断器',
    'breaker-impatient': '同一家商店，结账的用户只等 5 秒',
    'scale-out': '扩到十二个 Node 进程，数据库却拒绝了',
    mm1: '一个服务员，一条队伍 (M/M/1)',
    mmc: '四个服务员，一条队伍 (M/M/4)',
  },
  window: (from, to) => (to === from ? '' : secondsSpan(from, to, ' 秒')),
  windowTitle: (seconds) => `最近 ${seconds} 个整秒`,
  answeredOf: (ok, ended) => `${ended} 个中成功 ${ok} 个`,
  ofRequests: (part, whole) => `${part} / ${whole}`,
};

/** 中文：熔断器的状态。 */
import type { breaker as shape } from '../en/breaker.ts';
import { spaced } from './spaced.ts';

export const breaker: typeof shape = {
  title: '熔断器',
  for: (dependency) => spaced`对 ${dependency} 的熔断器`,
  open: '打开',
  halfOpen: '半开',
  closed: '关闭',
  since: (time, isHalfOpen) =>
    isHalfOpen ? `自 ${time} 起每次放行一个调用试探` : `自 ${time} 起直接拒绝调用`,
};

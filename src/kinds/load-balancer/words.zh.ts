import type { KindWords } from '../kind-words.ts';
import { startupWords } from '../shared-words.zh.ts';
import type { loadBalancerParameters } from './spec.ts';

export const words: KindWords<typeof loadBalancerParameters, 'inRotation'> = {
  help: '把请求轮流交给轮转中的服务器，并定期探测谁还活着。',
  parameters: {
    probeIntervalMillis: ['探测间隔', '负载均衡器多久探测一次每台服务器。'],
    probeTimeoutMillis: ['探测超时', '一次探测最多等多久。'],
    fall: ['摘除所需失败次数', '连续失败这么多次探测，就把服务器摘出轮转。'],
    rise: ['恢复所需成功次数', '连续成功这么多次探测，再放回轮转。'],
    serverTimeoutMillis: ['服务器超时', '负载均衡器等一台服务器应答的上限。'],
    ...startupWords,
  },
  choices: {},
  instruments: { inRotation: '轮转中' },
};

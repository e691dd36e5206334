import type { KindWords } from '../kind-words.ts';
import { startupWords } from '../shared-words.zh.ts';
import type { externalServiceParameters } from './spec.ts';

export const words: KindWords<typeof externalServiceParameters> = {
  help: '别人的服务，例如支付渠道：无论谁来问，都要等它这么久；有时返回错误，有时干脆不应答。',
  parameters: {
    meanLatencyMillis: ['平均延迟', '应答平均所需的时间。'],
    latencyCv: ['变异系数（CV）', '对数正态延迟的标准差除以均值。'],
    errorRatio: ['出错比例', '返回错误的调用占比。'],
    hangRatio: ['不应答比例', '收下调用却在等待期间不应答的占比。'],
    hangs: ['何时不应答', '执行之前：什么也没做。执行之后：已经做完，只是应答没有回来。'],
    keyRetentionMillis: ['键保留时长', '幂等键记住多久。'],
    ...startupWords,
  },
  choices: { before: '执行之前', after: '执行之后' },
};

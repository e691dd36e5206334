/** 中文：调用策略做了什么。 */
import type { policyFacts } from '../../../engine/model/policy-facts.ts';
import { duration, grouped } from '../../format.ts';
import { failing } from '../../zh/causes.ts';
import type { FactTexts } from '../story-texts.ts';
import { outOf } from './phrases.ts';

const turnedAway = (rejected: number): string => `挡回 ${grouped(rejected)} 次调用`;
const sum = (all: readonly { readonly rejected: number }[]): number =>
  all.reduce((total, { rejected }) => total + rejected, 0);

export const policies: FactTexts<keyof typeof policyFacts> = {
  what: {
    breakerOpened: ({ dependency }, component) => `${component} 打开了对 ${dependency} 的熔断器`,
    breakerHalfOpened: ({ dependency }, component) => `${component} 放一个调用试探 ${dependency}`,
    breakerReopened: ({ dependency }, component) => `${component} 发现 ${dependency} 仍在失败`,
    breakerClosed: ({ dependency }, component) => `${component} 关闭了对 ${dependency} 的熔断器`,
    doneTwice: ({ count }, component) => `${component} 把 ${grouped(count)} 个写请求执行了两次`,
  },
  reason: {
    breakerOpened: ({ failures, withinMicros }) =>
      `${duration(withinMicros)} 内有 ${grouped(failures)} 次调用失败`,
    breakerHalfOpened: ({ openMicros }) => `已打开 ${duration(openMicros)}`,
    breakerReopened: ({ failureCause }) => failing[failureCause],
    doneTwice: ({ caller }) => `${caller} 没有收到应答就又试了一次`,
  },
  so: {
    breakerOpened: () => '对它的调用立即被挡回',
    breakerClosed: ({ rejected, lastedMicros }) => `${duration(lastedMicros)} 内${turnedAway(rejected)}`,
    doneTwice: ({ inAll }) => `至今共 ${grouped(inAll)} 个`,
  },
  together: {
    breakerOpened: (count, of, [{ dependency }]) =>
      `${outOf(count, of)}服务器打开了对 ${dependency} 的熔断器`,
    breakerHalfOpened: (count, of, [{ dependency }]) =>
      `${outOf(count, of)}服务器各放一个调用试探 ${dependency}`,
    breakerReopened: (count, of, [{ dependency }]) => `${outOf(count, of)}服务器发现 ${dependency} 仍在失败`,
    breakerClosed: (count, of, [{ dependency }]) =>
      `${outOf(count, of)}服务器关闭了对 ${dependency} 的熔断器`,
  },
  togetherSo: {
    breakerClosed: (values) => `其间${turnedAway(sum(values))}`,
  },
};

/** 中文：调用策略做了什么。 */
import type { policyFacts } from '../../../engine/model/policy-facts.ts';
import { duration, grouped } from '../../format.ts';
import { causes, failing } from '../../zh/causes.ts';
import type { FactTexts } from '../story-texts.ts';
import { serversOutOf } from './phrases.ts';

const turnedAway = (rejected: number): string => `拒绝了 ${grouped(rejected)} 次调用`;
const sum = (all: readonly { readonly rejected: number }[]): number =>
  all.reduce((total, { rejected }) => total + rejected, 0);

export const policies: FactTexts<keyof typeof policyFacts> = {
  what: {
    breakerOpened: ({ dependency }, component) => `${component} 打开了对 ${dependency} 的熔断器`,
    breakerHalfOpened: ({ dependency }, component) => `${component} 对 ${dependency} 的熔断器半开`,
    breakerReopened: ({ dependency }, component) => `${component} 发现 ${dependency} 仍在失败`,
    breakerClosed: ({ dependency }, component) => `${component} 关闭了对 ${dependency} 的熔断器`,
    doneTwice: ({ count }, component) => `${component} 把 ${grouped(count)} 个写请求执行了两次`,
  },
  reason: {
    breakerOpened: ({ failures, withinMicros, failureCause }) =>
      `${duration(withinMicros)} 内有 ${grouped(failures)} 次调用失败（最后一次：${causes[failureCause]}）`,
    breakerHalfOpened: ({ openMicros }) => `熔断器已打开 ${duration(openMicros)}`,
    breakerReopened: ({ failureCause }) => failing[failureCause],
    doneTwice: ({ caller, count }) =>
      count === 1 ? `${caller} 没有收到应答，又重试了一次` : '调用方没有收到应答，又重试了一次',
  },
  so: {
    breakerOpened: () => '对它的调用一律快速失败',
    breakerHalfOpened: ({ dependency }) => `每次放行一个调用试探 ${dependency}`,
    breakerReopened: () => '熔断器重新打开',
    breakerClosed: ({ rejected, lastedMicros }) => `${duration(lastedMicros)} 内${turnedAway(rejected)}`,
    doneTwice: ({ inAll }) => `至今共 ${grouped(inAll)} 个`,
  },
  together: {
    breakerOpened: (count, of, [{ dependency }]) =>
      `${serversOutOf(count, of)}打开了对 ${dependency} 的熔断器`,
    breakerHalfOpened: (count, of, [{ dependency }]) =>
      `${serversOutOf(count, of)}对 ${dependency} 的熔断器半开`,
    breakerReopened: (count, of, [{ dependency }]) => `${serversOutOf(count, of)}发现 ${dependency} 仍在失败`,
    breakerClosed: (count, of, [{ dependency }]) =>
      `${serversOutOf(count, of)}关闭了对 ${dependency} 的熔断器`,
  },
  togetherSo: {
    breakerHalfOpened: ([{ dependency }]) => `各自每次放行一个调用试探 ${dependency}`,
    breakerClosed: (values) => `其间${turnedAway(sum(values))}`,
  },
};

/** 中文：队列已满，以及中断。 */
import type { saturationFacts } from '../../../engine/model/service-center-facts.ts';
import type { outageFacts } from '../../../engine/telemetry/outage-facts.ts';
import { duration, grouped } from '../../format.ts';
import { failing } from '../../zh/causes.ts';
import { spaced } from '../../zh/spaced.ts';
import type { FactTexts } from '../story-texts.ts';
import { failedOf } from './phrases.ts';

export const load: FactTexts<keyof typeof saturationFacts | keyof typeof outageFacts> = {
  what: {
    saturated: (_, component) => `${component} 饱和，队列已满`,
    saturationEnded: (_, component) => `${component} 队列腾出空位`,
    requestsFailing: ({ class: { many } }) => spaced`${many}开始失败`,
    requestsResumed: ({ class: { many } }) => spaced`${many}恢复正常`,
  },
  reason: {
    saturated: ({ queueCapacity, waitsFor }) =>
      `已有 ${grouped(queueCapacity)} 个请求在排队${waitsFor === undefined ? '' : `，槽位大多在等 ${waitsFor}`}`,
    requestsFailing: ({ failureCause }) => failing[failureCause],
  },
  so: {
    requestsFailing: ({ ended, failed }) =>
      failed === ended ? `最初 ${ended} 个全部失败` : `最初 ${ended} 个中 ${failed} 个失败`,
    saturationEnded: ({ rejected, lastedMicros }) =>
      `${duration(lastedMicros)} 内拒绝了 ${grouped(rejected)} 个请求`,
    requestsResumed: ({ class: { many }, lastedMicros, ...share }) =>
      `${duration(lastedMicros)} 内 ${failedOf(share, many)}`,
  },
  together: {
    saturated: (count) => `${count} 个组件饱和，各自的队列已满`,
    saturationEnded: (count) => `${count} 个组件队列腾出空位`,
  },
  togetherSo: {
    saturationEnded: (values) =>
      `共拒绝 ${grouped(values.reduce((sum, { rejected }) => sum + rejected, 0))} 个请求`,
  },
};

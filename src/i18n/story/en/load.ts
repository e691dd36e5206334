/** English: full waiting lines, and outages. */
import type { saturationFacts } from '../../../engine/model/service-center-facts.ts';
import type { outageFacts } from '../../../engine/telemetry/outage-facts.ts';
import { failing } from '../../en/causes.ts';
import { counted } from '../../en/counted.ts';
import { duration, grouped } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';
import { failedOf } from './phrases.ts';

export const load: FactTexts<keyof typeof saturationFacts | keyof typeof outageFacts> = {
  what: {
    saturated: (_, component) => `${component} is saturated: its line is full`,
    saturationEnded: (_, component) => `${component} has room again`,
    requestsFailing: ({ class: { many } }) => `${many} are failing`,
    requestsResumed: ({ class: { many } }) => `${many} are answered again`,
  },
  reason: {
    saturated: ({ queueCapacity, waitsFor }) =>
      `${counted(queueCapacity, 'request waits', 'requests wait')}${waitsFor === undefined ? '' : ` and its slots wait for ${waitsFor}`}`,
    requestsFailing: ({ failureCause }) => failing[failureCause],
  },
  so: {
    requestsFailing: ({ ended, failed }) =>
      failed === ended ? `the first ${ended} all failed` : `${failed} of the first ${ended} failed`,
    saturationEnded: ({ rejected, lastedMicros }) =>
      `${grouped(rejected)} were turned away in ${duration(lastedMicros)}`,
    requestsResumed: ({ class: { one, many }, lastedMicros, ...share }) =>
      `${failedOf(share, one, many)} failed in ${duration(lastedMicros)}`,
  },
  together: {
    saturated: (count) => `${count} components are saturated: their lines are full`,
    saturationEnded: (count) => `${count} components have room again`,
  },
  togetherSo: {
    saturationEnded: (values) =>
      `${grouped(values.reduce((sum, { rejected }) => sum + rejected, 0))} were turned away`,
  },
};

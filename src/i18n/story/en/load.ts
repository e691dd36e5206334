/** English: full waiting lines, and outages. */
import type { saturationFacts } from '../../../engine/model/service-center-facts.ts';
import type { outageFacts } from '../../../engine/telemetry/outage-facts.ts';
import { failing } from '../../en/causes.ts';
import { counted } from '../../en/counted.ts';
import { duration } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';
import { failedOf } from './phrases.ts';

const turnedAway = (rejected: number): string =>
  `${counted(rejected, 'request was', 'requests were')} turned away`;

export const load: FactTexts<keyof typeof saturationFacts | keyof typeof outageFacts> = {
  what: {
    saturated: (_, component) => `${component} is saturated: its line is full`,
    saturationEnded: (_, component) => `${component} has room again`,
    requestsFailing: ({ class: { many } }) => `${many} are failing`,
    requestsResumed: ({ class: { many } }) => `${many} are answered again`,
  },
  reason: {
    saturated: ({ queueCapacity, waitsFor }) =>
      `${counted(queueCapacity, 'request waits', 'requests wait')} in it${waitsFor === undefined ? '' : ` and most slots wait for ${waitsFor}`}`,
    requestsFailing: ({ failureCause }) => failing[failureCause],
  },
  so: {
    requestsFailing: ({ ended, failed }) =>
      failed === ended ? `the first ${ended} all failed` : `${failed} of the first ${ended} failed`,
    saturationEnded: ({ rejected, lastedMicros }) => `${turnedAway(rejected)} in ${duration(lastedMicros)}`,
    requestsResumed: ({ class: { one, many }, lastedMicros, ...share }) =>
      `${failedOf(share, one, many)} failed in ${duration(lastedMicros)}`,
  },
  together: {
    saturated: (count) => `${count} components are saturated: each line is full`,
    saturationEnded: (count) => `${count} components have room again`,
  },
  togetherSo: {
    saturationEnded: (values) => turnedAway(values.reduce((sum, { rejected }) => sum + rejected, 0)),
  },
};

/** English: what call policies do. */
import type { policyFacts } from '../../../engine/model/policy-facts.ts';
import { causes, failing } from '../../en/causes.ts';
import { counted } from '../../en/counted.ts';
import { duration, grouped } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';
import { outOf } from './phrases.ts';

const turnedAway = (rejected: number): string => `${counted(rejected, 'call was', 'calls were')} turned away`;
const sum = (all: readonly { readonly rejected: number }[]): number =>
  all.reduce((total, { rejected }) => total + rejected, 0);

export const policies: FactTexts<keyof typeof policyFacts> = {
  what: {
    breakerOpened: ({ dependency }, component) => `${component} opened its breaker for ${dependency}`,
    breakerHalfOpened: ({ dependency }, component) => `${component} half-opens its breaker for ${dependency}`,
    breakerReopened: ({ dependency }, component) => `${component} found ${dependency} still failing`,
    breakerClosed: ({ dependency }, component) => `${component} closed its breaker for ${dependency}`,
    doneTwice: ({ count }, component) => `${component} did ${counted(count, 'write', 'writes')} twice`,
  },
  reason: {
    breakerOpened: ({ failures, withinMicros, failureCause }) =>
      `${counted(failures, 'call', 'calls')} failed within ${duration(withinMicros)} (the last: ${causes[failureCause]})`,
    breakerHalfOpened: ({ openMicros }) => `it had been open for ${duration(openMicros)}`,
    breakerReopened: ({ failureCause }) => failing[failureCause],
    doneTwice: ({ caller, count }) => `${count === 1 ? caller : 'callers'} had got no answer and tried again`,
  },
  so: {
    breakerOpened: () => 'calls to it are turned away at once',
    breakerHalfOpened: ({ dependency }) => `it tries ${dependency} with one call at a time`,
    breakerReopened: () => 'the breaker opens again',
    breakerClosed: ({ rejected, lastedMicros }) => `${turnedAway(rejected)} in ${duration(lastedMicros)}`,
    doneTwice: ({ inAll }) => `${grouped(inAll)} so far`,
  },
  together: {
    breakerOpened: (count, of, [{ dependency }]) =>
      `${outOf(count, of)} servers opened their breaker for ${dependency}`,
    breakerHalfOpened: (count, of, [{ dependency }]) =>
      `${outOf(count, of)} servers half-open their breaker for ${dependency}`,
    breakerReopened: (count, of, [{ dependency }]) =>
      `${outOf(count, of)} servers found ${dependency} still failing`,
    breakerClosed: (count, of, [{ dependency }]) =>
      `${outOf(count, of)} servers closed their breaker for ${dependency}`,
  },
  togetherSo: {
    breakerHalfOpened: ([{ dependency }]) => `each tries ${dependency} with one call at a time`,
    breakerClosed: (values) => `${turnedAway(sum(values))} meanwhile`,
  },
};

/** English: what clients of stores and caches do about them. */
import type { clientFacts } from '../../../engine/model/client-facts.ts';
import type { ValuesOf } from '../../../engine/telemetry/story.ts';
import { failing } from '../../en/causes.ts';
import { counted } from '../../en/counted.ts';
import { duration } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';
import { outOf } from './phrases.ts';

/** What clients did while the cache was away, added up. */
const absence = (all: readonly ValuesOf<'cacheUsedAgain'>[]): string => {
  const sum = (of: (one: ValuesOf<'cacheUsedAgain'>) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  const lasted = duration(Math.max(...all.map((one) => one.lastedMicros)));
  const passed = `${counted(
    sum((one) => one.passedThrough),
    'request',
    'requests',
  )} went without it in ${lasted}`;
  const missed = sum((one) => one.missedWrites);
  return missed === 0
    ? passed
    : `${passed}; it missed ${counted(missed, 'write', 'writes')} and may give old values until they expire`;
};

export const clients: FactTexts<keyof typeof clientFacts> = {
  what: {
    clientSwitched: ({ to }, component) => `${component} now writes to ${to}`,
    replicaAvoided: ({ replica }, component) => `${component} no longer reads from ${replica}`,
    replicaUsedAgain: ({ replica }, component) => `${component} reads from ${replica} again`,
    cachePassedThrough: ({ cache }, component) => `${component} goes on without ${cache}`,
    cacheUsedAgain: ({ cache }, component) => `${component} uses ${cache} again`,
  },
  reason: {
    cachePassedThrough: ({ failureCause }) => failing[failureCause],
  },
  so: {
    replicaAvoided: ({ left }) =>
      left === 0
        ? 'so the primary answers the reads'
        : `${counted(left, 'replica', 'replicas')} left for reads`,
    cachePassedThrough: () => 'so what it held comes from the database',
    cacheUsedAgain: (values) => absence([values]),
  },
  together: {
    clientSwitched: (count, of, [{ to }]) => `${outOf(count, of)} clients now write to ${to}`,
    replicaAvoided: (count, of, [{ replica }]) =>
      `${outOf(count, of)} clients no longer read from ${replica}`,
    replicaUsedAgain: (count, of, [{ replica }]) => `${outOf(count, of)} clients read from ${replica} again`,
    cachePassedThrough: (count, of, [{ cache }]) => `${outOf(count, of)} clients go on without ${cache}`,
    cacheUsedAgain: (count, of, [{ cache }]) => `${outOf(count, of)} clients use ${cache} again`,
  },
  togetherSo: {
    cacheUsedAgain: (values) => absence(values),
    replicaAvoided: (values) => {
      const left = Math.min(...values.map((one) => one.left));
      return left === 0
        ? 'so the primary answers the reads'
        : `${counted(left, 'replica', 'replicas')} left for reads`;
    },
  },
};

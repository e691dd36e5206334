/**
 * What the layers of a call policy cost where nothing goes wrong, so that only the machinery is measured: `three-tier`, where one
 * of a request's three calls, that of a server to the database, has the policy. `without` has no policy in the code either.
 */
import { threeTier } from '../../../src/scenario/templates/three-tier.ts';
import { blueprintOf } from '../../support/engine-lab.ts';
import { type Outcome, playEngine } from '../engine-runs.ts';
import { interleave, median, medianRatio, type Row } from '../measure.ts';

const seconds = 15;
const rounds = 21;

const none = {};
const retry = { retry: { on: 'any' } };
const breaker = { breaker: {} };
/** Never reached: all slots of a server are three. */
const bulkhead = { bulkhead: { limit: 100 } };
const pool = { pool: { size: 9 } };
const fallback = { fallback: {} };

const policies = {
  retry,
  breaker,
  bulkhead,
  fallback,
  'connection pool': pool,
  'all of them': { ...retry, ...breaker, ...bulkhead, ...fallback, ...pool },
};

const withPolicy = (database: object) =>
  blueprintOf({
    ...threeTier,
    groups: threeTier.groups?.map((group) => ({ ...group, parameters: { ...group.parameters, database } })),
  });

export function run(): Row[] {
  const outcomes = new Map<string, Outcome>();
  const contestant = (name: string, database: object, telemetry: 'full' | 'unguarded' = 'full') => {
    const blueprint = withPolicy(database);
    return () => void outcomes.set(name, playEngine(blueprint, telemetry, seconds));
  };
  const contestants = {
    without: contestant('without', none, 'unguarded'),
    off: contestant('off', none),
    ...Object.fromEntries(
      Object.entries(policies).map(([name, policy]) => [name, contestant(name, policy)] as const),
    ),
  };
  const times = interleave<string>(contestants, rounds);
  const hashes = new Set([...outcomes.values()].map(({ traceHash }) => traceHash));
  if (hashes.size !== 1) throw new Error(`a policy changes a run in which nothing fails: ${[...hashes]}`);
  const off = times.off as number[];
  const row = (name: string, took: readonly number[], than: readonly number[], note: string): Row => ({
    name,
    value: (medianRatio(took, than) - 1) * 100,
    unit: '% of a run',
    better: 'lower',
    note,
  });
  return [
    { name: 'no policy', value: median(off), unit: `ms for ${seconds} s`, better: 'lower' },
    row('switched off, to none in the code', off, times.without as number[], 'all layers and the pool'),
    ...Object.keys(policies).map((name) =>
      row(name, times[name] as number[], off, `${outcomes.get(name)?.events} events, as without`),
    ),
  ];
}

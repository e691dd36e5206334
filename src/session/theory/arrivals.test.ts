// Which streams of arrivals are Poisson, by who sends them; and what the counts of a second say of it.
import { describe, expect, it } from 'vitest';
import { runForTheory } from '../testing/theory-lab.ts';
import { dispersionOf } from './arrivals.ts';
import type { Sample } from './samples.ts';

const at = (seconds: number): number => seconds * 1_000_000;

/** Users, what stands between, and one server without a database. */
function chain(...between: readonly string[]): object {
  const ids = ['users', ...between, 'api'];
  const kinds: Record<string, string> = {
    users: 'users',
    cdn: 'cdn',
    lb: 'load-balancer',
    api: 'app-server',
  };
  return {
    format: 'nines-scenario',
    version: 1,
    name: 'chain',
    components: ids.map((id) => ({ id, kind: kinds[id] })),
    links: ids.slice(1).map((to, place) => ({
      from: ids[place],
      to,
      carries: 'request',
      oneWayDelayMillis: 1,
    })),
  };
}

const poissonOf = (scenario: object) =>
  runForTheory({ scenario, seed: 9, until: at(30) })
    .check(['api'])
    ?.queue?.assumptions.find(({ id }) => id === 'poisson');

describe('arrivals', () => {
  it('straight from the users are Poisson', () => {
    expect(poissonOf(chain())).toMatchObject({ holds: 'holds', reason: { kind: 'drawnAtRandom' } });
  });

  it('behind a CDN are not: it keeps back those that it can answer', () => {
    expect(poissonOf(chain('cdn'))).toMatchObject({
      holds: 'doesNotHold',
      reason: { kind: 'thinned', by: 'cdn' },
    });
    expect(poissonOf(chain('cdn', 'lb'))).toMatchObject({
      holds: 'doesNotHold',
      reason: { kind: 'thinned' },
    });
  });

  it('behind a balancer with one server are what they were before it', () => {
    expect(poissonOf(chain('lb'))).toMatchObject({ holds: 'holds', reason: { kind: 'drawnAtRandom' } });
  });
});

describe('dispersion', () => {
  const seconds = (counts: readonly number[]): readonly Sample[] =>
    counts.map((arrived) => ({ width: 1, arrived }) as Sample);
  const alternating = (low: number, high: number, length: number) =>
    Array.from({ length }, (_, second) => (second % 2 === 0 ? low : high));

  it('is the variance of the counts over their mean, of several members on average', () => {
    // 8 and 12 in turn: mean 10, variance 4 · n/(n − 1).
    const one = dispersionOf([seconds(alternating(8, 12, 20))]);
    expect(one?.measured).toBeCloseTo((4 * 20) / 19 / 10, 12);
    const two = dispersionOf([seconds(alternating(8, 12, 20)), seconds(alternating(4, 16, 20))]);
    expect(two?.measured).toBeCloseTo((((4 + 36) / 2) * 20) / 19 / 10, 12);
  });

  it('allows chance its 2.576 standard errors of √(2/(n − 1)), fewer with more members', () => {
    const one = dispersionOf([seconds(alternating(8, 12, 201))]);
    expect(one).toMatchObject({ seconds: 201 });
    expect(one?.low).toBeCloseTo(1 - 0.2576, 12);
    expect(one?.high).toBeCloseTo(1 + 0.2576, 12);
    const four = dispersionOf(Array.from({ length: 4 }, () => seconds(alternating(8, 12, 201))));
    expect(four?.high).toBeCloseTo(1 + 0.1288, 12);
    // Ten seconds of counts: 1 ± 1.21, and no count varies less than not at all.
    expect(dispersionOf([seconds(alternating(8, 12, 10))])?.low).toBe(0);
  });

  it('is not told of fewer than ten whole seconds, or of none that came', () => {
    expect(dispersionOf([seconds(alternating(8, 12, 9))])).toBeUndefined();
    expect(dispersionOf([seconds(alternating(8, 12, 10))])).toBeDefined();
    expect(dispersionOf([seconds(alternating(0, 0, 20))])).toBeUndefined();
    const part = { ...seconds([50])[0], width: 0.5 } as Sample;
    expect(dispersionOf([[...seconds(alternating(8, 12, 10)), part]])).toMatchObject({ seconds: 10 });
  });
});

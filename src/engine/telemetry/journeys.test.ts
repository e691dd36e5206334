import { describe, expect, it } from 'vitest';
import { emptyHistory, seconds, sinkInto } from '../../../test/support/engine-lab.ts';
import { evenArrivals, timedStation } from '../../../test/support/timed-arrivals.ts';
import { isSampled } from '../../base/sampling.ts';
import { createEngine } from '../engine.ts';
import { journeyHeader, requestFates } from './records.ts';

const play = (blueprint: ReturnType<typeof timedStation>, until: number) => {
  const history = emptyHistory();
  const engine = createEngine(blueprint, 1, sinkInto(history));
  engine.runUntil(until);
  return { engine, history };
};

describe('journeys', () => {
  // At most 400 a second are kept, and the ratio is a power of two: 400 → 1, 401 … 800 → 2, 801 … 1,600 → 4.
  it.each([
    [1, 1],
    [400, 1],
    [401, 2],
    [800, 2],
    [801, 4],
    [1_000, 4],
    [1_600, 4],
    [1_601, 8],
  ])('of %i requests a second one in %i is kept in the next', (perSecond, ratio) => {
    const arrivals = evenArrivals(perSecond, 0, 2);
    const { engine, history } = play(timedStation({ arrivals, serviceMillis: 0 }), seconds(1.999_999));
    expect(engine.totals().journeyRatio).toBe(ratio);
    const ordinals = history.journeys.map((journey) => journey[journeyHeader.ordinal]!);
    const all = arrivals.map((_, ordinal) => ordinal);
    const expected = all.filter((ordinal) => isSampled(ordinal, ordinal < perSecond ? 1 : ratio));
    expect(ordinals).toEqual(expected);
  });

  it('begins each second with its own count: after an idle one every request is kept', () => {
    const { engine } = play(
      timedStation({ arrivals: evenArrivals(1_000, 0, 1), serviceMillis: 0 }),
      seconds(1),
    );
    expect(engine.totals().journeyRatio).toBe(4);
    engine.runUntil(seconds(2));
    expect(engine.totals().journeyRatio).toBe(1);
  });

  // One service of 10 s, no queue: every later request is turned away the moment it comes.
  it('keeps the first 200 failures of a second, and of the rest those that are drawn', () => {
    const perSecond = 1_000;
    const arrivals = evenArrivals(perSecond, 0, 3);
    const { history } = play(timedStation({ arrivals, serviceMillis: 10_000, queueCapacity: 0 }), seconds(3));
    expect(new Set(history.journeys.map((journey) => journey[journeyHeader.fate]!))).toEqual(
      new Set([requestFates.indexOf('rejected')]),
    );
    const keptIn = (second: number): number =>
      history.journeys.filter((journey) => Math.floor(journey[journeyHeader.endedAt]! / 1e6) === second)
        .length;
    const expectedIn = (second: number): number => {
      let kept = 0;
      for (let ordinal = second * perSecond; ordinal < (second + 1) * perSecond; ordinal += 1)
        if (kept < 200 || isSampled(ordinal, 4)) kept += 1;
      return kept;
    };
    expect(keptIn(0)).toBe(perSecond - 1);
    expect([keptIn(1), keptIn(2)]).toEqual([expectedIn(1), expectedIn(2)]);
  });
});

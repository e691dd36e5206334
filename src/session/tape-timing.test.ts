import { describe, expect, it } from 'vitest';
import type { RecordedTraffic } from '../scenario/tape/recorded-traffic.ts';
import { suggestedTiming, timedTape } from './tape-timing.ts';

const second = 1_000_000;
const played = (seconds: readonly number[]): RecordedTraffic =>
  ({ times: Float64Array.from(seconds, (one) => one * second) }) as RecordedTraffic;

const traffic = (...seconds: number[]): RecordedTraffic => played(seconds);

/** A request each second. */
const steady = (seconds: number) => played(Array.from({ length: seconds + 1 }, (_, at) => at));

describe('a tape played', () => {
  it('is so long and so dense', () => {
    expect(timedTape(traffic(0, 1, 2, 3, 5), { speedup: 2 })).toEqual({
      span: 2.5 * second,
      perSecond: 2,
      problem: undefined,
    });
    // The three seconds of silence become one.
    expect(timedTape(traffic(0, 1, 4, 5), { speedup: 1, gapMaxMillis: 1_000 })).toMatchObject({
      span: 3 * second,
    });
  });

  it('of one instant has no rate', () => {
    expect(timedTape(traffic(0, 0), { speedup: 1 })).toMatchObject({ span: 0, perSecond: undefined });
  });

  it('is told when it is too long for a run', () => {
    expect(timedTape(traffic(0, 1e7), { speedup: 1 }).problem).toMatchObject({ path: 'tape.speedup' });
  });
});

describe('the timing to begin with', () => {
  it('is the slowest that is over in two minutes, silences of two seconds at most', () => {
    expect(suggestedTiming(steady(120))).toEqual({ speedup: 1, gapMaxMillis: 2_000 });
    expect(suggestedTiming(steady(121)).speedup).toBe(10);
    expect(suggestedTiming(steady(1_201)).speedup).toBe(100);
    expect(suggestedTiming(steady(12_001)).speedup).toBe(1_000);
    expect(suggestedTiming(steady(130_000)).speedup).toBe(1_000);
    // A night of ten hours counts as two seconds.
    expect(suggestedTiming(traffic(0, 36_000, 36_001)).speedup).toBe(1);
  });
});

// theory.json › limiter: four bounds in words. Each is driven by a client that asks as often as it can, and must be
// kept and also reached: a limiter that admitted less would keep it too.
import { describe, expect, it } from 'vitest';
import * as fixedWindow from '../../src/algorithms/limiting/fixed-window.ts';
import * as gcra from '../../src/algorithms/limiting/gcra.ts';
import * as leakyBucket from '../../src/algorithms/limiting/leaky-bucket.ts';
import * as slidingLog from '../../src/algorithms/limiting/sliding-log.ts';
import * as tokenBucket from '../../src/algorithms/limiting/token-bucket.ts';
import { microsPerSecond } from '../../src/base/units.ts';
import { openRecording } from '../support/recording.ts';

const theory = openRecording('theory.json', 'limiter');
const [limit, window, rate] = [10, microsPerSecond, 10];

/** When a client that asks every `every` µs was admitted. */
function admitted(admit: (now: number) => { allowed: boolean }, every: number, until: number): number[] {
  const times: number[] = [];
  for (let now = 0; now <= until; now += every) {
    while (admit(now).allowed) times.push(now);
  }
  return times;
}

/** Most of `times` within any closed interval of this length. */
function mostWithin(times: readonly number[], length: number): number {
  let [most, from] = [0, 0];
  times.forEach((time, place) => {
    while (times[from]! < time - length) from += 1;
    most = Math.max(most, place - from + 1);
  });
  return most;
}

describe('limiters in theory', () => {
  it('token bucket: burst + rate · T in any interval', () => {
    const bucket = tokenBucket.create({ capacity: limit, refillPerSecond: rate });
    const cells = gcra.create({ ratePerSecond: rate, burst: limit });
    const times = admitted((now) => tokenBucket.admit(bucket, now), 1000, 20 * microsPerSecond);
    expect(admitted((now) => gcra.admit(cells, now), 1000, 20 * microsPerSecond)).toEqual(times);
    const spans = [0, 99_999, 100_000, 1_234_567, microsPerSecond, 7 * microsPerSecond];
    theory.judged(
      ['tokenBucketMax'],
      spans.every((span) => mostWithin(times, span) === limit + Math.floor((rate * span) / microsPerSecond)),
      'kept and reached for six T, by tokenBucket and gcra',
      spans.length,
    );
  });

  it('fixed window: twice the limit inside a moment', () => {
    const burstAtTheEnd = (alignment: 'epoch' | 'first-request'): number => {
      const s = fixedWindow.create({ limit, window, alignment });
      const ask = (now: number, times: number): number =>
        Array.from({ length: times }, () => fixedWindow.admit(s, now)).filter(({ allowed }) => allowed)
          .length;
      ask(0, alignment === 'first-request' ? 1 : 0); // its window has to begin
      return ask(window - 1, 2 * limit) + ask(window, 2 * limit);
    };
    expect(burstAtTheEnd('first-request')).toBe(2 * limit - 1);
    theory.judged(['fixedWindowWorst'], burstAtTheEnd('epoch') === 2 * limit, 'within 1 µs, aligned', 1);
  });

  it('sliding log: the limit in any window', () => {
    const s = slidingLog.create({ limit, window });
    const times = admitted((now) => slidingLog.admit(s, now), 7000, 20 * window);
    theory.judged(['slidingLogWorst'], mostWithin(times, window - 1) === limit, 'kept and reached', 1);
  });

  it('nginx: b + 1 of n at once, the k-th delayed by what exceeds `delay`', () => {
    const holds: boolean[] = [];
    for (const [burst, delay] of [
      [0, 0],
      [5, 0],
      [5, 3],
      [20, 8],
    ] as const) {
      const s = leakyBucket.create({ ratePerSecond: rate, burst, delay });
      const delays = admitted((now) => leakyBucket.admit(s, now), 1, 0).length;
      holds.push(delays === burst + 1);
      const t = leakyBucket.create({ ratePerSecond: rate, burst, delay });
      for (let k = 0; k <= burst; k += 1) {
        const expected = (Math.max(0, k - delay) / rate) * microsPerSecond;
        holds.push(leakyBucket.admit(t, 0).delay === expected);
      }
      // One place comes free every 1 / rate, and not a millisecond before.
      const freed = admitted((now) => leakyBucket.admit(t, now), 1000, 5 * microsPerSecond);
      holds.push(freed.every((time, place) => time === (place + 1) * (microsPerSecond / rate)));
    }
    theory.judged(['nginxLeaky'], holds.length > 30 && holds.every(Boolean), 'four directives', holds.length);
  });

  it('nothing was skipped', () => theory.expectNothingSkipped());
});

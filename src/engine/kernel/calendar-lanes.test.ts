import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DelayLanes, heapLane } from './calendar-lanes.ts';

const laneCount = 64;

/** The slow model: which delay each lane serves, and whether it may be given to another. */
class SlowLanes {
  readonly delays: number[] = [];
  readonly idle: boolean[] = [];

  find(delay: number): number {
    const known = this.delays.indexOf(delay);
    if (known >= 0) return known;
    const lane = this.delays.length < laneCount ? this.delays.length : this.idle.indexOf(true);
    if (lane < 0) return -1;
    if (lane === this.delays.length) this.idle[lane] = true;
    this.delays[lane] = delay;
    return lane;
  }
}

const lane = fc.nat(laneCount - 1);
/** Multiples of 2^32 share a bucket, whatever a hash of 32 bits makes of them. */
const delay = fc.oneof(
  fc.nat(400),
  fc.nat(40).map((n) => n * 2 ** 32),
);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ verb: fc.constant('find' as const), delay }) },
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('queued' as const), lane }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('idle' as const), lane }) },
  { weight: 1, arbitrary: fc.constant({ verb: 'reload' as const }) },
);

describe('lanes against a list', () => {
  it('give each delay its own, and the first idle one to a new delay when all 64 are taken', () => {
    fc.assert(
      fc.property(fc.nat(70), fc.array(step, { maxLength: 250, size: 'max' }), (opened, steps) => {
        const lanes = new DelayLanes();
        const slow = new SlowLanes();
        for (let n = 0; n < opened; n += 1) expect(lanes.find(n * 2 ** 31)).toBe(slow.find(n * 2 ** 31));
        for (const one of steps) {
          if (one.verb === 'find') {
            expect(lanes.find(one.delay)).toBe(slow.find(one.delay));
          } else if (one.verb === 'reload') {
            lanes.clear();
            expect(lanes.count).toBe(0);
            slow.delays.forEach((delay, place) => {
              lanes.restore(delay, 100 + place);
              slow.idle[place] = true;
            });
            const times = slow.delays.map((_, place) => 100 + place);
            expect(Array.from(lanes.lastTimes.slice(0, lanes.count))).toEqual(times);
          } else if (one.lane < slow.delays.length) {
            if (one.verb === 'queued') lanes.markQueued(one.lane);
            else lanes.markIdle(one.lane);
            slow.idle[one.lane] = one.verb === 'idle';
          }
          expect(lanes.count).toBe(slow.delays.length);
          expect(Array.from(lanes.delays.slice(0, lanes.count))).toEqual(slow.delays);
          const queued = slow.idle.map((isIdle) => (isIdle ? 0 : 1));
          expect(Array.from(lanes.isQueued.slice(0, lanes.count))).toEqual(queued);
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** All 64 lanes taken by the delays 0 … 63, and queued. */
function full(): DelayLanes {
  const lanes = new DelayLanes();
  for (let delay = 0; delay < laneCount; delay += 1) lanes.markQueued(lanes.find(delay));
  return lanes;
}

describe('a lane', () => {
  it('is new to the delay that gets it: nothing was ever appended', () => {
    const lanes = full();
    lanes.lastTimes[40] = 9_999;
    lanes.markIdle(40);
    expect(lanes.find(1_000)).toBe(40);
    expect([lanes.delays[40], lanes.lastTimes[40]]).toEqual([1_000, Number.NEGATIVE_INFINITY]);
  });

  it('that was given away is no longer found by its old delay', () => {
    const lanes = full();
    lanes.markIdle(63);
    expect(lanes.find(1_000)).toBe(63);
    lanes.markQueued(63);
    expect([lanes.find(63), lanes.find(1_000), lanes.find(62)]).toEqual([-1, 63, 62]);
  });

  it.each([0, 31, 32, 63])('is given away when it is the only idle one: %i', (only) => {
    const lanes = full();
    expect(lanes.find(1_000)).toBe(-1);
    lanes.markIdle(only);
    expect(lanes.find(1_000)).toBe(only);
  });

  it('keeps its delay while it is queued', () => {
    const lanes = full();
    for (let delay = 0; delay < laneCount; delay += 1) expect(lanes.find(delay)).toBe(delay);
    expect(lanes.find(64)).toBe(-1);
  });

  it('is empty after everything was forgotten, and no number stands for two', () => {
    const lanes = full();
    lanes.heads[3] = 5;
    lanes.tails[3] = 5;
    lanes.clear();
    expect(lanes.find(63)).toBe(0);
    expect([lanes.heads[3], lanes.tails[3], lanes.isQueued[3]]).toEqual([-1, -1, 0]);
    expect(heapLane).toBeGreaterThanOrEqual(laneCount);
  });
});

import { describe, expect, it } from 'vitest';
import { createCheckpointCadence } from './checkpoint-cadence.ts';

const second = 1_000_000;

/** Seconds at which one is taken, when each simulated second costs `wallMillis`. */
function taken(seconds: number, wallMillis: number, target?: number): number[] {
  const cadence = createCheckpointCadence();
  const times: number[] = [];
  for (let at = 1; at <= seconds; at += 1) {
    const goal = target === undefined ? undefined : target * second;
    if (cadence.wants(at * second, at * wallMillis, goal)) times.push(at);
  }
  return times;
}

const every = (step: number, from: number, to: number): number[] => {
  const times: number[] = [];
  for (let at = from; at <= to; at += step) times.push(at);
  return times;
};

describe('checkpoints are taken', () => {
  it('each second up to 20×, where a second costs 50 ms, and every other at 30×', () => {
    expect(taken(20, 50)).toEqual(every(1, 1, 20));
    expect(taken(21, 1_000 / 30)).toEqual(every(2, 1, 21));
    expect(taken(20, 49)).toEqual(every(2, 1, 19));
  });

  it('at most 30 simulated seconds apart, where no wall time passes, eight to a frame', () => {
    // The first is paid for; then 31, 61, … though nothing is paid.
    expect(taken(1_000, 0)).toEqual([1, ...every(30, 31, 241)]);
    const cadence = createCheckpointCadence();
    const from = (first: number) =>
      every(1, first, first + 999).filter((at) => cadence.wants(at * second, 0, undefined));
    expect(from(1)).toHaveLength(9);
    cadence.frameSent();
    expect(from(1_001)).toHaveLength(8);
  });

  it('on each of the last five seconds before the end of a seek', () => {
    expect(taken(25, 0, 25)).toEqual([1, ...every(1, 20, 25)]);
  });

  it('never twice at one instant, nor where the engine has just been moved to', () => {
    const cadence = createCheckpointCadence();
    expect(cadence.wants(0, 0, undefined)).toBe(false);
    expect(cadence.wants(5 * second, 0, undefined)).toBe(true);
    expect(cadence.wants(5 * second, 1_000, undefined)).toBe(false);
    cadence.moved(2 * second);
    expect(cadence.wants(2 * second, 2_000, undefined)).toBe(false);
    expect(cadence.wants(3 * second, 2_000, undefined)).toBe(true);
  });
});

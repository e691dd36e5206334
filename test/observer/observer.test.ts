// What telemetry says of random systems, compared with an observer that has never seen telemetry: `compare.ts`.
import { describe, expect, it } from 'vitest';
import { Dice } from '../soak/dice.ts';
import { compiledScenario } from '../soak/soak-one.ts';
import { ObservedRun } from './observed-run.ts';

const seconds = 12;
const seeds = Array.from({ length: 30 }, (_, index) => 4_001 + index);

describe('telemetry of random systems under random faults', () => {
  it.each(seeds)('says what an independent observer counts, seed %i', (seed) => {
    const run = new ObservedRun(compiledScenario(seed, seconds), seed);
    const dice = new Dice(seed ^ 0x0b5e);
    const stops = Array.from({ length: 3 }, () => dice.whole(1, seconds * 1_000_000 - 1));
    const [first = 0, middle = 0, last = 0] = stops.sort((a, b) => a - b);
    run.runTo(first);
    run.compareInstant();
    const mark = run.save();
    run.runTo(middle);
    run.goBack(mark, dice.chance(0.5));
    run.runTo(last);
    run.compareInstant();
    run.runTo(seconds * 1_000_000);
    expect(run.compareAll()).toEqual([]);
  });
});

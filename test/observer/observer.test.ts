// What telemetry says of random systems, compared with an observer that has never seen telemetry: `compare.ts`.
import { describe, expect, it } from 'vitest';
import { compiledScenario } from '../soak/soak-one.ts';
import { observe } from './observed-run.ts';

const seconds = 12;
const seeds = Array.from({ length: 30 }, (_, index) => 4_001 + index);

describe('telemetry of random systems under random faults', () => {
  it.each(seeds)('says what an independent observer counts, seed %i', (seed) => {
    expect(observe(compiledScenario(seed, seconds), seed, seconds)).toEqual([]);
  });
});

// theory.json › staleness: P(stale) = w · e^(−dt/m) for an exponential lag, w · [dt < d] for a fixed one.
import { describe, expect, it } from 'vitest';
import { replicationLag } from '../../src/algorithms/index.ts';
import { microsFromMillis } from '../../src/base/units.ts';
import { openRecording } from '../support/recording.ts';

describe('staleness of replica reads', () => {
  const recording = openRecording('theory.json', 'staleness');

  it('is the closed form in every row', () => {
    recording.note('formula');
    recording.note('columns');
    recording.peek<[number, number, number][]>('rows').forEach(([mean, dt], row) => {
      recording.input('rows', row, 0);
      recording.input('rows', row, 1);
      const law = replicationLag.create({ kind: 'exponential', mean: microsFromMillis(mean) });
      recording.within(['rows', row, 2], replicationLag.staleProbability(law, microsFromMillis(dt)), 1e-6);
    });
    recording.expectNothingSkipped();
  });

  it('is the formula for a share of reads, and for a fixed lag', () => {
    const law = replicationLag.create({ kind: 'exponential', mean: 50_000 });
    const whole = replicationLag.staleProbability(law, 100_000);
    expect(replicationLag.staleProbability(law, 100_000, 0.3)).toBeCloseTo(0.3 * whole, 12);
    const fixed = replicationLag.create({ kind: 'fixed', applyDelay: 100_000 });
    expect([99_999, 100_000].map((dt) => replicationLag.staleProbability(fixed, dt, 0.3))).toEqual([0.3, 0]);
  });
});

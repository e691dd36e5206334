// Invariant 5 on random small systems under random faults: every request is answered, failed or in flight, each failure
// has a cause and a root, and all the books agree with one another. SHOW=1 prints where unattributed failures arise.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureCauses } from '../../src/engine/telemetry/causes.ts';
import { journeyHeader } from '../../src/engine/telemetry/records.ts';
import { type RandomRun, randomRuns } from '../support/random-scenario.ts';
import { checkRun } from '../support/run-invariants.ts';

const baseSeed = 20_261_109;
const show = process.env.SHOW !== undefined;
const untilSeconds = { min: 4, max: 16 };

const explain = ({ scenario, seed, dos }: RandomRun): string => JSON.stringify({ scenario, seed, dos });

describe(`conservation, base seed ${baseSeed}`, () => {
  it('holds in wild systems', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(randomRuns({ temper: 'wild', untilSeconds }), (run) => {
        expect(checkRun(run).problems, explain(run)).toEqual([]);
      }),
      { seed: baseSeed, numRuns: 80 },
    );
  });

  it('holds in calm ones, and hardly a failure is without its root', { timeout: 300_000 }, () => {
    const sums = { failed: 0, unattributed: 0 };
    const where = new Map<string, number>();
    fc.assert(
      fc.property(randomRuns({ temper: 'calm', untilSeconds }), (run) => {
        const { problems, failed, unattributed, history } = checkRun(run);
        expect(problems, explain(run)).toEqual([]);
        sums.failed += failed;
        sums.unattributed += unattributed;
        for (const journey of history.journeys) {
          if (journey[journeyHeader.cause] === 0 || journey[journeyHeader.rootId] !== 0) continue;
          const key = `${failureCauses[journey[journeyHeader.cause]!]} ${run.dos.map((line) => line.split(' ').slice(0, 3).join(' ')).join('; ')}`;
          where.set(key, (where.get(key) ?? 0) + 1);
        }
      }),
      { seed: baseSeed, numRuns: 80 },
    );
    if (show) console.log(sums, [...where].sort((a, b) => b[1] - a[1]).slice(0, 12));
    expect(sums.failed).toBeGreaterThan(1_000);
    expect(sums.unattributed / sums.failed).toBeLessThanOrEqual(0.01);
  });
});

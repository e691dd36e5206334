import { describe, expect, it } from 'vitest';
import { emptyHistory, seconds, sinkInto } from '../../../test/support/engine-lab.ts';
import { timedStation } from '../../../test/support/timed-arrivals.ts';
import { createEngine } from '../engine.ts';
import { classColumn, journeyHeader, requestFates } from './records.ts';

describe('the latency objective', () => {
  // An empty station with a deterministic service of 10 ms: every latency is 10,000 micros.
  it.each([
    { objectiveMillis: 10, fate: 'ok', slow: 0 },
    { objectiveMillis: 9.999, fate: 'slow', slow: 3 },
  ] as const)('of $objectiveMillis ms makes latencies of 10 ms $fate', ({ objectiveMillis, fate, slow }) => {
    const history = emptyHistory();
    const arrivals = [100_000, 300_000, 500_000];
    const engine = createEngine(timedStation({ arrivals, objectiveMillis }), 1, sinkInto(history));
    engine.runUntil(seconds(1));
    expect(engine.totals().classes[0]).toMatchObject({ arrived: 3, ok: 3, slow });
    expect(history.rows[0]!.classes[classColumn.slow]).toBe(slow);
    const fates = history.journeys.map((journey) => requestFates[journey[journeyHeader.fate]!]);
    expect(fates).toEqual([fate, fate, fate]);
    expect(engine.latencies().read?.mean).toBe(10);
  });
});

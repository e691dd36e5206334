import { describe, expect, it } from 'vitest';
import {
  blueprintOf,
  emptyHistory,
  figureInRow,
  nullSink,
  type RowFigure,
  seconds,
  sinkInto,
  totalsOf,
} from '../../../test/support/engine-lab.ts';
import { timedStation } from '../../../test/support/timed-arrivals.ts';
import { createEngine } from '../engine.ts';

const station = 1;

describe('the report of a component', () => {
  it('forgets the waits of the warm-up: a burst in it, then nobody waits', () => {
    const burst = new Array<number>(50).fill(500_000);
    const apart = Array.from({ length: 20 }, (_, n) => 2_000_000 + n * 100_000);
    const blueprint = timedStation({ arrivals: [...burst, ...apart], warmupSeconds: 2 });
    const engine = createEngine(blueprint, 1, sinkInto(emptyHistory()));
    engine.runUntil(seconds(1.999_999));
    // The burst waits 0, 10, … 490 ms; of 50 values rank ⌈0.99 × 50⌉ is the last.
    const before = totalsOf(engine, 'station');
    expect(before.waitingMillis.mean).toBeCloseTo(245, 9);
    expect(Math.abs(before.waitingMillis.p99 / 490 - 1)).toBeLessThan(1 / 256);
    engine.runUntil(seconds(4));
    const after = totalsOf(engine, 'station');
    expect(after.waitingMillis).toEqual({ mean: 0, p99: 0 });
    expect(after.meanResponseMillis).toBe(10);
    expect(after.throughputPerSecond).toBe(10);
    expect(after.arrivalsPerSecond).toBe(10);
    expect(after.utilization).toBe(0.1);
    expect(after.meanInSystem).toBe(0.1);
    expect(after.meanQueueLength).toBe(0);
  });

  it('is all noughts before anything has happened', () => {
    const { id, errorsByCause, waitingMillis, ...figures } = totalsOf(
      createEngine(blueprintOf('mm1'), 1, nullSink),
      'station',
    );
    expect([id, errorsByCause, waitingMillis]).toEqual(['station', {}, { mean: 0, p99: 0 }]);
    for (const [name, figure] of Object.entries(figures)) expect(figure, name).toBe(0);
  });

  it('waits as long in the mean as the rows after the warm-up say', () => {
    const warmupSeconds = 10;
    const history = emptyHistory();
    const blueprint = { ...blueprintOf('mm1'), warmupMicros: seconds(warmupSeconds) };
    const engine = createEngine(blueprint, 3, sinkInto(history));
    engine.runUntil(seconds(60));
    const sum = (name: RowFigure): number =>
      history.rows
        .slice(warmupSeconds)
        .reduce((total, row) => total + figureInRow(row, { index: station, id: 'station' }, name), 0);
    const started = sum('started');
    expect(started).toBeGreaterThan(1_000);
    const { waitingMillis, meanQueueLength, throughputPerSecond } = totalsOf(engine, 'station');
    expect(waitingMillis.mean).toBe(sum('waitingSum') / started / 1_000);
    expect(meanQueueLength * 50).toBeCloseTo(sum('queueLength'), 9);
    expect(throughputPerSecond * 50).toBeCloseTo(sum('answered'), 9);
  });
});

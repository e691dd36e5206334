// An open Poisson source: its gaps are drawn by ordinal, so that a change of rate stretches them and redraws none.
import { describe, expect, it } from 'vitest';
import { runLab, seconds } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { runTimed } from '../../../test/support/timed-traffic.ts';
import { journeyHeader, requestFates } from '../../engine/telemetry/records.ts';

function arrivals(dos: readonly string[], arrivalRate = 100, until = seconds(4)): readonly number[] {
  const run = runLab({
    scenario: smallStack({ users: { arrivalRate }, oneWayDelayMillis: 0 }),
    seed: 12,
    until: until + seconds(3),
    dos: [...dos, `${until}us set users.arrivalRate=0`],
  });
  return run.journeys
    .sort((a, b) => a[journeyHeader.ordinal]! - b[journeyHeader.ordinal]!)
    .map((journey) => journey[journeyHeader.arrivedAt]!);
}

/** Each instant as it is, or off by what rounding to whole Micros may come to. */
function expectEach(found: readonly number[], expected: readonly number[]): void {
  const common = Math.min(found.length, expected.length);
  expect(common).toBeGreaterThan(50);
  for (let place = 0; place < common; place += 1)
    expect(Math.abs(found[place]! - expected[place]!), `arrival ${place}`).toBeLessThanOrEqual(1);
}

describe('keys', () => {
  it.each([1, 2, 7])('are %i, and all of them are asked for', (keys) => {
    const run = runLab({ scenario: smallStack({ users: { keys } }), seed: 3, until: seconds(20) });
    const asked = new Set(run.journeys.map((journey) => journey[journeyHeader.key]!));
    expect([...asked].sort()).toEqual(Array.from({ length: keys }, (_, key) => key));
  });
});

describe('arrivals', () => {
  const usual = arrivals([]);

  it('come at 100 a second: 400 in four seconds, give or take five standard errors', () => {
    expect(Math.abs(usual.length - 400)).toBeLessThan(5 * 20);
    expect(usual.every((at, place) => at >= (usual[place - 1] ?? 0))).toBe(true);
  });

  it('at twice the rate come at half the times', () => {
    expectEach(
      arrivals([], 200),
      usual.map((at) => at / 2),
    );
  });

  it('after an edit come in half of what was left, those before it unmoved', () => {
    const edit = seconds(1);
    expectEach(
      arrivals(['1s set users.arrivalRate=200']),
      usual.map((at) => (at <= edit ? at : edit + (at - edit) / 2)),
    );
  });

  it('stop at rate 0 and go on where they were, however long it lasted', () => {
    const paused = seconds(0.7);
    expectEach(
      arrivals(['1s set users.arrivalRate=0', '1.7s set users.arrivalRate=100']),
      usual.map((at) => (at <= seconds(1) ? at : at + paused)),
    );
  });

  it('come from the beginning only where the rate was 0 before', () => {
    expectEach(
      arrivals(['1s set users.arrivalRate=100'], 0),
      usual.map((at) => at + seconds(1)),
    );
  });

  it('of a tape come when it says, several at one instant in its order, and end with it', () => {
    const run = runTimed({
      scenario: smallStack(),
      arrivals: [3, { at: 3, key: 8, client: 9, write: true }, 20],
      untilMillis: 5_000,
      dos: ['10ms set users.arrivalRate=500'],
    });
    const rows = [...run.journeys].sort((a, b) => a[journeyHeader.ordinal]! - b[journeyHeader.ordinal]!);
    const names = ['arrivedAt', 'class', 'key', 'client'] as const;
    expect(rows.map((row) => names.map((name) => row[journeyHeader[name]]))).toEqual([
      [3_000, 0, 0, 0],
      [3_000, 1, 8, 9],
      [20_000, 0, 0, 0],
    ]);
    expect(rows.map((row) => requestFates[row[journeyHeader.fate]!])).toEqual(['ok', 'ok', 'ok']);
  });
});

describe('what a request is', () => {
  it('is a write with the ratio of the moment', () => {
    const run = runLab({
      scenario: smallStack({ users: { arrivalRate: 1_000, writeRatio: 0 } }),
      seed: 12,
      until: seconds(9),
      dos: ['3s set users.writeRatio=0.3', '6s set users.writeRatio=1'],
    });
    const shareIn = (from: number, to: number) => {
      const classes = run.journeys
        .filter(
          (row) =>
            row[journeyHeader.arrivedAt]! > seconds(from) && row[journeyHeader.arrivedAt]! < seconds(to),
        )
        .map((row) => row[journeyHeader.class]!);
      return classes.reduce((sum, one) => sum + one, 0) / classes.length;
    };
    expect([shareIn(0, 3), shareIn(6, 8.9)]).toEqual([0, 1]);
    // 3,000 draws: five standard errors are 0.042.
    expect(Math.abs(shareIn(3, 6) - 0.3)).toBeLessThan(0.042);
  });

  it('is late for the objective when it takes longer, and given up at the client timeout of the moment', () => {
    const run = runTimed({
      scenario: {
        ...smallStack({ database: { meanReadMillis: 297 } }),
        objectives: { latencyMillis: 300, availability: 0.9 },
      },
      arrivals: [0, 1_000, 2_000],
      untilMillis: 5_000,
      dos: ['500ms set api.meanServiceMillis=1.001', '1500ms set users.clientTimeoutMillis=200'],
    });
    const rows = [...run.journeys].sort((a, b) => a[journeyHeader.ordinal]! - b[journeyHeader.ordinal]!);
    // 1 + 1 + 297 + 1 ms is the objective to the microsecond; one more is late.
    expect(rows.map((row) => row[journeyHeader.endedAt]! - row[journeyHeader.arrivedAt]!)).toEqual([
      300_000, 300_001, 200_000,
    ]);
    expect(rows.map((row) => requestFates[row[journeyHeader.fate]!])).toEqual(['ok', 'slow', 'failed']);
  });
});

import { describe, expect, it } from 'vitest';
import { blueprintOf, seconds } from '../../test/support/engine-lab.ts';
import type { KillOptions } from './kill-options.ts';
import { type KillOutcome, makeReport, type Outcome } from './kill-report.ts';
import { countSummary, timeSummary } from './summaries.ts';

const never = Number.POSITIVE_INFINITY;

const options: KillOptions = {
  blueprint: blueprintOf('vertical'),
  fault: 'crash',
  seed: 7,
  seeds: 2,
  faultAfter: seconds(10),
  until: seconds(61),
  log: [],
};

interface Costs {
  readonly down?: number;
  readonly failed?: number;
  readonly lostWrites?: number;
}

const outcome = ({ down = 0, failed = 0, lostWrites = 0 }: Costs): KillOutcome => ({
  classes: {
    read: { arrived: 100, failed: 0, downtimeSeconds: 0 },
    write: { arrived: 10, failed, downtimeSeconds: down },
  },
  lostWrites,
  lostSessions: 0,
  detectedAfter: never,
  recoveredAfter: { read: undefined, write: undefined },
});

const reportOf = (rows: Readonly<Record<string, Costs>>, undisturbed: Outcome = outcome({})) =>
  makeReport(options, {
    undisturbed: [undisturbed, undisturbed],
    killed: new Map(Object.entries(rows).map(([id, costs]) => [id, [outcome(costs), outcome(costs)]])),
  });

describe('a report', () => {
  it('puts the worst first: downtime, then failures, then lost writes, then names', () => {
    const { kills } = reportOf({
      'db-replica-2': {},
      'api-1': { failed: 9 },
      'db-replica-1': {},
      'api-3': { failed: 9, lostWrites: 1 },
      lb: { down: 3 },
      'db-primary': { down: 3, failed: 8 },
    });
    expect(kills.map(({ component }) => component)).toEqual([
      'db-primary',
      'lb',
      'api-3',
      'api-1',
      'db-replica-1',
      'db-replica-2',
    ]);
  });

  it('counts what there was more than without the kill', () => {
    const row = reportOf({ lb: { failed: 9, lostWrites: 2 } }, outcome({ failed: 4, lostWrites: 2 }))
      .kills[0];
    const write = row?.classes.find(({ id }) => id === 'write');
    expect(write?.failed).toMatchObject({ mean: 5, counted: [9, 9], undisturbed: [4, 4] });
    expect(row?.lostWrites).toMatchObject({
      mean: 0,
      neverSeenBound: expect.closeTo(1 - Math.sqrt(0.05), 12),
    });
  });

  it('says what it did not kill, and how long it watched', () => {
    const report = reportOf({ lb: {} });
    expect(report).toMatchObject({
      seeds: 2,
      watched: seconds(50),
      classes: [{ id: 'read' }, { id: 'write' }],
    });
    expect(report.spared).toContain('users');
    expect(report.spared).not.toContain('lb');
  });

  it('has no rows before the first seed is complete', () => {
    expect(makeReport(options, { undisturbed: [], killed: new Map([['lb', []]]) }).kills).toEqual([]);
  });
});

describe('a summary', () => {
  it('of counts has no interval for one run and a bound only if nothing was ever seen', () => {
    expect(countSummary([5], [2])).toMatchObject({
      mean: 3,
      halfWidth: undefined,
      neverSeenBound: undefined,
    });
    // Excess 0 and 2: mean 1, standard error 1, t(.975, 1) = 12.7062.
    const two = countSummary([4, 7], [4, 5]);
    expect(two).toMatchObject({ mean: 1, halfWidth: expect.closeTo(12.7062, 4), neverSeenBound: undefined });
    expect(countSummary([3, 3], [3, 3]).neverSeenBound).toBeGreaterThan(0.77);
    // Plus and minus one cancel out, and yet something was seen.
    expect(countSummary([1, 0], [0, 1])).toMatchObject({ mean: 0, neverSeenBound: undefined });
  });

  it('of times keeps apart what never began and what never ended', () => {
    expect(timeSummary([undefined, 5, never, undefined])).toMatchObject({
      runs: 2,
      beyond: 1,
      median: never,
      low: 5,
      high: never,
      neverSeenBound: undefined,
    });
    expect(timeSummary([undefined, undefined])).toMatchObject({ runs: 0, median: undefined });
    expect(timeSummary([undefined, undefined]).neverSeenBound).toBeCloseTo(1 - Math.sqrt(0.05), 12);
  });
});

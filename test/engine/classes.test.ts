// Classes of requests that a scenario names: their shares, their patience, their objectives, and a ledger for each.
import { describe, expect, it } from 'vitest';
import { classColumn, classStride, journeyHeader, requestFates } from '../../src/engine/telemetry/records.ts';
import type { ClassSource } from '../../src/scenario/scenario.ts';
import { templates } from '../../src/scenario/templates/index.ts';
import { type LabRun, runLab, seconds } from '../support/engine-lab.ts';
import { withOwnClasses } from '../support/own-classes.ts';

const totalsOf = ({ engine }: LabRun) => engine.totals().classes;
const verbs = ['read', 'write', 'write', 'read', 'read', 'write', 'read', 'read'] as const;

describe('eight classes', () => {
  const shares = [0.4, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05, 0];
  const classes = shares.map((share, n): ClassSource => ({ id: `c-${n}`, verb: verbs[n]!, share }));
  const run = runLab({
    scenario: withOwnClasses(templates.vertical, classes),
    seed: 5,
    until: seconds(40),
    dos: ['10s crash db-primary for 15s'],
  });

  it('come in their shares', () => {
    const counts = totalsOf(run).map(({ arrived }) => arrived);
    const all = counts.reduce((sum, count) => sum + count, 0);
    expect(all).toBeGreaterThan(10_000);
    shares.forEach((share, n) => {
      // Seven intervals of 99.99 %, so that all hold in 999 of 1,000 seeds.
      const allowed = 3.9 * Math.sqrt(all * share * (1 - share));
      expect(Math.abs(counts[n]! - all * share), `c-${n}`).toBeLessThanOrEqual(allowed);
    });
    expect(counts[7]).toBe(0);
  });

  it('have rows, ledgers and failures of their own, and lose writes for themselves', () => {
    const totals = totalsOf(run);
    expect(totals.map(({ id }) => id)).toEqual(classes.map(({ id }) => id));
    totals.forEach((one, index) => {
      const rows = run.rows.map((row) =>
        row.classes.subarray(index * classStride, (index + 1) * classStride),
      );
      const sum = (column: number) => rows.reduce((total, row) => total + row[column]!, 0);
      expect(sum(classColumn.arrived)).toBeGreaterThanOrEqual(one.arrived - 20);
      const down = run.spans
        .filter((span) => span.class === index && span.down)
        .reduce((total, span) => total + span.toSecond - span.fromSecond, 0);
      expect(down).toBe(one.downtimeSeconds);
      expect(one.ok + one.failed + one.inFlight).toBe(one.arrived);
    });
    const failing = run.story.flatMap((event) =>
      event.kind === 'requestsFailing' ? [event.values.class] : [],
    );
    // Who writes fails while there is no primary; who reads has the replicas.
    expect([...new Set(failing)].sort()).toEqual(['c-1', 'c-2', 'c-5']);
    const { lostWrites } = run.engine.totals();
    expect(lostWrites).toBeGreaterThan(0);
    expect(totals.reduce((total, one) => total + one.lostWrites, 0)).toBe(lostWrites);
    expect(totals.every(({ lostWrites: own }, n) => own === 0 || verbs[n] === 'write')).toBe(true);
  });
});

describe('a class', () => {
  it('called read and one called write are the run that is there when none is named', () => {
    const play = (scenario: object | 'vertical') =>
      runLab({
        scenario,
        seed: 3,
        until: seconds(8),
        dos: ['3s crash db-primary', '4s set users.writeRatio=0.5'],
      });
    const named = play(
      withOwnClasses(templates.vertical, [
        { id: 'read', verb: 'read', share: 0.9 },
        { id: 'write', verb: 'write', share: 0.1 },
      ]),
    );
    const usual = play('vertical');
    expect(named.engine.traceHash()).toBe(usual.engine.traceHash());
    expect(totalsOf(named)).toEqual(totalsOf(usual));
    expect(named.engine.describe().classes.map(({ share }) => share)).toEqual([0.5, 0.5]);
  });

  it('has an objective and a patience of its own, which no edit of the users’ parameter changes', () => {
    const objective = { latencyMillis: 50 };
    const run = runLab({
      scenario: withOwnClasses(
        templates.mm1,
        [
          { id: 'quick', verb: 'read', share: 0.5, objective, clientTimeoutMillis: 100 },
          { id: 'usual', verb: 'read', share: 0.5 },
        ],
        { arrivalRate: 96, clientTimeoutMillis: 300 },
      ),
      seed: 2,
      until: seconds(30),
      dos: ['15s set users.clientTimeoutMillis=200'],
    });
    const ended = run.journeys.map((row) => ({
      class: row[journeyHeader.class]!,
      fate: requestFates[row[journeyHeader.fate]!],
      late: row[journeyHeader.arrivedAt]! > seconds(15),
      took: row[journeyHeader.endedAt]! - row[journeyHeader.arrivedAt]!,
    }));
    const longest = (index: number, late: boolean) =>
      Math.max(...ended.flatMap((one) => (one.class === index && one.late === late ? [one.took] : [])));
    expect([longest(0, false), longest(0, true), longest(1, false), longest(1, true)]).toEqual([
      100_000, 100_000, 300_000, 200_000,
    ]);
    for (const one of ended.filter(({ fate }) => fate === 'ok' || fate === 'slow'))
      expect(one.fate).toBe(one.took > (one.class === 0 ? 50_000 : 300_000) ? 'slow' : 'ok');
    // What the edit made fail is blamed on it; those with a patience of their own fail for the load as before.
    const edit = run.story.find(({ kind }) => kind === 'parameterChanged')!.id;
    const [quick, usual] = totalsOf(run);
    expect(quick?.failuresByRoot[edit]).toBeUndefined();
    expect(usual?.failuresByRoot[edit]).toBeGreaterThan(0);
  });
});

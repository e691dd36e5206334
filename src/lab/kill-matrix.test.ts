// The matrix against runs made without it: straight through, no checkpoint, counted from the engine's own totals.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  blueprintOf,
  emptyHistory,
  eventsOf,
  type History,
  seconds,
  sinkInto,
} from '../../test/support/engine-lab.ts';
import { createEngine } from '../engine/engine.ts';
import type { RunTotals } from '../engine/telemetry/records.ts';
import { createKillMatrix, type KillMatrix } from './kill-matrix.ts';
import type { KillOptions } from './kill-options.ts';
import type { KillReport } from './kill-report.ts';
import { faultTime } from './replication.ts';

const options: KillOptions = {
  blueprint: blueprintOf('vertical', ['users.arrivalRate=100']),
  fault: 'crash',
  seed: 41,
  seeds: 2,
  faultAfter: seconds(3),
  until: seconds(10),
  log: [],
};
const seeds = [41, 42];

function finish(matrix: KillMatrix): KillReport {
  while (!matrix.advance());
  return matrix.report();
}

interface PlainRun extends History {
  readonly at: number;
  readonly before: RunTotals;
  /** At the end of the window, and when all who arrived in it have gone. */
  readonly end: RunTotals;
  readonly settled: RunTotals;
}

const plainRuns = new Map<string, PlainRun>();
function plainRun(seed: number, component: string | undefined, fault: 'crash' | 'hang' = 'crash'): PlainRun {
  const key = `${seed} ${fault} ${component}`;
  const run = plainRuns.get(key) ?? runPlainly(seed, component, fault);
  plainRuns.set(key, run);
  return run;
}

function runPlainly(seed: number, component: string | undefined, fault: 'crash' | 'hang'): PlainRun {
  const history = emptyHistory();
  const engine = createEngine(options.blueprint, seed, sinkInto(history, false));
  const at = faultTime(options, seed);
  const kill = component === undefined ? [] : [{ at, command: { kind: fault, component } }];
  const close = { kind: 'set', path: 'users.arrivalRate', value: 0 } as const;
  engine.schedule([...kill, { at: options.until, command: close }]);
  engine.runUntil(at);
  const before = engine.totals();
  engine.runUntil(options.until);
  const end = engine.totals();
  // The clients' timeout is 5 s.
  engine.runUntil(options.until + seconds(6));
  return { ...history, at, before, end, settled: engine.totals() };
}

const rowOf = (report: KillReport, component: string) => {
  const row = report.kills.find((one) => one.component === component);
  if (row === undefined) throw new Error(`no row ${component}`);
  return { ...row, read: row.classes[0]!, write: row.classes[1]! };
};

describe('the kill matrix', () => {
  let report: KillReport;
  let hang: KillReport;
  beforeAll(() => {
    report = finish(createKillMatrix(options, createEngine));
    hang = finish(createKillMatrix({ ...options, fault: 'hang', seeds: 1 }, createEngine));
  });

  it('strikes within the second asked for, each seed at another time', () => {
    const times = Array.from({ length: 100 }, (_, seed) => faultTime(options, seed));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(seconds(3));
    expect(Math.max(...times)).toBeLessThan(seconds(4));
    expect(new Set(times).size).toBe(100);
  });

  it.each(['lb', 'db-primary', 'api-2', 'db-replica-1', 'sentinel-3'])('counts %s as plain runs do', (id) => {
    const row = rowOf(report, id);
    seeds.forEach((seed, run) => {
      const plain = plainRun(seed, id);
      const calm = plainRun(seed, undefined);
      for (const index of [0, 1] as const) {
        const { failed } = row.classes[index]!;
        const failures = ({ before, settled }: PlainRun) =>
          settled.classes[index]!.failed - before.classes[index]!.failed;
        expect(failed.counted[run]).toBe(failures(plain));
        expect(failed.undisturbed[run]).toBe(failures(calm));
      }
      expect(row.lostWrites.counted[run]).toBe(plain.end.lostWrites - plain.before.lostWrites);
    });
  });

  it('takes downtime from the ledger: all of it when the outage ends in the window', () => {
    seeds.forEach((seed, run) => {
      const { settled, before } = plainRun(seed, 'db-primary');
      const down = settled.classes[1]!.downtimeSeconds - before.classes[1]!.downtimeSeconds;
      expect(rowOf(report, 'db-primary').write.downtimeSeconds.counted[run]).toBe(down);
      expect(down).toBeGreaterThan(0);
    });
  });

  it('cuts it at the end of the window when it does not', () => {
    // From the second of the crash (3) or, if most of that was good, the next, to 10.
    for (const { downtimeSeconds, recovered } of rowOf(report, 'lb').classes) {
      for (const down of downtimeSeconds.counted) expect([6, 7]).toContain(down);
      expect(recovered).toMatchObject({ runs: 2, beyond: 2, median: Number.POSITIVE_INFINITY });
    }
  });

  it('times detection and recovery by the story', () => {
    const { detected, read, write } = rowOf(report, 'db-primary');
    seeds.forEach((seed, run) => {
      const { story, at } = plainRun(seed, 'db-primary');
      const agreed = Math.min(...eventsOf(story, 'agreedDown').map(({ time }) => time));
      expect(detected.values[run]).toBe(agreed - at);
      expect(write.recovered.values[run]).toBe(eventsOf(story, 'requestsResumed')[0]!.time - at);
    });
    expect(read.recovered).toMatchObject({ runs: 0, neverSeenBound: expect.closeTo(0.776, 3) });
    expect(rowOf(report, 'lb').detected).toMatchObject({ beyond: 2 });
  });

  it('orders the rows', () => {
    expect(report.kills.slice(0, 2).map(({ component }) => component)).toEqual(['lb', 'db-primary']);
    expect(report.kills).toHaveLength(11);
    expect(report.spared).toEqual(['users']);
  });

  it('is the same every time, and can be looked at in between', () => {
    const matrix = createKillMatrix(options, createEngine);
    expect(matrix.report()).toMatchObject({ seeds: 0, kills: [] });
    while (matrix.report().seeds === 0) matrix.advance();
    const half = matrix.report();
    expect(half).toEqual({
      ...finish(createKillMatrix({ ...options, seeds: 1 }, createEngine)),
      seedsAsked: 2,
    });
    while (!matrix.advance());
    expect(matrix.progress()).toMatchObject({ runsDone: 24, runs: 24, replication: 2 });
    expect(JSON.stringify(matrix.report())).toBe(JSON.stringify(report));
  });

  it('gives every run the commands of the log, and leaves the dead alone', () => {
    const log = [{ at: seconds(1), command: { kind: 'crash', component: 'lb' } }] as const;
    const { kills } = finish(
      createKillMatrix({ ...options, seeds: 1, until: seconds(6), log }, createEngine),
    );
    for (const row of kills) {
      expect(row.classes[0]!.failed).toMatchObject({ mean: 0 });
      expect(row.classes[0]!.failed.undisturbed[0]).toBeGreaterThan(0);
    }
    expect(kills.find(({ component }) => component === 'lb')?.detected.beyond).toBe(1);
  });

  it('follows everybody who arrived to his end: of a dead balancer, nobody is answered', () => {
    for (const fault of ['crash', 'hang'] as const) {
      const row = rowOf(fault === 'crash' ? report : hang, 'lb');
      const { before, settled } = plainRun(41, 'lb', fault);
      [row.read, row.write].forEach(({ failed }, index) => {
        const [from, to] = [before.classes[index]!, settled.classes[index]!];
        const answered = to.ok - from.ok;
        // Answers that were on their way when it died.
        expect(answered).toBeLessThanOrEqual(from.inFlight);
        expect(failed.counted[0]).toBe(to.arrived - from.arrived + from.inFlight - answered);
      });
    }
  });

  it('hangs as well as it crashes', () => {
    const plain = plainRun(41, 'api-1', 'hang');
    const { read } = rowOf(hang, 'api-1');
    expect(read.failed.counted).toEqual([plain.settled.classes[0]!.failed - plain.before.classes[0]!.failed]);
    expect(read.failed.counted[0]).toBeGreaterThan(20);
  });
});

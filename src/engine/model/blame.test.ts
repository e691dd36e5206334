import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { type LabRun, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { readsAndWrites } from '../../../test/support/reads-and-writes.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import type { Blueprint } from '../blueprint.ts';
import type { StampedCommand } from '../command.ts';
import { createEngine } from '../engine.ts';
import { journeyHeader } from '../telemetry/records.ts';

const link = (from: string, to: string) =>
  ({ from, to, carries: 'request', oneWayDelayMicros: 1_000 }) as const;

const objectives = { latencyMillis: 300, availability: 0.999 };

/** Users who wait 300 ms, a balancer, and a server that can do 100 requests a second. */
const blueprint: Blueprint = {
  name: 'blame',
  components: [
    componentOf('users', 'users', { arrivalRate: 50, clientTimeoutMillis: 300 }),
    componentOf('lb', 'load-balancer', {}),
    componentOf('api', 'app-server', {
      slots: 1,
      queueCapacity: 10_000,
      serviceDistribution: 1,
      meanServiceMillis: 10,
    }),
  ],
  links: [link('users', 'lb'), link('lb', 'api')],
  classes: readsAndWrites(objectives),
  objectives,
  warmupMicros: 0,
  schedule: [],
};

/** Failures by the kind of the story event that is their root. */
function rootsAfter(log: readonly StampedCommand[]): Record<string, number> {
  const kindOf: Record<string, string> = { 0: 'unattributed' };
  const story = ({ id, kind }: { id: number; kind: string }) => {
    kindOf[id] = kind;
  };
  const engine = createEngine(blueprint, 1, { story, second: () => {}, ledger: () => {}, journey: () => {} });
  engine.schedule(log);
  engine.runUntil(20_000_000);
  const roots: Record<string, number> = {};
  for (const { failuresByRoot } of engine.totals().classes) {
    for (const [id, count] of Object.entries(failuresByRoot)) {
      const kind = kindOf[id] ?? 'never told';
      roots[kind] = (roots[kind] ?? 0) + count;
    }
  }
  return roots;
}

/** What the failures of those who came in [from, to) go back to. */
function rootsOf({ story, journeys }: LabRun, from: number, to: number): readonly string[] {
  const failed = journeys.filter(
    (journey) =>
      journey[journeyHeader.cause]! > 0 &&
      journey[journeyHeader.arrivedAt]! >= seconds(from) &&
      journey[journeyHeader.arrivedAt]! < seconds(to),
  );
  expect(failed.length).toBeGreaterThan(20);
  const kindOf = new Map(story.map(({ id, kind }) => [id, kind]));
  return [...new Set(failed.map((journey) => kindOf.get(journey[journeyHeader.rootId]!) ?? 'unattributed'))];
}

describe('an edit before a fault', () => {
  // One connection can read 100 a second; slowed four times, 25 of the 50 that come.
  const run = runLab({
    scenario: smallStack({ database: { connections: 1, meanReadMillis: 10, queueCapacity: 1_000 } }),
    seed: 8,
    until: seconds(40),
    sets: ['api.databaseTimeoutMillis=300'],
    dos: ['5s set db.queueCapacity=999', '6s slow db-1 x4 for 10s'],
  });

  it('is not what the fault breaks', () => {
    expect(rootsOf(run, 10, 16)).toEqual(['slowed']);
  });

  it('is not what the fault leaves behind either: the line it has let grow is still its doing', () => {
    expect(rootsOf(run, 16, 18)).toEqual(['slowed']);
  });
});

describe('a load that was too much from the start', () => {
  it('is nobody’s doing', () => {
    // 50 a second for a server that can do 20, and room for all of them to wait.
    const run = runLab({
      scenario: smallStack({ api: { slots: 1, meanServiceMillis: 48, queueCapacity: 100_000 } }),
      seed: 8,
      until: seconds(10),
      sets: ['users.clientTimeoutMillis=500'],
    });
    expect(rootsOf(run, 2, 9)).toEqual(['unattributed']);
  });
});

describe('the root of a failure', () => {
  it('is the raised load when a line grows and nothing else is wrong', () => {
    const roots = rootsAfter([
      { at: 5_000_000, command: { kind: 'set', path: 'users.arrivalRate', value: 400 } },
    ]);
    expect(Object.keys(roots)).toEqual(['parameterChanged']);
  });

  it('is the hang of a balancer also for those who give up just after it went on', () => {
    const roots = rootsAfter([
      { at: 5_000_000, command: { kind: 'hang', component: 'lb', forMicros: 299_000 } },
    ]);
    expect(Object.keys(roots)).toEqual(['hung']);
  });

  it('is nothing at all while nothing fails', () => {
    expect(rootsAfter([])).toEqual({});
  });

  it.each(['api-1', 'lb'])(
    'is the hang of %s also when the answer is on its way as time runs out',
    (server) => {
      // A hang as long as users wait: those who came just after it began give up just after it ended.
      for (const seed of [8, 9, 11, 12]) {
        const { engine } = runLab({
          scenario: 'reference',
          seed,
          until: seconds(11),
          dos: [`4s hang ${server} for 5s`],
          keepJourneys: false,
        });
        const roots = engine.totals().classes.flatMap(({ failuresByRoot }) => Object.keys(failuresByRoot));
        expect(roots.length).toBeGreaterThan(0);
        expect(roots).not.toContain('0');
      }
    },
  );
});

describe('a crash in an overload that was there before', () => {
  it('is blamed for what it broke and refused, and not for the lines that were full already', () => {
    const run = (...dos: readonly string[]) => {
      const sets = ['users.arrivalRate=3600'];
      const lab = runLab({
        scenario: 'vertical',
        seed: 7,
        until: seconds(16),
        sets,
        dos,
        keepJourneys: false,
      });
      const { classes } = lab.engine.totals();
      const sum = (of: (one: (typeof classes)[number]) => number): number =>
        classes.reduce((total, one) => total + of(one), 0);
      const crash = lab.story.find(({ kind }) => kind === 'crashed')?.id ?? -1;
      return {
        failed: sum((one) => one.failed),
        blamed: sum((one) => one.failuresByRoot[crash] ?? 0),
        broken: sum(({ failuresByCause: by }) => (by.refused ?? 0) + (by.reset ?? 0) + (by.readOnly ?? 0)),
      };
    };
    const overload = run();
    const both = run('8s crash db-primary');
    expect(overload.failed).toBeGreaterThan(2_000);
    expect(both.blamed).toBeGreaterThan(200);
    expect(both.blamed).toBeLessThanOrEqual(both.broken);
  });
});

// An event loop on arrivals whose every moment is known beforehand: work of 1 ms, a wire of 1 ms each way, a database of 1 ms.
import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { eventsOf, readingNow, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { cause } from '../telemetry/causes.ts';
import { classColumn } from '../telemetry/records.ts';
import { EventLoop } from './event-loop.ts';

const loop = { concurrency: 'eventLoop' } as const;

/** Milliseconds at which each request was begun at its server and answered there. */
const spans = (run: ReturnType<typeof runTimed>, count: number) =>
  Array.from({ length: count }, (_, ordinal) => {
    const { started, finished } = callsOf(run, ordinal)[0]!;
    return [started, finished];
  });

describe('an event loop', () => {
  it('works on one call at a time, and on the next while the first waits for the database', () => {
    const run = runTimed({ scenario: smallStack({ api: loop }), arrivals: [0, 0, 0], untilMillis: 100 });
    expect(spans(run, 3)).toEqual([
      [0, 4],
      [1, 5],
      [2, 6],
    ]);
    const blocked = runTimed({
      scenario: smallStack({ api: { slots: 1 } }),
      arrivals: [0, 0, 0],
      untilMillis: 100,
    });
    expect(spans(blocked, 3)).toEqual([
      [0, 4],
      [4, 8],
      [8, 12],
    ]);
  });

  it('lets an answer wait for its turn behind what came before it', () => {
    // The answer for the first is there at 4 ms; the second has the loop from 3.5, the third wants it since 3.8.
    const run = runTimed({
      scenario: smallStack({ api: loop }),
      arrivals: [0, 3.5, 3.8],
      untilMillis: 100,
    });
    expect(spans(run, 3)).toEqual([
      [0, 5.5],
      [3.5, 7.5],
      [4.5, 8.5],
    ]);
  });

  it('is busy for the work alone, and says how long calls waited for it', () => {
    const run = runTimed({ scenario: smallStack({ api: loop }), arrivals: [0, 0, 0], untilMillis: 1_000 });
    const [, api] = run.engine.componentTotals();
    expect(api?.utilization).toBeCloseTo(0.003, 12);
    expect(api?.waitingMillis.mean).toBeCloseTo(1, 12);
    expect(api?.meanInSystem).toBeCloseTo((4 + 5 + 6) / 1_000, 12);
    expect(readingNow(run.engine, 'api-1', 'slots')).toBe(1);
    expect(
      run.engine.layout.entries.map(({ subject, instrument }) => `${subject} ${instrument.id}`),
    ).not.toContain('api-1 queueCapacity');
  });

  it('has any number of calls wait: a database that hangs costs those who ask it, and nobody else', () => {
    const scenario = smallStack({ api: { ...loop, databaseTimeoutMillis: 50 } });
    const arrivals = Array.from({ length: 40 }, (_, n) => n);
    const run = runTimed({ scenario, arrivals, untilMillis: 300, dos: ['0us hang db-1'] });
    for (const n of arrivals) {
      const [own] = callsOf(run, n);
      // Work begins when it comes, except that the answers that time out take no time.
      expect([own!.started, own!.finished, own!.cause]).toEqual([n, n + 51, cause.timedOut]);
    }
  });

  it('stands still in a hang with what it works on, and goes on with it', () => {
    const run = runTimed({
      scenario: smallStack({ api: loop }),
      arrivals: [0, 0.2],
      untilMillis: 100,
      dos: ['500us hang api-1 for 10ms'],
    });
    expect(spans(run, 2)).toEqual([
      [0, 14],
      [11, 15],
    ]);
  });

  it('answers a probe behind the work that came before it, unless that has a place of its own', () => {
    const removed = (healthCheck: string) => {
      const scenario = smallStack({
        servers: 2,
        api: { ...loop, meanServiceMillis: 400, healthCheck },
        users: { arrivalRate: 8, clientTimeoutMillis: 60_000 },
      });
      const sets = ['lb.probeIntervalMillis=500', 'lb.probeTimeoutMillis=300', 'lb.fall=2'];
      const run = runLab({ scenario, seed: 1, until: seconds(20), sets });
      return eventsOf(run.story, 'markedDown').length;
    };
    expect(removed('queued')).toBeGreaterThan(0);
    expect(removed('separate')).toBe(0);
  });

  it('keeps the reads of the shop from its payments: threads are all taken by a provider that hangs', () => {
    const failedReads = (concurrency: string): number => {
      const run = runLab({
        scenario: 'breaker',
        seed: 3,
        until: seconds(10),
        sets: [
          'api.service.breaker=off',
          `api.concurrency=${concurrency}`,
          'users.arrivalRate=200',
          'api.slots=8',
        ],
        dos: ['1s hang payment'],
        keepJourneys: false,
      });
      return run.rows.reduce((sum, { classes }) => sum + (classes[classColumn.failed] as number), 0);
    };
    // 8 threads are taken by 8 payments, which each server gets in three seconds; then it turns reads away.
    expect(failedReads('threads')).toBeGreaterThan(20);
    expect(failedReads('eventLoop')).toBe(0);
  });
});

describe('the turns of an event loop', () => {
  function lab() {
    // Of a component that has no workers of its own.
    const { siteOf } = worldOf({
      components: [componentOf('users', 'users', {}), componentOf('api', 'app-server', {})],
      requests: [['users', 'api']],
    });
    const done: string[] = [];
    const own: EventLoop = new EventLoop(siteOf('users'), {
      start: () => undefined,
      goOn: (call, causeCode, rootId) => {
        done.push(`${call} ${causeCode} ${rootId}`);
        own.pause(call);
      },
      run: (errand) => done.push(`errand ${errand}`),
    });
    return { done, own };
  }

  it('come in the order in which they were wanted, thousands at once too, and survive a checkpoint', () => {
    const { done, own } = lab();
    expect(own.takeTurn(7, 0, 0)).toBe(true);
    const wanted = Array.from({ length: 5_000 }, (_, n) => n);
    for (const n of wanted) {
      if (n % 10 === 0) own.queueErrand(n);
      else expect(own.takeTurn(n, n % 5, 3 * n)).toBe(false);
    }
    expect([own.isFree, own.isFull, own.queueLength]).toEqual([false, false, 0]);
    own.load(own.save());
    own.pause(7);
    expect(done).toEqual(wanted.map((n) => (n % 10 === 0 ? `errand ${n}` : `${n} ${n % 5} ${3 * n}`)));
    expect(own.isFree).toBe(true);
  });

  it('are forgotten by a process that dies', () => {
    const { done, own } = lab();
    own.takeTurn(7, 0, 0);
    own.takeTurn(8, 0, 0);
    own.queueErrand(1);
    own.clear();
    expect([own.isFree, own.queueLength]).toEqual([true, 0]);
    expect(own.takeTurn(9, 0, 0)).toBe(true);
    own.pause(9);
    expect(done).toEqual([]);
  });
});

// What timed out may have been done: writes to a database and to a provider, each with the moments that decide it.
import { describe, expect, it } from 'vitest';
import { emptyHistory, eventsOf, type LabRun, sinkInto } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { createEngine } from '../engine.ts';
import { cause } from '../telemetry/causes.ts';
import { readingOf } from '../telemetry/layout.ts';

const total = ({ rows }: LabRun, edge: string, name: string): number =>
  rows.reduce((sum, row) => sum + (readingOf(row, edge, name) ?? 0), 0);

const retries = (calls: string): readonly string[] => [
  `${calls}TimeoutMillis=10`,
  `${calls}.retry.on=any`,
  `${calls}.retry.backoff=fixed`,
  `${calls}.retry.baseMillis=20`,
  `${calls}.retry.budgetRatio=10`,
];

/** One write at 0; its tries are sent to the database at 1, 31 and 61 ms and given up 10 ms later. */
function written(dos: readonly string[], sets: readonly string[] = []) {
  const run = runTimed({
    scenario: smallStack({ users: { clientTimeoutMillis: 5_000 } }),
    arrivals: [{ at: 0, write: true }],
    untilMillis: 2_000,
    dos,
    sets: [...retries('api.database'), ...sets],
  });
  return {
    run,
    unknown: total(run, 'api-1->db-1', 'outcomeUnknown'),
    twice: total(run, 'api-1->db-1', 'doneTwice'),
    told: eventsOf(run.story, 'doneTwice').map(({ component, causeId, values }) => ({
      component,
      root: run.story.find(({ id }) => id === causeId)?.kind,
      ...values,
    })),
  };
}

const key = 'api.database.retry.idempotencyKey=on';

describe('a write whose first try is done after its caller has left', () => {
  // Backlog and thaw: the first try is done at 21 ms, the second one, sent at 31, at 33.
  const thawed = ['0us hang db-1 for 20ms'];

  it('is done twice by the second, which its callee tells with what kept the first answer', () => {
    expect(written(thawed)).toMatchObject({
      unknown: 1,
      twice: 1,
      told: [{ component: 'db-1', root: 'hung', caller: 'api-1', count: 1, inAll: 1 }],
    });
  });

  it('is not done again with a key', () => {
    expect(written(thawed, [key])).toMatchObject({ unknown: 1, twice: 0, told: [] });
  });

  it('is done again when the first try had no key', () => {
    expect(written([...thawed, `20ms set ${key}`])).toMatchObject({ unknown: 1, twice: 1 });
  });

  it('counts once, however often it is done', () => {
    expect(written(['0us hang db-1 for 500ms'])).toMatchObject({ unknown: 3, twice: 1 });
    expect(written(['0us hang db-1 for 500ms'], [key])).toMatchObject({ unknown: 3, twice: 0 });
  });
});

describe('a checkpoint between two tries', () => {
  it.each([
    ['without a key', [], 1],
    ['with a key', [key], 0],
  ] as const)('%s goes on as the run does', (_, sets, twice) => {
    // Thawed at 20 ms, the first try is done at 21; the second is sent at 31 and done at 33.
    const half = runTimed({
      scenario: smallStack({ users: { clientTimeoutMillis: 5_000 } }),
      arrivals: [{ at: 0, write: true }],
      untilMillis: 25,
      dos: ['0us hang db-1 for 20ms'],
      sets: [...retries('api.database'), ...sets],
    });
    const saved = half.engine.save();
    expect(half.engine.totals()).toMatchObject({ outcomeUnknown: 1, doneTwice: 0 });
    const other = createEngine(half.blueprint, 1, sinkInto(emptyHistory()));
    other.load(structuredClone(saved));
    for (const engine of [half.engine, other]) {
      engine.runUntil(1_000_000);
      expect(engine.totals()).toMatchObject({ outcomeUnknown: 1, doneTwice: twice });
    }
    expect(other.save()).toEqual(half.engine.save());
  });
});

describe('a write that waits for a replica and whose answer is lost', () => {
  it('is confirmed to the next try at once: the replica has it already, and will not say so again', () => {
    const run = runTimed({
      scenario: smallStack({
        nodes: 2,
        users: { clientTimeoutMillis: 5_000 },
        database: { waitForReplicas: 1, replicationDelayMillis: 0 },
      }),
      arrivals: [{ at: 0, write: true }],
      untilMillis: 300,
      dos: ['2ms cut db-1->api-1 for 20ms'],
      sets: [...retries('api.database'), key],
    });
    // Committed at 3, with the replica at 4, confirmed at 5. The second try: sent at 31, here at 32, worked on for 1 ms.
    const [, ...tries] = callsOf(run, 0);
    expect(tries).toMatchObject([
      { held: 3, finished: 5, cause: cause.timedOut },
      { sent: 31, reached: 32, held: -1, finished: 33, returned: 34, cause: cause.none },
    ]);
  });
});

describe('a write that never got there', () => {
  it('is as unknown to its caller, and done once', () => {
    expect(written(['0us cut api-1->db-1 for 20ms'])).toMatchObject({ unknown: 1, twice: 0 });
  });

  it('that was refused is known not to be done', () => {
    const refused = written(['0us crash db-1 for 15ms'], ['db.startupMillis=1']);
    expect(refused).toMatchObject({ unknown: 0, twice: 0 });
    expect(total(refused.run, 'api-1->db-1', 'retried')).toBe(1);
  });
});

describe('a write whose answer is lost', () => {
  it('was done at once, and is done twice by the next try', () => {
    const lost = ['2ms cut db-1->api-1 for 20ms'];
    expect(written(lost)).toMatchObject({ unknown: 1, twice: 1 });
    expect(written(lost, [key])).toMatchObject({ unknown: 1, twice: 0 });
  });
});

describe('what an old primary did', () => {
  /** Its answer is lost, then its machine. */
  const failover = (delayMillis: number, sets: readonly string[] = []): number => {
    const run = runTimed({
      scenario: 'reference',
      arrivals: [{ at: 2_000, write: true }],
      untilMillis: 14_000,
      dos: ['1999ms cut db-primary->api-1', '2100ms power-off db-primary'],
      sets: [
        ...retries('api.database'),
        'api.databaseTimeoutMillis=300',
        'users.clientTimeoutMillis=20000',
        'api.database.retry.attempts=10',
        'api.database.retry.baseMillis=1000',
        `database.replicationDelayMillis=${delayMillis}`,
        ...sets,
      ],
    });
    expect(run.engine.totals().classes.find(({ id }) => id === 'write')?.ok).toBe(1);
    expect(eventsOf(run.story, 'promoted')).toHaveLength(1);
    return total(run, `api-1->${eventsOf(run.story, 'promoted')[0]!.component}`, 'doneTwice');
  };

  it('is done twice by the new one if that has it, and only once if it went with its machine', () => {
    expect(failover(5)).toBe(1);
    expect(failover(5, [key])).toBe(0);
    expect(failover(5_000)).toBe(0);
  });
});

/** Forty payments, each of whose tries hangs after it was done, all but the last given up after 10 ms. */
function paid(sets: readonly string[], untilMillis = 10_000) {
  const run = runTimed({
    scenario: 'breaker',
    arrivals: Array.from({ length: 40 }, (_, n) => ({ at: 100 * n, write: true })),
    untilMillis,
    sets: [
      'api.service.breaker=off',
      ...retries('api.service'),
      'api.serviceTimeoutMillis=30',
      'payment.meanLatencyMillis=1',
      'payment.latencyCv=0',
      'payment.hangRatio=1',
      ...sets,
    ],
  });
  const edges = [1, 2, 3, 4].map((n) => `api-${n}->payment`);
  const sum = (name: string): number => edges.reduce((all, edge) => all + total(run, edge, name), 0);
  const told = eventsOf(run.story, 'doneTwice').map(({ values }) => values.inAll);
  return { sent: sum('sent'), unknown: sum('outcomeUnknown'), twice: sum('doneTwice'), told };
}

describe('a payment that hangs', () => {
  it('before the work was never made', () => {
    expect(paid([])).toEqual({ sent: 120, unknown: 120, twice: 0, told: [] });
  });

  it('after the work is made twice by the next try, told every ten seconds at most', () => {
    expect(paid(['payment.hangs=after'])).toEqual({ sent: 120, unknown: 120, twice: 40, told: [1] });
    // What was kept back is told by the second in which ten are over, and then nothing is left to tell.
    expect(paid(['payment.hangs=after'], 30_000).told).toEqual([1, 40]);
  });

  it('is made once with a key, for as long as that is remembered', () => {
    const withKey = ['payment.hangs=after', 'api.service.retry.idempotencyKey=on'];
    expect(paid(withKey)).toEqual({ sent: 120, unknown: 120, twice: 0, told: [] });
    // The third try is made 100 ms after the first.
    expect(paid([...withKey, 'payment.keyRetentionMillis=100'])).toMatchObject({ twice: 0 });
    expect(paid([...withKey, 'payment.keyRetentionMillis=99.9'])).toMatchObject({ twice: 40 });
  });
});

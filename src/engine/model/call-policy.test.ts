// The layers in the run, to the microsecond: a server of 1 ms, a wire of 1 ms each way, a database of 1 ms.
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { cause } from '../telemetry/causes.ts';
import { readingOf } from '../telemetry/layout.ts';

const hung = ['0us hang db-1 for 100ms'];
const timeout = 'api.databaseTimeoutMillis=10';

/** Of request `n`: each call to the database with the milliseconds at which it was sent and came back. */
const asked = (run: ReturnType<typeof runTimed>, n: number) =>
  callsOf(run, n)
    .filter(({ to }) => to === 'db-1')
    .map(({ sent, returned, attempt, cause: code }) => [attempt, sent, returned, code]);
const outcome = (run: ReturnType<typeof runTimed>, n: number) => {
  const [own] = callsOf(run, n);
  return [own!.finished, own!.cause];
};

describe('a retry', () => {
  it('comes after the timeout and the wait, holds the slot, and ends with the first success', () => {
    const run = runTimed({
      scenario: smallStack({ api: { slots: 1 } }),
      arrivals: [0, 1],
      untilMillis: 300,
      dos: ['0us hang db-1 for 20ms'],
      sets: [
        timeout,
        'api.database.retry.on=idempotent',
        'api.database.retry.backoff=fixed',
        'api.database.retry.baseMillis=20',
      ],
    });
    expect(asked(run, 0)).toEqual([
      [1, 1, 11, cause.timedOut],
      [2, 31, 34, cause.none],
    ]);
    expect(outcome(run, 0)).toEqual([34, cause.none]);
    // The second request got the slot only then.
    expect(asked(run, 1)).toEqual([[1, 35, 38, cause.none]]);
  });

  it('ends after as many tries as it may, with the cause of the last', () => {
    const run = runTimed({
      scenario: smallStack(),
      arrivals: [0],
      untilMillis: 300,
      dos: hung,
      sets: [
        timeout,
        'api.database.retry.on=idempotent',
        'api.database.retry.backoff=exponential',
        'api.database.retry.baseMillis=5',
      ],
    });
    expect(asked(run, 0).map(([, sent]) => sent)).toEqual([1, 16, 36]);
    expect(outcome(run, 0)).toEqual([46, cause.timedOut]);
  });

  it('multiplies the calls by (1 − f^n)/(1 − f), f the share that fails and n the tries', () => {
    const [requests, loss, tries] = [2_000, 0.3, 3];
    const lossy = smallStack() as { readonly links: readonly object[] };
    const links = lossy.links.map((link, place) => (place === 1 ? { ...link, lossRatio: loss } : link));
    const run = runTimed({
      scenario: { ...lossy, links },
      arrivals: Array.from({ length: requests }, (_, n) => 20 * n),
      untilMillis: 20 * requests + 1_000,
      sets: [
        timeout,
        `api.database.retry.attempts=${tries}`,
        'api.database.retry.on=idempotent',
        'api.database.retry.budgetRatio=10',
      ],
    });
    const calls = run.engine.componentTotals().find(({ id }) => id === 'api-1');
    const failed = (1 - (1 - loss) ** 2) ** tries;
    const sent = run.rows.reduce((sum, row) => sum + (readingOf(row, 'api-1->db-1', 'sent') ?? 0), 0);
    // Each request's tries are 1 with 1 − f, 2 with f (1 − f), 3 with f²: mean and deviation of their sum.
    const f = 1 - (1 - loss) ** 2;
    const mean = (1 - f ** tries) / (1 - f);
    const square = 1 * (1 - f) + 4 * f * (1 - f) + 9 * f ** 2;
    const deviation = Math.sqrt((square - mean ** 2) / requests);
    expect(Math.abs(sent / requests - mean)).toBeLessThan(3.3 * deviation);
    const failures = (calls?.errorsByCause.timedOut ?? 0) / requests;
    expect(Math.abs(failures - failed)).toBeLessThan(3.3 * Math.sqrt((failed * (1 - failed)) / requests));
  });

  it('of a process that died is not made', () => {
    const run = runTimed({
      scenario: smallStack(),
      arrivals: [0],
      untilMillis: 300,
      dos: [...hung, '15ms crash api-1', '16ms restart api-1'],
      sets: [
        timeout,
        'api.startupMillis=1',
        'api.database.retry.on=idempotent',
        'api.database.retry.backoff=fixed',
        'api.database.retry.baseMillis=20',
      ],
    });
    expect(asked(run, 0)).toHaveLength(1);
    expect(outcome(run, 0)).toEqual([15, cause.reset]);
  });
});

describe('a breaker', () => {
  const sets = [
    timeout,
    'api.database.breaker.failures=2',
    'api.database.breaker.openMillis=200',
    'api.database.breaker.successes=1',
  ];

  it('turns away what comes while it is open, at once and with the root of what opened it, and closes by a probe', () => {
    const run = runTimed({
      scenario: smallStack(),
      arrivals: [0, 1, 50, 150, 250, 260],
      untilMillis: 400,
      dos: hung,
      sets,
    });
    // The second failure comes at 12 ms: arrived at 1, asked at 2, given up at 12.
    expect([0, 1, 2, 3, 4, 5].map((n) => outcome(run, n))).toEqual([
      [11, cause.timedOut],
      [12, cause.timedOut],
      [51, cause.rejectedByBreaker],
      [151, cause.rejectedByBreaker],
      [254, cause.none],
      [264, cause.none],
    ]);
    expect(asked(run, 2)).toEqual([]);
    const [opened] = eventsOf(run.story, 'breakerOpened');
    const [hang] = eventsOf(run.story, 'hung');
    expect([opened!.time, opened!.causeId]).toEqual([12_000, hang!.id]);
    expect(eventsOf(run.story, 'breakerHalfOpened').map(({ time }) => time)).toEqual([212_000]);
    expect(eventsOf(run.story, 'breakerClosed')).toMatchObject([
      { time: 254_000, values: { rejected: 2, lastedMicros: 242_000 } },
    ]);
    const totals = run.engine.totals().classes.find(({ id }) => id === 'read');
    expect(totals).toMatchObject({
      failuresByCause: { timedOut: 2, rejectedByBreaker: 2 },
      failuresByRoot: { [String(hang!.id)]: 4 },
    });
  });

  it('is not asked again by a retry, nor does it count what it turned away', () => {
    const run = runTimed({
      scenario: smallStack(),
      arrivals: [0, 1, 50],
      untilMillis: 400,
      dos: hung,
      sets: [...sets, 'api.database.retry.on=any', 'api.database.retry.attempts=2'],
    });
    expect(outcome(run, 2)).toEqual([51, cause.rejectedByBreaker]);
    // Both wait for a retry when it opens; neither is sent.
    expect([0, 1].map((n) => [asked(run, n).length, outcome(run, n)[1]])).toEqual([
      [1, cause.rejectedByBreaker],
      [1, cause.rejectedByBreaker],
    ]);
  });

  it('is one per process', () => {
    const run = runTimed({
      scenario: smallStack({ servers: 2 }),
      arrivals: [0, 1, 2, 3, 50, 51],
      untilMillis: 150,
      dos: hung,
      sets,
    });
    expect(eventsOf(run.story, 'breakerOpened').map(({ component }) => component)).toEqual([
      'api-1',
      'api-2',
    ]);
    expect([0, 1, 2, 3].flatMap((n) => asked(run, n))).toHaveLength(4);
  });
});

describe('four breakers before a database that hangs', () => {
  it('each count five failures for themselves, so that 4 · (5 + what comes in a timeout) calls are made', () => {
    const run = runTimed({
      scenario: smallStack({ servers: 4 }),
      arrivals: Array.from({ length: 400 }, (_, n) => 50 * n),
      untilMillis: 20_000,
      dos: ['0us hang db-1'],
      sets: ['api.databaseTimeoutMillis=5000', 'api.database.breaker=on', 'users.clientTimeoutMillis=20000'],
    });
    const sent = ['api-1', 'api-2', 'api-3', 'api-4'].map((id) =>
      run.rows.reduce((sum, row) => sum + (readingOf(row, `${id}->db-1`, 'sent') ?? 0), 0),
    );
    // A call every 200 ms; the fifth, 800 ms after the first, fails 5 s later, at the instant of the thirtieth.
    expect(sent).toEqual([29, 29, 29, 29]);
    expect(eventsOf(run.story, 'breakerOpened')).toHaveLength(4);
  });
});

describe('a bulkhead', () => {
  it('lets so many calls through at a time; one more is turned away at once, and one that follows an end is not', () => {
    const run = runTimed({
      scenario: smallStack({ database: { meanReadMillis: 10 } }),
      arrivals: [0, 1, 2, 12.5],
      untilMillis: 100,
      sets: ['api.database.bulkhead.limit=2'],
    });
    // Asked at 1 and 2, back at 13 and 14; the third comes to it at 3, the fourth at 13.5.
    expect([0, 1, 2, 3].map((n) => outcome(run, n))).toEqual([
      [13, cause.none],
      [14, cause.none],
      [3, cause.rejectedByBulkhead],
      [25.5, cause.none],
    ]);
  });

  it('counts the calls that were under way when it was added', () => {
    const run = runTimed({
      scenario: smallStack({ database: { meanReadMillis: 10 } }),
      arrivals: [0, 1, 5, 20],
      untilMillis: 100,
      dos: ['4ms set api.database.bulkhead.limit=1'],
    });
    expect([2, 3].map((n) => outcome(run, n)[1])).toEqual([cause.rejectedByBulkhead, cause.none]);
  });

  it('puts a rejection down to what is wrong with the server it would have asked', () => {
    const run = runTimed({
      scenario: smallStack(),
      arrivals: [0, 1],
      untilMillis: 100,
      dos: hung,
      sets: ['api.database.bulkhead.limit=1'],
    });
    const [hang] = eventsOf(run.story, 'hung');
    const totals = run.engine.totals().classes.find(({ id }) => id === 'read');
    expect(totals?.failuresByCause).toMatchObject({ rejectedByBulkhead: 1 });
    expect(totals?.failuresByRoot).toMatchObject({ [String(hang!.id)]: 1 });
  });
});

describe('a fallback', () => {
  const broken = [timeout, 'api.database.breaker.failures=1', 'api.database.breaker.openMillis=200'];
  const fall = (
    sets: readonly string[],
    arrivals: readonly number[] = [0, 20],
    dos: readonly string[] = [],
  ) => {
    const run = runTimed({
      scenario: smallStack(),
      arrivals,
      untilMillis: 1_000,
      dos: ['0us hang db-1 for 500ms', ...dos],
      sets,
    });
    const [read] = run.engine.totals().classes;
    const count = (name: string): number =>
      run.rows.reduce((sum, row) => sum + (readingOf(row, 'api-1->db-1', name) ?? 0), 0);
    return {
      run,
      degraded: read?.degraded,
      ok: read?.ok,
      fellBack: count('fellBack'),
      withheld: count('withheld'),
    };
  };

  it('answers when the time is up, and at once what the breaker turns away: counted as degraded and at the wire', () => {
    const { run, ...counted } = fall([...broken, 'api.database.fallback=on']);
    expect(outcome(run, 0)).toEqual([11, cause.none]);
    expect(outcome(run, 1)).toEqual([21, cause.none]);
    expect(counted).toEqual({ degraded: 2, ok: 2, fellBack: 2, withheld: 1 });
  });

  it('comes after the last try', () => {
    const retries = [
      'api.database.retry.on=any',
      'api.database.retry.backoff=fixed',
      'api.database.retry.baseMillis=20',
    ];
    const { run, ...counted } = fall([timeout, ...retries, 'api.database.fallback=on'], [0]);
    expect(asked(run, 0).map(([, sent]) => sent)).toEqual([1, 31, 61]);
    expect(outcome(run, 0)).toEqual([71, cause.none]);
    expect(counted).toEqual({ degraded: 1, ok: 1, fellBack: 1, withheld: 0 });
  });

  it('that is an error ends the request with that, whatever had happened', () => {
    const { run, ...counted } = fall([...broken, 'api.database.fallback.answer=error']);
    expect(outcome(run, 0)).toEqual([11, cause.errored]);
    expect(outcome(run, 1)).toEqual([21, cause.errored]);
    expect(counted).toEqual({ degraded: 0, ok: 0, fellBack: 2, withheld: 1 });
  });

  it('is added and taken away while it runs', () => {
    const edits = ['15ms set api.database.fallback=on', '30ms set api.database.fallback=off'];
    const { run, ...counted } = fall(broken, [0, 20, 40], edits);
    expect([0, 1, 2].map((n) => outcome(run, n)[1])).toEqual([
      cause.timedOut,
      cause.none,
      cause.rejectedByBreaker,
    ]);
    expect(counted).toMatchObject({ degraded: 1, fellBack: 1, withheld: 2 });
  });
});

describe('the statechart of the breaker', () => {
  it('goes out with the run for whoever draws it, once per server', () => {
    const { engine } = runTimed({ scenario: smallStack({ servers: 2 }), arrivals: [], untilMillis: 1 });
    const drawn = engine.describe().machines.filter(({ name }) => name === 'breaker');
    expect(drawn.map(({ component }) => component)).toEqual(['api-1', 'api-2']);
    const { states } = drawn[0]!.config as { states: object };
    expect(Object.keys(states)).toEqual(['closed', 'open', 'halfOpen']);
  });
});

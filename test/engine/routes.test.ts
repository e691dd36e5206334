// Routes and dependencies that a scenario declares, in the run: fixed times to the millisecond, laws against closed forms.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { cause } from '../../src/engine/telemetry/causes.ts';
import { classColumn, classStride, journeyHeader, requestFates } from '../../src/engine/telemetry/records.ts';
import {
  blueprintOf,
  commandsOf,
  eventsOf,
  type LabRun,
  nullSink,
  readingNow,
  seconds,
} from '../support/engine-lab.ts';
import { smallStack } from '../support/small-stack.ts';
import { type Arrival, callsOf, journeysOf, runTimed } from '../support/timed-traffic.ts';

type Plain = Readonly<Record<string, unknown>>;
interface Stack {
  readonly components: readonly Plain[];
  readonly groups: readonly Plain[];
  readonly links: readonly Plain[];
}

/** The small stack, whose servers also ask a second database and two external services of 10 and 20 ms. */
function shop(routes: object, dependencies: object = {}, api: object = {}): object {
  const stack = smallStack({ api }) as Stack;
  const outside = (id: string, meanLatencyMillis: number) => ({
    id,
    kind: 'external-service',
    parameters: { meanLatencyMillis, latencyCv: 0 },
  });
  const link = (to: string) => ({ from: 'api', to, carries: 'request', oneWayDelayMillis: 1 });
  return {
    ...stack,
    components: [
      ...stack.components,
      {
        id: 'ledger',
        kind: 'database',
        parameters: { serviceDistribution: 'deterministic', meanReadMillis: 4, meanWriteMillis: 4 },
      },
      outside('payment', 10),
      outside('fraud', 20),
    ],
    groups: stack.groups.map((group) =>
      group.id === 'api'
        ? {
            ...group,
            routes,
            dependencies: {
              books: { to: 'ledger' },
              payment: { to: 'payment' },
              fraud: { to: 'fraud' },
              ...dependencies,
            },
          }
        : group,
    ),
    links: [...stack.links, link('ledger'), link('payment'), link('fraud')],
  };
}

const everything = { do: 'all', asks: [{ of: 'books' }, { of: 'payment' }, { of: 'fraud' }] };
const never = { do: 'when', share: 0, steps: [everything] };
/** Of request `n`: each call of the server, with the milliseconds at which it was sent and came back. */
const asked = (run: LabRun, n: number) =>
  callsOf(run, n)
    .slice(1)
    .map(({ to, sent, returned }) => [to, sent, returned]);
const ended = (run: LabRun, n: number) => {
  const [own] = callsOf(run, n);
  return [own!.finished, own!.cause];
};
const play = (read: readonly object[], more: Partial<Parameters<typeof runTimed>[0]> = {}) =>
  runTimed({ scenario: shop({ read: [...read, never] }), arrivals: [0], untilMillis: 500, ...more });

describe('a fan-out', () => {
  it('asks all at once and goes on with the last answer, or with as many as are enough; the rest come for nobody', () => {
    expect(asked(play([everything]), 0)).toEqual([
      ['ledger', 0, 6],
      ['payment', 0, 12],
      ['fraud', 0, 22],
    ]);
    expect(ended(play([everything]), 0)).toEqual([22, cause.none]);
    const two = play(
      [
        { ...everything, enough: 2 },
        { do: 'ask', of: 'database' },
      ],
      { arrivals: [0, 40] },
    );
    expect(ended(two, 0)).toEqual([15, cause.none]);
    // The third was under way when the request ended; the next request is asked for as if nothing had been.
    expect(asked(two, 0)).toEqual([
      ['ledger', 0, 6],
      ['payment', 0, 12],
      ['fraud', 0, -1],
      ['db-1', 12, 15],
    ]);
    expect(ended(two, 1)).toEqual([55, cause.none]);
    expect(readingNow(two.engine, 'api-1->fraud', 'answered')).toBe(2);
  });

  it('fails as soon as too few can succeed, with the cause of the one that decided it, unless it may', () => {
    const dos = ['0ms crash payment'];
    expect(ended(play([{ ...everything, enough: 2 }], { dos }), 0)).toEqual([22, cause.none]);
    const failed = play([everything], { dos });
    expect(ended(failed, 0)).toEqual([2, cause.refused]);
    const may = play(
      [
        { ...everything, mayFail: true },
        { do: 'when', all: ['failed'], steps: [{ do: 'answer', degraded: true }] },
        { do: 'ask', of: 'database' },
      ],
      { dos },
    );
    expect(ended(may, 0)).toEqual([2, cause.none]);
    const [journey] = journeysOf(may);
    expect(requestFates[journey![journeyHeader.fate]!]).toBe('degraded');
  });

  it('takes as long as the k-th of n exponential answers: the sum of mean / (n − i)', () => {
    const [n, k, mean, requests] = [5, 3, 20, 4_000];
    const asks = Array.from({ length: n }, () => ({ of: 'database', verb: 'read' }));
    const stack = shop(
      { read: [{ do: 'all', asks, enough: k }, never] },
      {},
      { meanServiceMillis: 0, slots: 1_000, databaseTimeoutMillis: 60_000 },
    );
    const run = runTimed({
      scenario: stack,
      arrivals: Array.from({ length: requests }, (_, place) => 10 * place),
      untilMillis: 10 * requests + 5_000,
      sets: ['db.serviceDistribution=exponential', `db.meanReadMillis=${mean}`, 'db.connections=1000'],
    });
    const times = journeysOf(run).map(
      (one) => (one[journeyHeader.endedAt]! - one[journeyHeader.arrivedAt]!) / 1_000,
    );
    expect(times).toHaveLength(requests);
    const stages = Array.from({ length: k }, (_, i) => mean / (n - i));
    const expected = 2 + stages.reduce((sum, stage) => sum + stage, 0);
    const deviation = Math.sqrt(stages.reduce((sum, stage) => sum + stage ** 2, 0));
    const measured = times.reduce((sum, time) => sum + time, 0) / requests;
    expect(Math.abs(measured - expected)).toBeLessThan((3.29 * deviation) / Math.sqrt(requests));
  });

  it('tries a branch again that failed, and not once the others were enough', () => {
    const retry = [
      'api.books.timeoutMillis=3',
      'api.books.retry.on=idempotent',
      'api.books.retry.backoff=fixed',
      'api.books.retry.baseMillis=5',
      'api.books.retry.attempts=3',
    ];
    const all = play([everything], { sets: retry });
    expect(
      asked(all, 0)
        .filter(([to]) => to === 'ledger')
        .map(([, sent]) => sent),
    ).toEqual([0, 8, 16]);
    expect(ended(all, 0)).toEqual([19, cause.timedOut]);
    const two = play(
      [
        { ...everything, asks: [{ of: 'books' }, { of: 'payment' }], enough: 1 },
        { do: 'ask', of: 'fraud' },
      ],
      {
        sets: [...retry, 'api.books.retry.baseMillis=20'],
      },
    );
    expect(asked(two, 0)).toEqual([
      ['ledger', 0, 3],
      ['payment', 0, 12],
      ['fraud', 12, 34],
    ]);
  });
});

describe('an ask that nobody waits for', () => {
  it('is sent and changes nothing, whatever becomes of it, also after its request has ended', () => {
    const aside = { do: 'ask', of: 'fraud', wait: false };
    const run = play([aside, { do: 'ask', of: 'books' }], { arrivals: [0, 1, 100] });
    expect(asked(run, 0)).toEqual([
      ['fraud', 0, -1],
      ['ledger', 0, 6],
    ]);
    expect([ended(run, 0), ended(run, 2)]).toEqual([
      [6, cause.none],
      [106, cause.none],
    ]);
    const dead = play([aside, { do: 'ask', of: 'books' }], { dos: ['0ms crash fraud'] });
    expect(ended(dead, 0)).toEqual([6, cause.none]);
    expect(readingNow(run.engine, 'api-1->fraud', 'answered')).toBe(3);
  });
});

describe('a drawn share', () => {
  const half = (share: number) => [{ do: 'when', share, steps: [{ do: 'ask', of: 'books' }] }];
  const arrivals: Arrival[] = Array.from({ length: 4_000 }, (_, n) => ({ at: 4 * n }));
  const takers = (read: readonly object[], sets: readonly string[] = []): readonly boolean[] => {
    const run = runTimed({ scenario: shop({ read: [...read, never] }), arrivals, untilMillis: 20_000, sets });
    return arrivals.map((_, n) => asked(run, n).some(([to]) => to === 'ledger'));
  };

  it('is that share of the requests, and the same requests whatever else their route does', () => {
    const base = takers(half(0.3));
    const count = base.filter(Boolean).length;
    expect(Math.abs(count - 1_200)).toBeLessThan(3.3 * Math.sqrt(4_000 * 0.3 * 0.7));
    expect(takers([{ do: 'ask', of: 'payment' }, { do: 'work' }, ...half(0.3)])).toEqual(base);
    expect(takers(half(0.3), ['api.books.retry=on', 'api.slots=32'])).toEqual(base);
    // A larger share takes in those of the smaller.
    const more = takers(half(0.5));
    expect(base.every((is, n) => !is || more[n])).toBe(true);
  });
});

describe('dependencies of one protocol', () => {
  it('are two stores with policies of their own, by the names that the scenario gives', () => {
    const routes = { write: [{ do: 'ask', of: 'books' }, { do: 'ask', of: 'database' }, never] };
    const run = runTimed({
      scenario: shop(routes, { books: { to: 'ledger', breaker: { failures: 2 } } }),
      arrivals: [0, 10, 20, 30].map((at) => ({ at, write: true })),
      untilMillis: 5_000,
      dos: ['0ms crash ledger'],
    });
    expect([0, 1, 2, 3].map((n) => ended(run, n)[1])).toEqual([
      cause.refused,
      cause.refused,
      cause.rejectedByBreaker,
      cause.rejectedByBreaker,
    ]);
    expect(eventsOf(run.story, 'breakerOpened').map(({ values }) => values.dependency)).toEqual(['books']);
    const well = runTimed({ scenario: shop(routes), arrivals: [{ at: 0, write: true }], untilMillis: 500 });
    expect(asked(well, 0)).toEqual([
      ['ledger', 0, 6],
      ['db-1', 6, 9],
    ]);
  });

  it('have a pool of connections each, which a route may hold one of', () => {
    const pooled = { books: { to: 'ledger', pool: { size: 1, waitMillis: 10 } } };
    const four = { arrivals: [0, 0, 0, 0], untilMillis: 500 } as const;
    const asking = runTimed({
      scenario: shop({ read: [{ do: 'ask', of: 'books' }, never] }, pooled),
      ...four,
    });
    expect([0, 1].map((n) => asked(asking, n))).toEqual([[['ledger', 0, 6]], [['ledger', 6, 12]]]);
    expect([2, 3].map((n) => ended(asking, n))).toEqual([10, 10].map((at) => [at, cause.rejectedByPool]));
    const [exhausted] = eventsOf(asking.story, 'poolExhausted');
    expect(exhausted).toMatchObject({ time: 10_000, values: { dependency: 'books' } });
    const steps = [
      { do: 'ask', of: 'payment' },
      { do: 'ask', of: 'books' },
    ];
    const holding = runTimed({
      scenario: shop({ read: [{ do: 'hold', of: 'books', steps }, never] }, pooled),
      ...four,
    });
    expect(asked(holding, 0)).toEqual([
      ['payment', 0, 12],
      ['ledger', 12, 18],
    ]);
    expect([1, 2, 3].map((n) => ended(holding, n))).toEqual([1, 2, 3].map(() => [10, cause.rejectedByPool]));
  });

  it('may be asked several times over a connection that is held, or not at all', () => {
    const books = { do: 'ask', of: 'books', verb: 'read' };
    const hold = (steps: readonly object[]) => ({ do: 'hold', of: 'books', steps });
    const steps = [hold([]), hold([books, books]), books];
    const scenario = shop({ read: [...steps, never], write: [...steps, never] });
    const run = runTimed({
      scenario,
      arrivals: [{ at: 0 }, { at: 100, write: true }, { at: 200 }],
      untilMillis: 500,
    });
    expect([0, 1, 2].map((n) => ended(run, n))).toEqual([18, 118, 218].map((at) => [at, cause.none]));
    const over = (from: number) => [0, 6, 12].map((at) => ['ledger', from + at, from + at + 6]);
    expect([0, 1, 2].map((n) => asked(run, n))).toEqual([0, 100, 200].map(over));
  });

  it('are asked once over a connection whose server has died: there is no other', () => {
    const steps = [
      { do: 'ask', of: 'payment' },
      { do: 'ask', of: 'books' },
    ];
    const scenario = shop({ read: [{ do: 'hold', of: 'books', steps }, never] });
    const run = runTimed({ scenario, arrivals: [0], untilMillis: 500, dos: ['5ms crash ledger'] });
    expect(ended(run, 0)).toEqual([14, cause.refused]);
    expect(asked(run, 0)).toEqual([
      ['payment', 0, 12],
      ['ledger', 12, 14],
    ]);
  });

  it('end in time where two routes each hold what the other waits for', () => {
    const pay = { do: 'ask', of: 'payment' };
    const nested = (outer: string, inner: string) => [
      { do: 'hold', of: outer, steps: [pay, { do: 'hold', of: inner, steps: [{ do: 'ask', of: inner }] }] },
      never,
    ];
    const scenario = shop(
      { read: nested('books', 'database'), write: nested('database', 'books') },
      { books: { to: 'ledger', pool: { size: 1, waitMillis: 30 } } },
      { database: { pool: { size: 1, waitMillis: 30 } } },
    );
    const arrivals = [{ at: 0 }, { at: 0, write: true }, { at: 1 }];
    const run = runTimed({ scenario, arrivals, untilMillis: 500 });
    // Two wait from 12 ms; the first gives up, and the second has what that held. The third asks both what it waits for.
    expect([0, 1, 2].map((n) => ended(run, n))).toEqual([
      [42, cause.rejectedByPool],
      [48, cause.none],
      [31, cause.rejectedByPool],
    ]);
  });

  it('keep their connections over a hang, an edit and a checkpoint, and read them at their edges', () => {
    const scenario = shop(
      { read: [{ do: 'ask', of: 'books' }, never] },
      {
        books: { to: 'ledger', pool: { size: 2 } },
      },
    );
    const given = { scenario, arrivals: [0, 0, 0, 0, 0, 0], untilMillis: 500 } as const;
    const hung = runTimed({ ...given, dos: ['3ms hang api-1', '30ms clear api-1'] });
    // Answers of 6 ms lie there until 30 ms.
    expect([2, 3, 4, 5].map((n) => asked(hung, n)[0]![1])).toEqual([30, 30, 36, 36]);
    const edited = runTimed({ ...given, dos: ['2ms set api.books.pool.size=6'] });
    expect([2, 5].map((n) => asked(edited, n)[0]![1])).toEqual([2, 2]);
    const half = runTimed({ ...given, untilMillis: 5 });
    const reading = (name: string) => readingNow(half.engine, 'api-1->ledger', name);
    expect([reading('connectionsInUse'), reading('waitingForConnection')]).toEqual([2, 4]);
    const revived = createEngine(half.blueprint, 1, nullSink);
    revived.load(half.engine.save());
    revived.runUntil(500_000);
    expect(revived.traceHash()).toBe(runTimed(given).engine.traceHash());
  });

  it('judge what is stale each by their own writes', () => {
    const routes = {
      read: [{ do: 'ask', of: 'books' }, never],
      write: [{ do: 'ask', of: 'database' }, never],
    };
    const run = runTimed({
      scenario: shop(routes),
      arrivals: [{ at: 0, write: true }, { at: 20, write: true }, 40],
      untilMillis: 500,
    });
    expect(run.engine.totals().classes.map(({ stale, ok }) => [ok, stale])).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  it('are edited live by their paths, and the story says why a call was given up', () => {
    const run = play([{ do: 'ask', of: 'fraud' }], {
      arrivals: [0, 100],
      dos: ['50ms set api.fraud.timeoutMillis=5'],
    });
    expect([ended(run, 0), ended(run, 1)]).toEqual([
      [22, cause.none],
      [105, cause.timedOut],
    ]);
    const [edit] = eventsOf(run.story, 'parameterChanged');
    expect(journeysOf(run)[1]![journeyHeader.rootId]).toBe(edit!.id);
  });
});

describe('an answer that is less than was asked for', () => {
  it('is a success that is counted apart, by class and second', () => {
    const run = play([{ do: 'answer', degraded: true }], { arrivals: [0, 1, 2, { at: 3, write: true }] });
    const [reads, writes] = run.engine.totals().classes;
    expect(reads).toMatchObject({ ok: 3, failed: 0, degraded: 3 });
    expect(writes).toMatchObject({ ok: 1, degraded: 0 });
    expect(run.rows).toEqual([]);
  });

  it('is in the row of its class', () => {
    const run = play([{ do: 'answer', degraded: true }], { arrivals: [0, 1], untilMillis: 2_000 });
    expect(run.rows.map(({ classes }) => classes[0 * classStride + classColumn.degraded])).toEqual([2, 0]);
  });
});

describe('a run of such routes', () => {
  it('goes on from a checkpoint as it would have gone on', () => {
    const scenario = shop(
      {
        read: [
          { ...everything, enough: 2 },
          { do: 'ask', of: 'payment', wait: false },
          { do: 'ask', of: 'database' },
        ],
        write: [{ do: 'all', asks: [{ of: 'books' }, { of: 'database' }], enough: 1 }],
      },
      { payment: { to: 'payment', timeoutMillis: 8, retry: { on: 'any', baseMillis: 30 } } },
    );
    const blueprint = blueprintOf(scenario, ['users.arrivalRate=300', 'users.writeRatio=0.3']);
    const commands = commandsOf(blueprint, ['1s hang fraud for 500ms', '2s crash api-1 for 300ms']);
    const run = (cut: number | undefined): string => {
      let engine = createEngine(blueprint, 5, nullSink);
      engine.schedule(commands);
      if (cut !== undefined) {
        engine.runUntil(cut);
        const saved = structuredClone(engine.save());
        engine = createEngine(blueprint, 5, nullSink);
        engine.load(saved);
        engine.schedule(commands);
      }
      engine.runUntil(seconds(4));
      return engine.traceHash();
    };
    const straight = run(undefined);
    for (const cut of [777_777, 1_250_000, 2_010_000]) expect(run(cut)).toBe(straight);
  });
});

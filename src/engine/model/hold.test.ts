// A transaction around a payment: the route of every app server in this file holds a connection to the database across it.
import { describe, expect, it, vi } from 'vitest';
import { eventsOf, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { shopOf } from '../../../test/support/shop.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { cause } from '../telemetry/causes.ts';
import { classColumn } from '../telemetry/records.ts';
import type { Step } from './route.ts';

const payInside: readonly Step[] = [
  { do: 'work' },
  {
    do: 'hold',
    of: 'database',
    steps: [
      { do: 'when', all: ['write'], steps: [{ do: 'ask', of: 'service' }] },
      { do: 'ask', of: 'database' },
    ],
  },
];
vi.mock('../../kinds/app-server/route.ts', () => ({ defaultRoute: () => payInside }));

const payment = { id: 'payment', kind: 'external-service', parameters: { meanLatencyMillis: 100 } };
/** With a provider of payments, a wire of 1 ms away. */
function paying(api: object = {}): object {
  const stack = smallStack({ api }) as { components: object[]; links: object[] };
  return {
    ...stack,
    components: [...stack.components, payment],
    links: [...stack.links, { from: 'api', to: 'payment', carries: 'request', oneWayDelayMillis: 1 }],
  };
}
const pool = (size: number) => `api.database.pool.size=${size}`;
const sentTo = (run: ReturnType<typeof runTimed>, n: number, to: string) =>
  callsOf(run, n)
    .filter((call) => call.to === to)
    .map(({ sent }) => sent);

describe('a connection that is held', () => {
  it('is one connection: its own asks go over it, and others wait until the route lets it go', () => {
    const run = runTimed({
      scenario: paying(),
      arrivals: [
        { at: 0, write: true },
        { at: 1, write: false },
      ],
      untilMillis: 2_000,
      sets: [pool(1), 'api.serviceTimeoutMillis=200'],
      dos: ['0us hang payment'],
    });
    // The payment is given up at 201 ms, and the read gets the connection.
    expect(callsOf(run, 0)[0]).toMatchObject({ finished: 201, cause: cause.timedOut });
    expect(sentTo(run, 0, 'db-1')).toEqual([]);
    expect(sentTo(run, 1, 'db-1')).toEqual([201]);
    expect(callsOf(run, 1)[0]).toMatchObject({ finished: 204, cause: cause.none });
  });

  it('is given back by a route that ends well, and costs nothing where there is no pool', () => {
    const reads = { scenario: paying(), arrivals: [0, 0], untilMillis: 100 } as const;
    const pooled = runTimed({ ...reads, sets: [pool(1)] });
    expect([0, 1].map((n) => sentTo(pooled, n, 'db-1')[0])).toEqual([1, 4]);
    const free = runTimed(reads);
    expect([0, 1].map((n) => sentTo(free, n, 'db-1')[0])).toEqual([1, 1]);
  });

  it('is waited for in vain as long as the pool says, which is put down to the payment', () => {
    const run = runTimed({
      scenario: paying({ concurrency: 'eventLoop' }),
      arrivals: [
        { at: 0, write: true },
        { at: 1, write: false },
      ],
      untilMillis: 2_000,
      sets: [pool(1), 'api.database.pool.waitMillis=50', 'api.serviceTimeoutMillis=500'],
      dos: ['0us hang payment'],
    });
    const [hung] = eventsOf(run.story, 'hung');
    expect(callsOf(run, 1)[0]).toMatchObject({ finished: 52, cause: cause.rejectedByPool });
    expect(eventsOf(run.story, 'poolExhausted')).toMatchObject([{ causeId: hung!.id, time: 52_000 }]);
    expect(eventsOf(run.story, 'poolRecovered')).toMatchObject([]);
  });

  it('takes an event loop down with a provider that hangs, which the loop alone survives', () => {
    const run = runLab({
      scenario: shopOf(0.05, {}),
      seed: 3,
      until: seconds(12),
      sets: [
        'api.service.breaker=off',
        'api.concurrency=eventLoop',
        'users.arrivalRate=200',
        'users.clientTimeoutMillis=3000',
        pool(5),
      ],
      dos: ['1s hang payment'],
      keepJourneys: false,
    });
    // Each server's five connections are held by five payments, which come in two seconds, for five.
    const late = run.rows.filter(({ second }) => second >= 6);
    const count = (column: number) => late.reduce((sum, { classes }) => sum + classes[column]!, 0);
    const [failed, ok] = [count(classColumn.failed), count(classColumn.ok)];
    expect(failed / (failed + ok)).toBeGreaterThan(0.1);
  });
});

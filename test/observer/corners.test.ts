// Where random systems seldom go: rates at which journeys are drawn, a full backlog, latencies exactly at the objective,
// warm-ups with long queues, both stores failing over.
import { describe, expect, it } from 'vitest';
import type { Blueprint } from '../../src/engine/blueprint.ts';
import { eventKind } from '../../src/engine/kernel/event-kinds.ts';
import { templates } from '../../src/scenario/templates/index.ts';
import { determinismCases, everyFault } from '../support/determinism-cases.ts';
import { blueprintOf, commandsOf } from '../support/engine-lab.ts';
import { withOwnClasses } from '../support/own-classes.ts';
import { shopOf } from '../support/shop.ts';
import { smallStack } from '../support/small-stack.ts';
import { evenArrivals, timedStation } from '../support/timed-arrivals.ts';
import { ObservedRun, observe } from './observed-run.ts';

const cramped = blueprintOf(smallStack({ servers: 2, users: { arrivalRate: 4_000, writeRatio: 0.3 } }));
const split = determinismCases.find(({ name }) => name.includes('split brain'))!;

const corners: readonly (readonly [
  name: string,
  blueprint: Blueprint,
  seconds: number,
  dos: readonly string[],
])[] = [
  [
    '1,000 requests a second, most of them failing for a while',
    blueprintOf('three-tier', ['users.arrivalRate=1000', 'users.clientTimeoutMillis=300']),
    7,
    ['2500ms crash database for 1200ms', '4s set users.arrivalRate=1700'],
  ],
  [
    'exactly 400, 401, 800 and 801 requests in a second, all in flight for three',
    timedStation({
      arrivals: [400, 401, 800, 801].flatMap((count, second) => evenArrivals(count, second, second + 1)),
      serviceMillis: 3_000,
      queueCapacity: 500,
    }),
    6,
    [],
  ],
  [
    'a host that accepts 4,096 calls for a hung process, and no more',
    blueprintOf('mm1', [
      'users.arrivalRate=1500',
      'station.meanServiceMillis=0.5',
      'users.clientTimeoutMillis=3000',
    ]),
    8,
    ['1s hang station for 5s'],
  ],
  [
    'a provider that errs, hangs and answers again, before breakers, bulkheads and retries that are edited meanwhile',
    blueprintOf(shopOf(0.5), [
      'payment.errorRatio=0.1',
      'api.serviceTimeoutMillis=300',
      'api.service.breaker.openMillis=800',
      'api.service.bulkhead.limit=4',
      'api.service.retry.on=any',
      'api.service.retry.budgetRatio=1',
    ]),
    9,
    [
      '2s hang payment for 2s',
      '5s set api.service.breaker=off',
      '6s crash api-2',
      '7s set payment.hangRatio=0.3',
      '7500ms set payment.hangs=after',
      '8s set api.service.fallback=on',
    ],
  ],
  [
    'five classes with objectives and patience of their own, three of which lose writes to a failover',
    blueprintOf(
      withOwnClasses(templates.vertical, [
        { id: 'look', verb: 'read', share: 0.4 },
        {
          id: 'order',
          verb: 'write',
          share: 0.3,
          objective: { latencyMillis: 20 },
          clientTimeoutMillis: 900,
        },
        { id: 'search', verb: 'read', share: 0.1, objective: { latencyMillis: 4 }, clientTimeoutMillis: 40 },
        { id: 'pay', verb: 'write', share: 0.15, clientTimeoutMillis: 15_000 },
        { id: 'constructor', verb: 'write', share: 0.05 },
      ]),
      ['database.replicationDelayMillis=300'],
    ),
    9,
    ['2s crash db-primary for 5s'],
  ],
  [
    'a connection table of 200, full while the station hangs',
    { ...timedStation({ arrivals: evenArrivals(100, 0, 7), serviceMillis: 1 }), connections: 200 },
    8,
    ['1s hang station for 4s'],
  ],
  [
    'a connection table too small for the calls inside',
    {
      ...cramped,
      links: cramped.links.map((link) => ({ ...link, oneWayDelayMicros: 4_000 })),
      connections: 10,
    },
    3,
    ['1s hang db-1 for 500ms', '2s crash api-1 for 300ms'],
  ],
  [
    'machines without power: a server with calls inside, a primary, one that had crashed',
    blueprintOf('vertical', ['users.clientTimeoutMillis=800', 'database.waitForReplicas=1']),
    11,
    [
      '2s power-off db-replica-1 for 3s',
      '3s power-off api-2 for 2s',
      '4s crash api-3 for 1s',
      '4500ms power-off api-3',
      '8s power-off db-primary for 20s',
    ],
  ],
  [
    'a zone without power, and back',
    blueprintOf('reference'),
    4,
    ['2s crash api-4', '3s power-off zone:b for 3s', '7s restart zone:c'],
  ],
  [
    'every latency exactly at the objective',
    timedStation({ arrivals: evenArrivals(20, 0, 4), serviceMillis: 10, objectiveMillis: 10 }),
    5,
    [],
  ],
  [
    'a burst in the warm-up',
    timedStation({
      arrivals: [...evenArrivals(300, 0, 1), ...evenArrivals(20, 5, 8)],
      serviceMillis: 10,
      warmupSeconds: 4,
    }),
    8,
    ['6s crash station for 300ms'],
  ],
  [
    'both stores of the reference fail over',
    blueprintOf('reference', ['users.writeRatio=0.3']),
    16,
    [
      '3s crash redis-primary for 6s',
      '5s hang db-primary for 7s',
      '9s set api.cacheOnWrite=remove',
      '12s crash cdn for 1s',
    ],
  ],
  ['faults of every kind', blueprintOf('vertical'), 20, everyFault],
  [
    'a primary that goes on confirming writes after another was elected',
    blueprintOf(split.scenario, split.sets),
    14,
    split.dos,
  ],
];

describe('telemetry in the corners', () => {
  it.each(corners)('says what an independent observer counts: %s', (_, blueprint, seconds, dos) => {
    expect(observe(blueprint, 11, seconds, commandsOf(blueprint, dos))).toEqual([]);
  });

  it('is the same when the run is taken back to the middle of a second full of failures', () => {
    const [, blueprint, , dos] = corners[0]!;
    const run = new ObservedRun(blueprint, 11, commandsOf(blueprint, dos));
    run.runTo(3_400_000);
    const mark = run.save();
    run.runTo(4_200_000);
    run.goBack(mark, true);
    run.runTo(4_000_000);
    expect(run.compareAll()).toEqual([]);
  });

  it('is really in those corners', () => {
    const [, blueprint, seconds, dos] = corners[0]!;
    const run = new ObservedRun(blueprint, 11, commandsOf(blueprint, dos));
    run.runTo(seconds * 1_000_000);
    expect(run.engine.totals().journeyRatio).toBe(8);
    const [, hanging] = corners[2]!;
    const hung = new ObservedRun(hanging, 11, commandsOf(hanging, corners[2]![3]));
    hung.runTo(5_500_000);
    const came = hung.facts.filter(
      ({ what, time, ...fact }) =>
        what === 'event' && 'kind' in fact && fact.kind === eventKind.callDelivered && time > 1_000_000,
    );
    const vanished = hung.facts.filter((fact) => fact.what === 'vanished');
    expect(came.length).toBeGreaterThan(6_000);
    expect(came.length - vanished.length).toBe(4_096);
    const [, small, , smallDos] = corners.find(([name]) => name.includes('calls inside'))!;
    const full = new ObservedRun(small, 11, commandsOf(small, smallDos));
    full.runTo(3_000_000);
    const failedAt = (id: string) =>
      full.engine.componentTotals().find((one) => one.id === id)!.errorsByCause.connectionTableFull ?? 0;
    expect(failedAt('lb')).toBeGreaterThan(0);
    expect(failedAt('users')).toBeGreaterThan(failedAt('lb'));
    const parted = new ObservedRun(corners.at(-1)![1], 11, commandsOf(corners.at(-1)![1], split.dos));
    parted.runTo(14_000_000);
    expect(parted.engine.totals().splitBrainWrites).toBeGreaterThan(10);
  });
});

// Random servers whose classes of requests have routes of their own: up to 32 steps with held connections, fan-outs, asks that
// nobody waits for and drawn shares, over two dependencies each of two protocols, with policies and faults on all of it.
import fc from 'fast-check';
import {
  type Condition,
  canHold,
  lengthOfRoute,
  longestRoute,
  type Step,
} from '../../src/engine/model/route.ts';
import type { RandomRun } from './random-scenario.ts';

const whole = (min: number, max: number) => fc.integer({ min, max });
/** Dependencies by name: two databases and two external services. */
const names = ['database', 'books', 'payment', 'fraud'] as const;
const stores = ['database', 'books'] as const;
const declared = { books: 'ledger', payment: 'payment', fraud: 'fraud' } as const;
const tenths = whole(0, 10).map((x) => x / 10);

const conditions = fc
  .uniqueArray(fc.constantFrom<Condition>('found', 'missing', 'signedOut', 'failed', 'read', 'write'), {
    maxLength: 2,
  })
  .filter((all) => !(all.includes('read') && all.includes('write')));
const asked = fc.record({ of: fc.constantFrom(...names) });

const { step: anyStep } = fc.letrec<{ step: Step; steps: Step[] }>((tie) => ({
  step: fc.oneof(
    { depthSize: 'small' },
    fc.constant<Step>({ do: 'work' }),
    fc.record({
      do: fc.constant('ask' as const),
      of: fc.constantFrom(...names),
      mayFail: fc.boolean(),
      wait: fc.constantFrom(true, true, true, false),
    }),
    fc
      .record({
        asks: fc.array(asked, { minLength: 1, maxLength: 5 }),
        fewer: fc.nat(4),
        mayFail: fc.boolean(),
      })
      .map(
        ({ asks, fewer, mayFail }): Step => ({
          do: 'all',
          asks,
          enough: Math.max(1, asks.length - fewer),
          mayFail,
        }),
      ),
    fc
      .record({ do: fc.constant('hold' as const), of: fc.constantFrom(...stores), steps: tie('steps') })
      .filter(({ of, steps }) => canHold(of, steps)),
    fc.record({
      do: fc.constant('when' as const),
      all: conditions,
      share: tenths,
      steps: tie('steps'),
    }),
    fc.record({
      do: fc.constant('when' as const),
      share: tenths,
      steps: fc.boolean().map((degraded): Step[] => [{ do: 'answer', degraded }]),
    }),
  ),
  steps: fc.array(tie('step'), { maxLength: 4 }),
}));

/** As many of the steps as fit into `most`. */
function fitting(steps: readonly Step[], most: number): readonly Step[] {
  let kept = steps.slice();
  while (lengthOfRoute(kept) > most) kept = kept.slice(0, -1);
  return kept;
}

const routes = fc.oneof(
  fc.array(anyStep, { maxLength: 6 }),
  fc.array(anyStep, { minLength: 16, maxLength: 24, size: 'max' }),
);

const policy = fc.record(
  {
    retry: fc.record({
      attempts: whole(2, 4),
      on: fc.constantFrom('refused', 'idempotent', 'any'),
      baseMillis: whole(1, 200),
      budgetRatio: tenths,
      idempotencyKey: fc.boolean(),
    }),
    breaker: fc.record({ failures: whole(1, 6), openMillis: whole(50, 1_500), successes: whole(1, 3) }),
    bulkhead: fc.record({ limit: whole(1, 10) }),
    fallback: fc.record({ answer: fc.constantFrom('degraded', 'error') }),
    pool: fc.record({ size: whole(1, 6), waitMillis: whole(5, 800) }),
  },
  { requiredKeys: [] },
);

const classes = fc.array(
  fc.record({
    verb: fc.constantFrom('read', 'write'),
    part: whole(1, 100),
    clientTimeoutMillis: whole(100, 4_000),
    route: fc.option(routes, { nil: undefined, freq: 4 }),
  }),
  { minLength: 1, maxLength: 8 },
);
type DrawnClass = ReturnType<typeof classes.generate>['value'][number];

function classesOf(drawn: readonly DrawnClass[]): object {
  const sum = drawn.reduce((total, { part }) => total + part, 0);
  return drawn.map(({ verb, part, clientTimeoutMillis }, place) => ({
    id: `class-${place + 1}`,
    verb,
    share: part / sum,
    clientTimeoutMillis,
  }));
}

/** Each declared dependency is asked at least once, or it would be refused. */
function routesOf(drawn: readonly DrawnClass[], share: number): object {
  const last: Step = {
    do: 'when',
    share,
    steps: Object.keys(declared).map((of): Step => ({ do: 'ask', of, mayFail: true })),
  };
  const entries = drawn.flatMap(({ route }, place) => {
    if (place > 0) return route === undefined ? [] : [[`class-${place + 1}`, fitting(route, longestRoute)]];
    return [['class-1', [...fitting(route ?? [{ do: 'work' }], longestRoute - lengthOfRoute([last])), last]]];
  });
  return Object.fromEntries(entries);
}

const components = fc.record({
  arrivalRate: whole(10, 150),
  servers: whole(1, 3),
  server: fc.record({
    concurrency: fc.constantFrom('threads', 'eventLoop'),
    slots: whole(1, 16),
    queueCapacity: whole(0, 64),
    meanServiceMillis: whole(0, 8),
    databaseTimeoutMillis: whole(10, 1_000),
    database: policy,
  }),
  timeouts: fc.tuple(whole(5, 1_000), whole(5, 1_000), whole(5, 1_000)),
  policies: fc.tuple(policy, policy, policy),
  latency: whole(1, 200),
  errorRatio: tenths,
  hangRatio: fc.constantFrom(0, 0, 0.1),
  delayMillis: fc.constantFrom(0, 0.25, 5),
  share: tenths,
  classes,
});
type Drawn = ReturnType<typeof components.generate>['value'];

function scenarioOf(given: Drawn): object {
  const servers = Array.from({ length: given.servers }, (_, n) => `api-${n + 1}`);
  const link = (from: string, to: string) => ({
    from,
    to,
    carries: 'request',
    oneWayDelayMillis: given.delayMillis,
  });
  const outside = {
    meanLatencyMillis: given.latency,
    errorRatio: given.errorRatio,
    hangRatio: given.hangRatio,
  };
  const dependencies = Object.entries(declared).map(([name, to], place) => [
    name,
    { to, timeoutMillis: given.timeouts[place], ...given.policies[place] },
  ]);
  return {
    format: 'nines-scenario',
    version: 1,
    name: 'routed',
    classes: classesOf(given.classes),
    components: [
      { id: 'users', kind: 'users', parameters: { arrivalRate: given.arrivalRate } },
      { id: 'lb', kind: 'load-balancer' },
      ...servers.map((id) => ({ id, kind: 'app-server', group: 'api' })),
      { id: 'db', kind: 'database', parameters: { connections: 8 } },
      { id: 'ledger', kind: 'database', parameters: { connections: 4 } },
      { id: 'payment', kind: 'external-service', parameters: outside },
      { id: 'fraud', kind: 'external-service', parameters: outside },
    ],
    groups: [
      {
        id: 'api',
        parameters: given.server,
        dependencies: Object.fromEntries(dependencies),
        routes: routesOf(given.classes, given.share),
      },
    ],
    links: [
      link('users', 'lb'),
      link('lb', 'api'),
      ...['db', 'ledger', 'payment', 'fraud'].map((to) => link('api', to)),
    ],
  };
}

const edits = fc.constantFrom(
  'books.pool.size=1',
  'books.pool=off',
  'database.pool=on',
  'payment.breaker=on',
  'payment.retry=on',
  'fraud.fallback=on',
  'fraud.bulkhead=off',
  'books.timeoutMillis=20',
);
const what = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('crash', 'hang', 'power-off'),
      fc.constantFrom('api-1', 'db', 'ledger', 'payment'),
      whole(100, 2_000),
    )
    .map(([verb, id, millis]) => `${verb} ${id} for ${millis}ms`),
  fc.constantFrom('db', 'ledger').map((id) => `slow ${id} x30 for 1s`),
  edits.map((edit) => `set api.${edit}`),
);

export function routedRuns(untilSeconds: { readonly min: number; readonly max: number }) {
  return fc
    .record({
      given: components,
      seed: whole(0, 0xffffffff),
      untilSeconds: whole(untilSeconds.min, untilSeconds.max),
    })
    .chain(({ given, seed, untilSeconds: until }) =>
      fc.array(fc.tuple(whole(0, until * 1_000), what), { maxLength: 6 }).map(
        (dos): RandomRun => ({
          scenario: scenarioOf(given),
          seed,
          untilSeconds: until,
          dos: dos.map(([millis, words]) => `${millis}ms ${words}`),
        }),
      ),
    );
}

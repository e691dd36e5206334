// Random small systems under random faults, for properties and for the soak. `calm` ones have room to spare and lose no
// messages, so that every failure must be some told fault's doing; `wild` ones may be anything a file may say.
import fc from 'fast-check';

export interface RandomRun {
  readonly scenario: object;
  readonly seed: number;
  readonly untilSeconds: number;
  readonly dos: readonly string[];
}

export interface RandomRunOptions {
  readonly temper: 'calm' | 'wild';
  readonly untilSeconds: { readonly min: number; readonly max: number };
}

const whole = (min: number, max: number) => fc.integer({ min, max });
/** Evenly spread: `fc.double` draws its bits evenly, so that nearly all of its numbers are close to 0. */
const share = (min: number, max: number) =>
  whole(Math.round(min * 10_000), Math.round(max * 10_000)).map((x) => x / 10_000);
const distributions = fc.constantFrom('exponential', 'deterministic', 'logNormal', 'uniform');

interface Shape {
  readonly servers: number;
  readonly hasBalancer: boolean;
  readonly hasDatabase: boolean;
  readonly replicas: number;
  readonly sentinels: number;
}

const shapes: fc.Arbitrary<Shape> = fc
  .record({
    servers: whole(1, 6),
    hasBalancer: fc.boolean(),
    hasDatabase: whole(0, 9).map((die) => die > 0),
    replicas: whole(0, 3),
    sentinels: whole(0, 5),
  })
  .map((shape) => ({
    ...shape,
    hasBalancer: shape.hasBalancer || shape.servers > 1,
    replicas: shape.hasDatabase ? shape.replicas : 0,
    sentinels: shape.hasDatabase ? shape.sentinels : 0,
  }));

const names = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, place) => `${prefix}-${place + 1}`);

function idsOf(shape: Shape) {
  const databases = shape.hasDatabase ? ['db-1', ...names('replica', shape.replicas)] : [];
  return {
    balancers: shape.hasBalancer ? ['lb'] : [],
    servers: names('api', shape.servers),
    databases,
    sentinels: names('sentinel', shape.sentinels),
  };
}

/** Pairs that are linked, caller or lower id first. */
function pairsOf(shape: Shape): (readonly [from: string, to: string, carries: 'request' | 'control'])[] {
  const { balancers, servers, databases, sentinels } = idsOf(shape);
  const across = (near: readonly string[], far: readonly string[], carries: 'request' | 'control') =>
    near.flatMap((from) => far.map((to) => [from, to, carries] as const));
  const within = (ids: readonly string[]) =>
    ids.flatMap((from, place) => ids.slice(place + 1).map((to) => [from, to, 'control'] as const));
  return [
    ...(shape.hasBalancer
      ? across(['users'], balancers, 'request')
      : across(['users'], servers.slice(0, 1), 'request')),
    ...across(balancers, servers, 'request'),
    ...across(servers, databases, 'request'),
    ...within(databases),
    ...within(sentinels),
    ...across(sentinels, databases, 'control'),
    ...across(sentinels, servers, 'control'),
  ];
}

function parametersOf(shape: Shape, temper: 'calm' | 'wild') {
  const isWild = temper === 'wild';
  return fc.record({
    users: fc.record({
      // At most 300/s, so that every journey is kept.
      arrivalRate: isWild ? whole(1, 300) : whole(20, 60 * shape.servers > 200 ? 200 : 60 * shape.servers),
      writeRatio: fc.oneof(fc.constant(0), fc.constant(1), share(0, 1)),
      clientTimeoutMillis: isWild ? whole(1, 6_000) : whole(2_000, 5_000),
      clients: whole(1, 2_000),
      keys: whole(1, 5_000),
      zipfExponent: share(0, 2),
    }),
    balancer: fc.record({
      probeIntervalMillis: whole(100, 3_000),
      probeTimeoutMillis: whole(10, 2_000),
      fall: whole(1, 4),
      rise: whole(1, 4),
      serverTimeoutMillis: isWild ? whole(10, 30_000) : whole(3_000, 30_000),
      startupMillis: whole(0, 2_000),
      balance: fc.constantFrom(
        'roundRobin',
        'leastConnections',
        'leastResponseTime',
        'powerOfTwoChoices',
        'random',
      ),
      emptyRotation: isWild ? fc.constantFrom('failClosed', 'failOpen') : fc.constant('failClosed'),
      maxFails: isWild ? whole(0, 3) : fc.constant(0),
      failMillis: whole(100, 10_000),
    }),
    server: fc.record({
      slots: isWild ? whole(1, 12) : whole(8, 16),
      queueCapacity: isWild ? whole(0, 40) : whole(64, 256),
      meanServiceMillis: isWild ? share(0, 30) : share(0, 12),
      serviceDistribution: distributions,
      serviceCv: share(0, isWild ? 4 : 1),
      databaseTimeoutMillis: isWild ? whole(1, 3_000) : whole(500, 1_500),
      startupMillis: whole(0, 3_000),
      concurrency: fc.constantFrom(...(isWild ? ['threads', 'eventLoop'] : ['threads'])),
    }),
    database: fc.record({
      waitForReplicas: isWild ? whole(0, 3) : whole(0, Math.min(1, shape.replicas)),
      replicationDelayMillis: isWild ? share(0, 2_000) : share(0, 100),
      meanReadMillis: share(0, isWild ? 20 : 4),
      meanWriteMillis: share(0, isWild ? 20 : 6),
      serviceDistribution: distributions,
      connections: isWild ? whole(1, 16) : whole(16, 64),
      queueCapacity: isWild ? whole(0, 40) : whole(128, 256),
      replicaPriority: isWild ? whole(0, 100) : whole(1, 100),
      startupMillis: whole(0, 3_000),
    }),
    sentinel: fc.record({
      downAfterMillis: whole(200, 3_000),
      quorum: whole(1, Math.max(1, shape.sentinels)),
      pingIntervalMillis: whole(100, 1_500),
      failoverTimeoutMillis: whole(1_000, 8_000),
      startupMillis: whole(0, 3_000),
    }),
    delayMillis: share(0, isWild ? 20 : 2),
    lossRatio: isWild ? fc.oneof(fc.constant(0), share(0, 0.1)) : fc.constant(0),
  });
}

type Parameters = ReturnType<typeof parametersOf> extends fc.Arbitrary<infer Value> ? Value : never;

function scenarioOf(shape: Shape, given: Parameters, seed: number): object {
  const { balancers, servers, databases, sentinels } = idsOf(shape);
  const component = (id: string, kind: string, parameters: object, more: object = {}) => ({
    id,
    kind,
    parameters,
    ...more,
  });
  return {
    format: 'nines-scenario',
    version: 1,
    name: `random-${seed}`,
    components: [
      component('users', 'users', given.users),
      ...balancers.map((id) => component(id, 'load-balancer', given.balancer)),
      ...servers.map((id) => component(id, 'app-server', given.server, { group: 'servers' })),
      ...databases.map((id, place) =>
        component(id, 'database', given.database, {
          group: 'store',
          role: place === 0 ? 'primary' : 'replica',
        }),
      ),
      ...sentinels.map((id) => component(id, 'sentinel', given.sentinel, { group: 'sentinels' })),
    ],
    links: pairsOf(shape).map(([from, to, carries]) => ({
      from,
      to,
      carries,
      oneWayDelayMillis: given.delayMillis,
      ...(carries === 'request' && given.lossRatio > 0 ? { lossRatio: given.lossRatio } : {}),
    })),
  };
}

function commandsOf(shape: Shape, temper: 'calm' | 'wild', untilSeconds: number): fc.Arbitrary<string[]> {
  const { balancers, servers, databases, sentinels } = idsOf(shape);
  const processes = [...balancers, ...servers, ...databases, ...sentinels];
  const slowable = [...servers, ...databases];
  const links = pairsOf(shape).flatMap(([from, to]) => [`${from}->${to}`, `${to}->${from}`]);
  const lasting = fc.oneof(
    fc.constant(''),
    whole(1, 6_000).map((millis) => ` for ${millis}ms`),
  );
  const one = (ids: readonly string[]) => fc.constantFrom(...ids);
  const sets: fc.Arbitrary<string>[] = [
    whole(0, 300).map((rate) => `users.arrivalRate=${rate}`),
    share(0, 1).map((ratio) => `users.writeRatio=${ratio}`),
    whole(0, 40).map((millis) => `servers.meanServiceMillis=${millis}`),
    whole(1, 12).map((slots) => `servers.slots=${slots}`),
    whole(0, 40).map((capacity) => `servers.queueCapacity=${capacity}`),
    whole(1, 3_000).map((millis) => `users.clientTimeoutMillis=${millis}`),
    ...(databases.length === 0
      ? []
      : [
          whole(0, 3).map((count) => `store.waitForReplicas=${count}`),
          whole(0, 1_000).map((millis) => `store.replicationDelayMillis=${millis}`),
          whole(1, 16).map((count) => `store.connections=${count}`),
        ]),
    ...(sentinels.length === 0 ? [] : [whole(200, 3_000).map((ms) => `sentinels.downAfterMillis=${ms}`)]),
  ];
  const what = fc.oneof(
    fc.tuple(fc.constantFrom('crash', 'power-off', 'hang'), one(processes), lasting).map((words) => {
      const [verb, id, duration] = words;
      return `${verb} ${id}${duration}`;
    }),
    one(processes).map((id) => `restart ${id}`),
    one(processes).map((id) => `clear ${id}`),
    fc
      .tuple(one(slowable), share(1, 100), lasting)
      .map(([id, factor, duration]) => `slow ${id} x${factor}${duration}`),
    fc
      .tuple(one(links), fc.constantFrom('', ' both'), lasting)
      .map(([link, both, duration]) => `cut ${link}${both}${duration}`),
    one(links).map((link) => `heal ${link}`),
    ...(temper === 'wild' ? [fc.oneof(...sets).map((assignment) => `set ${assignment}`)] : []),
  );
  const at = whole(0, untilSeconds * 1_000_000);
  return fc.array(
    fc.tuple(at, what).map(([micros, words]) => `${micros}us ${words}`),
    { minLength: 1, maxLength: temper === 'wild' ? 16 : 6 },
  );
}

/** Call policies of the servers; drawn after everything else, so that a seed has the system that it had before them. */
const policies = fc.record(
  {
    retry: fc.record({
      attempts: whole(2, 5),
      on: fc.constantFrom('refused', 'idempotent', 'any'),
      backoff: fc.constantFrom('fixed', 'exponential', 'fullJitter', 'equalJitter'),
      baseMillis: whole(1, 500),
      capMillis: whole(1, 2_000),
      budgetRatio: share(0, 3),
      idempotencyKey: fc.boolean(),
    }),
    breaker: fc.record({
      failures: whole(1, 10),
      windowMillis: whole(1, 10_000),
      openMillis: whole(1, 4_000),
      successes: whole(1, 4),
    }),
    bulkhead: fc.record({ limit: whole(1, 10) }),
    fallback: fc.record({ answer: fc.constantFrom('degraded', 'error') }),
    pool: fc.record({ size: whole(1, 9), waitMillis: whole(10, 2_000) }),
  },
  { requiredKeys: [] },
);
const policyEdits = fc.constantFrom(
  'breaker=on',
  'breaker=off',
  'breaker.failures=2',
  'breaker.openMillis=300',
  'retry=off',
  'retry.attempts=4',
  'retry.idempotencyKey=on',
  'bulkhead.limit=3',
  'bulkhead=off',
  'fallback=on',
  'fallback=off',
  'pool.size=2',
  'pool=off',
);

interface Component {
  readonly kind: string;
  readonly parameters: object;
}

/** Classes of requests of its own, or none; drawn last, as the policies are. */
const classes = fc.option(
  fc.array(
    fc.record({
      verb: fc.constantFrom('read', 'write'),
      part: whole(1, 100),
      objective: fc.record({ latencyMillis: whole(20, 1_000) }, { requiredKeys: [] }),
      clientTimeoutMillis: whole(100, 6_000),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  { nil: undefined, freq: 1 },
);
type Classes = ReturnType<typeof classes.generate>['value'];

function withClasses(scenario: object, drawn: Classes): object {
  if (drawn === undefined) return scenario;
  const sum = drawn.reduce((total, { part }) => total + part, 0);
  const { components } = scenario as { components: readonly Component[] };
  return {
    ...scenario,
    classes: drawn.map(({ part, ...one }, place) => ({
      id: `class-${place + 1}`,
      share: part / sum,
      ...one,
    })),
    components: components.map((one) => {
      if (one.kind !== 'users') return one;
      const { writeRatio: _, ...parameters } = one.parameters as { writeRatio?: number };
      return { ...one, parameters };
    }),
  };
}

function withPolicy(scenario: object, database: object): object {
  const { components } = scenario as { components: readonly Component[] };
  return {
    ...scenario,
    components: components.map((one) =>
      one.kind === 'app-server' ? { ...one, parameters: { ...one.parameters, database } } : one,
    ),
  };
}

export function randomRuns({ temper, untilSeconds }: RandomRunOptions): fc.Arbitrary<RandomRun> {
  return fc
    .record({ shape: shapes, seed: whole(0, 0xffffffff), until: whole(untilSeconds.min, untilSeconds.max) })
    .chain(({ shape, seed, until }) =>
      fc.record({
        scenario: parametersOf(shape, temper).map((given) => scenarioOf(shape, given, seed)),
        seed: fc.constant(seed),
        untilSeconds: fc.constant(until),
        dos: commandsOf(shape, temper, until),
        policy: temper === 'wild' ? policies : fc.constant({}),
        edits: fc.array(fc.tuple(whole(0, until * 1_000_000), policyEdits), {
          maxLength: temper === 'wild' ? 3 : 0,
        }),
        classes: temper === 'wild' ? classes : fc.constant(undefined),
      }),
    )
    .map(({ scenario, policy, edits, dos, classes: drawn, ...rest }) => ({
      ...rest,
      scenario: withClasses(withPolicy(scenario, policy), drawn),
      dos: [
        ...dos.filter((line) => drawn === undefined || !line.includes('users.writeRatio')),
        ...edits.map(([micros, edit]) => `${micros}us set servers.database.${edit}`),
      ],
    }));
}

/**
 * A random scenario from a seed number: a small system of one of six shapes, with random parameters, link delays and
 * losses, and a schedule of random faults and edits. Only what people may write: it goes through parse and compile.
 * Every fourth seed is drawn by the generator of the property tests instead, which was written apart from this one.
 */
import fc from 'fast-check';
import type { ParameterInputs } from '../../src/scenario/parameter-inputs.ts';
import type { Scenario, ScenarioComponent } from '../../src/scenario/scenario.ts';
import { randomRuns } from '../support/random-scenario.ts';
import { Dice } from './dice.ts';
import { randomClasses, withClasses } from './random-classes.ts';
import { randomRoutes } from './random-routes.ts';
import { randomSchedule } from './random-schedule.ts';

type Component = ScenarioComponent;
type Link = Scenario['links'][number];
type Group = NonNullable<Scenario['groups']>[number];

interface Parts {
  readonly components: Component[];
  readonly links: Link[];
  readonly groups: Group[];
}

const distributions = ['exponential', 'deterministic', 'logNormal', 'uniform'] as const;

/** `seconds`: how long the run is that faults should fall into. */
export function randomSystem(seed: number, seconds: number): unknown {
  if (seed % 4 === 3) {
    const runs = randomRuns({ temper: 'wild', untilSeconds: { min: seconds, max: seconds } });
    const [run] = fc.sample(runs, { seed, numRuns: 1 });
    const scenario = { ...run?.scenario, schedule: run?.dos } as unknown as Scenario;
    return named(new Dice(seed ^ 0xc1a55), scenario);
  }
  const dice = new Dice(seed);
  const parts: Parts = { components: [users(dice)], links: [], groups: [] };
  const shape = dice.pick([
    'station',
    'stations',
    'app',
    'apps',
    'vertical',
    'vertical',
    'cached',
    'cached',
  ] as const);
  if (shape === 'station') addStations(dice, parts, 1);
  else if (shape === 'stations') addStations(dice, parts, dice.whole(1, 5));
  else
    addServers(
      dice,
      parts,
      shape === 'app' ? 1 : dice.whole(1, 6),
      shape === 'vertical' || shape === 'cached' || dice.chance(0.5),
    );
  if (parts.components.some((component) => component.kind === 'database') && dice.chance(0.8)) {
    addSentinels(dice, parts, 'database', 'sentinel');
  }
  if (shape === 'cached') {
    addRedis(dice, parts);
    if (dice.chance(0.8)) addSentinels(dice, parts, 'redis', 'redis-sentinel');
    if (dice.chance(0.6)) addCdn(dice, parts);
  }
  if (!shape.startsWith('station')) declareRoutes(new Dice(seed ^ 0x5eed), parts);
  const bare: Scenario = {
    format: 'nines-scenario',
    version: 1,
    name: `soak-${seed}`,
    seed: dice.uint32(),
    objectives: { latencyMillis: dice.spread(20, 2_000), availability: 0.999 },
    warmupSeconds: dice.chance(0.3) ? dice.whole(0, 10) : 0,
    components: parts.components,
    groups: parts.groups,
    links: parts.links,
  };
  const scenario = { ...bare, schedule: randomSchedule(dice, bare, seconds) };
  return named(dice, scenario);
}

/** Half of them name their classes; drawn last, so that a seed has the system that it had before. */
const named = (dice: Dice, scenario: Scenario): Scenario =>
  dice.chance(0.5) ? withClasses(scenario, randomClasses(dice)) : scenario;

function users(dice: Dice): Component {
  const parameters = {
    arrivalRate: dice.chance(0.05) ? 0 : dice.spread(2, 600),
    writeRatio: dice.pick([0, 0.1, 0.3, 1]),
    clientTimeoutMillis: dice.spread(50, 8_000),
    clients: dice.whole(1, 2_000),
    keys: dice.pick([1, 10, 1_000, 10_000]),
    zipfExponent: dice.pick([0, 0.99, 1.4]),
  };
  return { id: 'users', kind: 'users', parameters };
}

const service = (dice: Dice): ParameterInputs => ({
  serviceDistribution: dice.pick(distributions),
  serviceCv: dice.pick([0.3, 1, 2]),
});

function requestLink(dice: Dice, from: string, to: string): Link {
  const loss = dice.chance(0.15) ? { lossRatio: dice.pick([0.001, 0.01, 0.1]) } : {};
  return { from, to, carries: 'request', oneWayDelayMillis: dice.pick([0, 0.25, 2, 20]), ...loss };
}

const controlLink = (dice: Dice, from: string, to: string): Link => ({
  from,
  to,
  carries: 'control',
  oneWayDelayMillis: dice.pick([0.1, 0.25, 0.25, 5]),
});

const balances = ['roundRobin', 'leastConnections', 'leastResponseTime', 'powerOfTwoChoices', 'random'];

function balancer(dice: Dice): Component {
  const parameters = {
    probeIntervalMillis: dice.spread(200, 4_000),
    probeTimeoutMillis: dice.spread(20, 4_000),
    fall: dice.whole(1, 4),
    rise: dice.whole(1, 4),
    serverTimeoutMillis: dice.spread(100, 30_000),
    startupMillis: dice.pick([0, 1_000]),
    balance: dice.pick(balances),
    emptyRotation: dice.pick(['failClosed', 'failOpen']),
    maxFails: dice.pick([0, 1, 5]),
    failMillis: dice.spread(100, 10_000),
  };
  return { id: 'lb', kind: 'load-balancer', parameters };
}

function addMembers(parts: Parts, kind: Component['kind'], group: string, count: number): void {
  for (let n = 1; n <= count; n += 1)
    parts.components.push({ id: `${group}-${n}`, kind, group: `${group}s` });
}

function addStations(dice: Dice, parts: Parts, count: number): void {
  addMembers(parts, 'station', 'station', count);
  const parameters = {
    servers: dice.whole(1, 8),
    queueCapacity: dice.pick([0, 3, 100, 1_000_000]),
    meanServiceMillis: dice.spread(0.5, 40),
    startupMillis: dice.pick([0, 500, 3_000]),
    ...service(dice),
  };
  parts.groups.push({ id: 'stations', parameters });
  joinUsers(dice, parts, 'stations', count > 1 || dice.chance(0.3));
}

function joinUsers(dice: Dice, parts: Parts, group: string, isBalanced: boolean): void {
  if (isBalanced) parts.components.push(balancer(dice));
  parts.links.push(requestLink(dice, 'users', isBalanced ? 'lb' : group));
  if (isBalanced) parts.links.push(requestLink(dice, 'lb', group));
}

function addServers(dice: Dice, parts: Parts, count: number, hasDatabase: boolean): void {
  addMembers(parts, 'app-server', 'api', count);
  const parameters = {
    slots: dice.whole(1, 16),
    queueCapacity: dice.pick([0, 8, 128, 2_000]),
    meanServiceMillis: dice.spread(0.5, 30),
    databaseTimeoutMillis: dice.spread(20, 4_000),
    startupMillis: dice.pick([0, 500, 3_000]),
    ...service(dice),
    concurrency: dice.pick(['threads', 'threads', 'eventLoop']),
    ...(dice.chance(0.3)
      ? { database: { pool: { size: dice.whole(1, 9), waitMillis: dice.spread(10, 2_000) } } }
      : {}),
  };
  parts.groups.push({ id: 'apis', parameters });
  joinUsers(dice, parts, 'apis', count > 1 || dice.chance(0.3));
  if (hasDatabase) addDatabase(dice, parts);
}

/** Half of the systems with servers have routes and dependencies of their own, drawn apart so that they move nothing else. */
function declareRoutes(dice: Dice, parts: Parts): void {
  if (dice.chance(0.5)) return;
  const has = (kind: Component['kind']) => parts.components.some((one) => one.kind === kind);
  const stores = [...(has('database') ? ['database'] : []), ...(has('redis') ? ['cache'] : [])];
  const { components, links, dependencies, routes } = randomRoutes(dice, 'apis', stores);
  parts.components.push(...components);
  parts.links.push(...links);
  const place = parts.groups.findIndex(({ id }) => id === 'apis');
  parts.groups[place] = { ...(parts.groups[place] as Group), dependencies, routes };
}

function addDatabase(dice: Dice, parts: Parts): void {
  const nodes = dice.whole(1, 4);
  for (let n = 1; n <= nodes; n += 1) {
    const role = n === 1 ? 'primary' : 'replica';
    const parameters = { replicaPriority: dice.pick([100, 100, 100, 10, 0]) };
    parts.components.push({ id: `db-${n}`, kind: 'database', group: 'database', role, parameters });
  }
  const parameters = {
    waitForReplicas: dice.chance(0.4) ? dice.whole(0, nodes) : 0,
    replicationDelayMillis: dice.pick([0, 5, 50, 500]),
    meanReadMillis: dice.spread(0.2, 10),
    meanWriteMillis: dice.spread(0.2, 20),
    connections: dice.whole(1, 40),
    queueCapacity: dice.pick([0, 8, 256]),
    startupMillis: dice.pick([0, 500, 3_000]),
    ...service(dice),
    ...(dice.chance(0.3) ? { connectionLimit: { maxConnections: dice.whole(4, 40) } } : {}),
  };
  parts.groups.push({ id: 'database', parameters });
  parts.links.push(requestLink(dice, 'apis', 'database'));
  if (nodes > 1) parts.links.push(controlLink(dice, 'database', 'database'));
}

function addRedis(dice: Dice, parts: Parts): void {
  const nodes = dice.whole(1, 3);
  for (let n = 1; n <= nodes; n += 1) {
    const role = n === 1 ? 'primary' : 'replica';
    parts.components.push({ id: `redis-${n}`, kind: 'redis', group: 'redis', role });
  }
  const parameters = {
    maxEntries: dice.pick([1, 20, 500, 5_000]),
    entryTtlMillis: dice.spread(100, 60_000),
    sessionTtlMillis: dice.spread(200, 100_000),
    cacheStart: dice.pick(['warm', 'cold']),
    replicationDelayMillis: dice.pick([0, 1, 50, 2_000]),
    meanCommandMillis: dice.spread(0.05, 5),
    queueCapacity: dice.pick([0, 10, 10_000]),
    startupMillis: dice.pick([0, 500, 3_000]),
    ...service(dice),
  };
  parts.groups.push({ id: 'redis', parameters });
  parts.links.push(requestLink(dice, 'apis', 'redis'));
  if (nodes > 1) parts.links.push(controlLink(dice, 'redis', 'redis'));
}

/** In front of what the users called so far. */
function addCdn(dice: Dice, parts: Parts): void {
  const place = parts.links.findIndex((link) => link.from === 'users');
  const origin = parts.links[place];
  if (origin === undefined) return;
  const parameters = {
    cacheCapacity: dice.pick([0, 5, 1_000]),
    ttlMillis: dice.spread(50, 60_000),
    cacheableKeys: dice.pick([0, 0.3, 1]),
    cacheStart: dice.pick(['warm', 'cold']),
    blockedClients: dice.pick([0, 0, 0.05]),
    matchedRequests: dice.pick([0, 0, 0.02]),
    originTimeoutMillis: dice.spread(100, 30_000),
    startupMillis: dice.pick([0, 500, 3_000]),
  };
  parts.components.push({ id: 'cdn', kind: 'cdn', parameters });
  parts.links[place] = { ...origin, from: 'cdn' };
  parts.links.push(requestLink(dice, 'users', 'cdn'));
}

function addSentinels(dice: Dice, parts: Parts, store: string, name: string): void {
  const count = dice.whole(1, 5);
  addMembers(parts, 'sentinel', name, count);
  const parameters = {
    downAfterMillis: dice.spread(200, 3_000),
    quorum: dice.whole(1, count),
    pingIntervalMillis: dice.spread(100, 1_000),
    failoverTimeoutMillis: dice.spread(1_000, 10_000),
  };
  parts.groups.push({ id: `${name}s`, parameters });
  parts.links.push(controlLink(dice, `${name}s`, store));
  if (count > 1) parts.links.push(controlLink(dice, `${name}s`, `${name}s`));
  if (dice.chance(0.9)) parts.links.push(controlLink(dice, `${name}s`, 'apis'));
}

/** Random faults and edits for a scenario, as lines of its schedule. Half of them come in bursts, where races live. */

import { listParameters } from '../../src/engine/model/parameter-list.ts';
import { models } from '../../src/kinds/models.ts';
import type { Scenario, ScenarioComponent } from '../../src/scenario/scenario.ts';
import type { Dice } from './dice.ts';

/** What an edit may set, and to what: far enough to hurt, not so far that a run never ends. */
const edits: Readonly<Record<string, (dice: Dice) => number>> = {
  arrivalRate: (dice) => (dice.chance(0.2) ? 0 : dice.spread(5, 800)),
  writeRatio: (dice) => dice.pick([0, 0.2, 1]),
  clientTimeoutMillis: (dice) => dice.spread(50, 8_000),
  slots: (dice) => dice.whole(1, 20),
  servers: (dice) => dice.whole(1, 10),
  connections: (dice) => dice.whole(1, 50),
  queueCapacity: (dice) => dice.pick([0, 5, 200]),
  meanServiceMillis: (dice) => dice.spread(0.5, 60),
  meanReadMillis: (dice) => dice.spread(0.2, 20),
  meanWriteMillis: (dice) => dice.spread(0.2, 40),
  databaseTimeoutMillis: (dice) => dice.spread(20, 4_000),
  serverTimeoutMillis: (dice) => dice.spread(100, 30_000),
  probeIntervalMillis: (dice) => dice.spread(200, 4_000),
  probeTimeoutMillis: (dice) => dice.spread(20, 4_000),
  fall: (dice) => dice.whole(1, 5),
  rise: (dice) => dice.whole(1, 5),
  waitForReplicas: (dice) => dice.whole(0, 3),
  replicationDelayMillis: (dice) => dice.pick([0, 20, 300]),
  replicaPriority: (dice) => dice.pick([0, 50, 100]),
  downAfterMillis: (dice) => dice.spread(200, 3_000),
  pingIntervalMillis: (dice) => dice.spread(100, 1_000),
  quorum: () => 1,
  cacheCapacity: (dice) => dice.pick([0, 3, 500]),
  ttlMillis: (dice) => dice.spread(50, 60_000),
  blockedClients: (dice) => dice.pick([0, 0.1]),
  matchedRequests: (dice) => dice.pick([0, 0.05]),
  maxEntries: (dice) => dice.pick([1, 50, 3_000]),
  entryTtlMillis: (dice) => dice.spread(100, 60_000),
  sessionTtlMillis: (dice) => dice.spread(200, 100_000),
  meanCommandMillis: (dice) => dice.spread(0.05, 10),
  cacheTimeoutMillis: (dice) => dice.spread(1, 500),
  cacheOnWrite: (dice) => dice.whole(0, 1),
  meanLatencyMillis: (dice) => dice.spread(1, 2_000),
  errorRatio: (dice) => dice.pick([0, 0.3, 1]),
  hangRatio: (dice) => dice.pick([0, 0.1, 1]),
};

/** The same of dependencies that a group declares, by path below their names. */
const policyEdits: Readonly<Record<string, (dice: Dice) => number>> = {
  timeoutMillis: (dice) => dice.spread(1, 3_000),
  retry: (dice) => dice.whole(0, 1),
  'retry.attempts': (dice) => dice.whole(2, 10),
  breaker: (dice) => dice.whole(0, 1),
  'breaker.failures': (dice) => dice.whole(1, 20),
  bulkhead: (dice) => dice.whole(0, 1),
  'bulkhead.limit': (dice) => dice.whole(1, 30),
};

export function randomSchedule(dice: Dice, scenario: Scenario, seconds: number): readonly string[] {
  const lines: string[] = [];
  const count = dice.pick([0, 2, 4, 8, 16]);
  let millis = 0;
  let last = dice.pick(scenario.components);
  for (let n = 0; n < count; n += 1) {
    const isNear = n > 0 && dice.chance(0.5);
    millis = isNear ? millis + dice.whole(0, 1_500) : dice.whole(0, Math.floor(seconds * 950));
    // What follows a fault at once often strikes the same component: a hung one is edited, a dying one restarted.
    last = isNear && dice.chance(0.75) ? last : dice.pick(scenario.components);
    lines.push(`${millis}ms ${randomCommand(dice, scenario, last)}`);
  }
  return lines;
}

function randomCommand(dice: Dice, scenario: Scenario, target: ScenarioComponent): string {
  const verb = dice.pick([
    'crash',
    'crash',
    'power-off',
    'hang',
    'hang',
    'slow',
    'cut',
    'restart',
    'clear',
    'set',
    'set',
    'set',
  ]);
  if (verb === 'cut') return cut(dice, scenario);
  if (verb === 'set') return setOfDependency(dice, scenario, target) ?? set(dice, target);
  const { id } = target;
  const faults: readonly string[] = models[target.kind].faults;
  if (verb !== 'clear' && !faults.includes(verb)) return set(dice, target);
  if (verb === 'restart' || verb === 'clear') return `${verb} ${id}`;
  const factor = verb === 'slow' ? ` x${dice.pick([1.5, 4, 20, 200])}` : '';
  return `${verb} ${id}${factor}${lasting(dice)}`;
}

const lasting = (dice: Dice): string =>
  dice.chance(0.8) ? ` for ${Math.round(dice.spread(10, 15_000))}ms` : '';

function cut(dice: Dice, scenario: Scenario): string {
  const { from, to } = dice.pick(scenario.links);
  const membersOf = (end: string) =>
    scenario.components.filter(({ id, group }) => id === end || group === end).map(({ id }) => id);
  const near = dice.pick(membersOf(from));
  const others = membersOf(to).filter((id) => id !== near);
  if (others.length === 0) return 'set users.arrivalRate=50';
  const far = dice.pick(others);
  const ends = dice.chance(0.5) ? `${near}->${far}` : `${far}->${near}`;
  if (dice.chance(0.15)) return `heal ${ends}`;
  return `cut ${ends}${dice.chance(0.5) ? ' both' : ''}${lasting(dice)}`;
}

/** Every other edit of a server that has declared dependencies is of one of them. */
function setOfDependency(
  dice: Dice,
  { groups = [] }: Scenario,
  { group }: ScenarioComponent,
): string | undefined {
  const names = Object.keys(groups.find(({ id }) => id === group)?.dependencies ?? {});
  if (names.length === 0 || dice.chance(0.5)) return undefined;
  const path = dice.pick(Object.keys(policyEdits));
  return `set ${group}.${dice.pick(names)}.${path}=${(policyEdits[path] as (dice: Dice) => number)(dice)}`;
}

/** Room for work is edited most often: it decides what may begin, also in a process that hangs. */
const room = ['slots', 'servers', 'connections', 'queueCapacity', 'waitForReplicas'];

function set(dice: Dice, { id, kind, group }: ScenarioComponent): string {
  const names = listParameters(models[kind].parameters)
    .map(({ path }) => path)
    .filter((path) => path in edits);
  const rooms = names.filter((name) => room.includes(name));
  const name = dice.pick(rooms.length > 0 && dice.chance(0.5) ? rooms : names);
  const owner = group !== undefined && dice.chance(0.5) ? group : id;
  return `set ${owner}.${name}=${(edits[name] as (dice: Dice) => number)(dice)}`;
}

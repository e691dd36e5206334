/** Counterfactuals worth trying after a fault: one parameter changed before it. */
import type { StampedCommand } from '../../engine/command.ts';
import type { RunDescription } from '../../engine/description.ts';

export interface WhatIf {
  readonly id: 'detectSooner' | 'waitForReplica' | 'probeSooner' | 'fallAtOnce';
  readonly path: string;
  readonly value: number;
}

function presentValue(description: RunDescription, path: string): number | undefined {
  const [owner, name] = path.split('.');
  const component = description.components.find(({ id, group }) => id === owner || group === owner);
  return name === undefined ? undefined : component?.values[name];
}

const forDatabase: readonly WhatIf[] = [
  { id: 'detectSooner', path: 'sentinel.downAfterMillis', value: 500 },
  { id: 'waitForReplica', path: 'database.waitForReplicas', value: 1 },
];

const forServer = (balancer: string): readonly WhatIf[] => [
  { id: 'probeSooner', path: `${balancer}.probeIntervalMillis`, value: 500 },
  { id: 'fallAtOnce', path: `${balancer}.fall`, value: 1 },
];

/** The kinds of everything an act touched, each once. */
function kindsHit(description: RunDescription, act: readonly StampedCommand[]): ReadonlySet<string> {
  const ids = act.flatMap(({ command }) => {
    if ('component' in command) return [command.component];
    return 'from' in command ? [command.from, command.to] : [];
  });
  return new Set(description.components.filter(({ id }) => ids.includes(id)).map(({ kind }) => kind));
}

/** Changes that bear on what was done, of those that would change something in this run. */
export function whatIfs(description: RunDescription, act: readonly StampedCommand[]): readonly WhatIf[] {
  const kinds = kindsHit(description, act);
  const balancer = description.components.find(({ kind }) => kind === 'load-balancer');
  // One server that is gone is found out by probes; a database that is gone, by sentinels. A single cut between a server
  // and a database is seen by neither.
  const isOneCut = act.length === 1 && act[0]?.command.kind === 'cut';
  const concernsDatabase = kinds.has('database') && !(isOneCut && kinds.has('app-server'));
  const concernsServer = kinds.has('app-server') && !kinds.has('database');
  const offers = concernsDatabase
    ? forDatabase
    : concernsServer && balancer !== undefined
      ? forServer(balancer.id)
      : [];
  return offers.filter(({ path, value }) => {
    const present = presentValue(description, path);
    return present !== undefined && present !== value;
  });
}

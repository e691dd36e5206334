/** Counterfactuals: one parameter changed a second earlier, then the same fault at the same moment. */
import { microsPerSecond } from '../../base/units.ts';
import type { Command, StampedCommand } from '../../engine/command.ts';
import type { RunDescription } from '../../engine/description.ts';
import type { Experiment } from './experiment.ts';

export interface WhatIf {
  readonly id: 'detectSooner' | 'waitForReplica';
  readonly path: string;
  readonly value: number;
}

function presentValue(description: RunDescription, path: string): number | undefined {
  const [owner, name] = path.split('.');
  const component = description.components.find(({ id, group }) => id === owner || group === owner);
  return name === undefined ? undefined : component?.values[name];
}

/** Those that would change something in this run. */
export function whatIfs(description: RunDescription): readonly WhatIf[] {
  const offers: readonly WhatIf[] = [
    { id: 'detectSooner', path: 'sentinel.downAfterMillis', value: 500 },
    { id: 'waitForReplica', path: 'database.waitForReplicas', value: 1 },
  ];
  return offers.filter(({ path, value }) => {
    const present = presentValue(description, path);
    return present !== undefined && present !== value;
  });
}

/** `change` a second before the act, then the act again. */
export function againWith(change: Command, act: readonly StampedCommand[]): Experiment {
  const first = act[0];
  if (first === undefined) return [];
  // A microsecond before the fault was given: at its own time the log of this branch already holds it.
  const again = Math.max(0, first.at - 1);
  const changeAt = Math.max(0, again - microsPerSecond);
  return [{ at: changeAt, command: change }, ...act.map(({ command }) => ({ at: again, command }))];
}

export const experimentOf = ({ path, value }: WhatIf, act: readonly StampedCommand[]): Experiment =>
  againWith({ kind: 'set', path, value }, act);

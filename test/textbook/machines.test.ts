// Every XState machine of src/algorithms: each of its states can be reached, and each can be left for another.
import { describe, expect, it } from 'vitest';
import type { AnyStateMachine, StateNode } from 'xstate';
import * as algorithms from '../../src/algorithms/index.ts';

type Namespace = Readonly<Record<string, unknown>>;

const machines = Object.entries(algorithms).flatMap(([name, namespace]) =>
  Object.entries(namespace as unknown as Namespace)
    .filter(([exported]) => exported.endsWith('Machine'))
    .map(([exported, machine]) => [`${name}.${exported}`, machine as AnyStateMachine] as const),
);

/** Where each state may go, by event or by itself, guards or not. */
function neighbours(state: StateNode): readonly StateNode[] {
  const leaving = [...state.transitions.values()].flat();
  return [...leaving, ...(state.always ?? [])]
    .flatMap(({ target }) => target ?? [])
    .filter((target) => target !== state);
}

function reachable(machine: AnyStateMachine): Set<StateNode> {
  const first = machine.root.initial.target?.[0] as StateNode;
  const found = new Set([first]);
  // A set grows while it is walked.
  for (const state of found) for (const next of neighbours(state)) found.add(next);
  return found;
}

describe('machines', () => {
  it('are those that the mechanisms with modes need', () => {
    const owners = new Set(machines.map(([name]) => name.split('.')[0]));
    expect([...owners].sort()).toEqual([
      'circuitBreaker',
      'podProbes',
      'probe',
      'sentinel',
      'serverLifecycle',
    ]);
  });

  it.each(machines)('%s has a configuration that can be sent to whoever draws it', (_, machine) => {
    expect(structuredClone(machine.config)).toEqual(machine.config);
  });

  it.each(machines)('%s has no state that cannot be reached and none that cannot be left', (_, machine) => {
    const states = Object.values(machine.root.states);
    expect(states.length).toBeGreaterThan(1);
    const found = reachable(machine);
    expect(
      states.filter((state) => !found.has(state)).map(({ key }) => key),
      'never reached',
    ).toEqual([]);
    expect(
      [...found].filter((state) => neighbours(state).length === 0).map(({ key }) => key),
      'dead ends',
    ).toEqual([]);
  });
});

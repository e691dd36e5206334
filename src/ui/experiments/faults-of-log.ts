/** The faults that a person put into a branch: what "before the kill" and "the same again" refer to. */
import type { StampedCommand } from '../../engine/command.ts';
import type { SessionState } from '../../session/session-contract.ts';

const faultKinds = new Set(['crash', 'hang', 'slow', 'cut']);

/** Faults already applied at the time on screen, oldest first. */
export function faultsSoFar(state: SessionState): readonly StampedCommand[] {
  const branch = state.branches.find(({ id }) => id === state.branchId);
  return (branch?.log ?? []).filter(
    ({ at, command }) => faultKinds.has(command.kind) && at <= state.viewMicros,
  );
}

/** The last fault with those given at the same moment: a cut of many links is one act. */
export function lastAct(state: SessionState): readonly StampedCommand[] {
  const faults = faultsSoFar(state);
  const last = faults.at(-1);
  return last === undefined ? [] : faults.filter(({ at }) => at === last.at);
}

/** The component that an act was done to; undefined for a cut. */
export function targetOf(act: readonly StampedCommand[]): string | undefined {
  const command = act.at(-1)?.command;
  return command !== undefined && 'component' in command ? command.component : undefined;
}

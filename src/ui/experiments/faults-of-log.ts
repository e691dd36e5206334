/** The faults that a person put into a branch: what "before the kill" and "the same again" refer to. */
import type { StampedCommand } from '../../engine/command.ts';
import { doesHarm } from '../../kinds/facts.ts';
import type { SessionState } from '../../session/session-contract.ts';

export const isFault = ({ command }: StampedCommand): boolean => doesHarm(command.kind);

type Shown = Pick<SessionState, 'branches' | 'branchId' | 'viewMicros'>;

/** A log is asked by several parts at every change of the state, and may hold thousands. */
const known = new WeakMap<readonly StampedCommand[], readonly StampedCommand[]>();

function faultsOf({ branches, branchId }: Shown): readonly StampedCommand[] {
  const log = branches.find(({ id }) => id === branchId)?.log ?? [];
  const faults = known.get(log) ?? log.filter(isFault);
  known.set(log, faults);
  return faults;
}

/** Faults already applied at the time on screen, oldest first. */
export const faultsSoFar = (state: Shown): readonly StampedCommand[] =>
  faultsOf(state).filter(({ at }) => at <= state.viewMicros);

/** The last fault with those given at the same moment: a cut of many links is one act. */
export function lastAct(state: Shown): readonly StampedCommand[] {
  const faults = faultsSoFar(state);
  const last = faults.at(-1);
  return last === undefined ? [] : faults.filter(({ at }) => at === last.at);
}

/** The last act, or the next one where none was done yet: kept from another branch, it lies ahead. */
export function actInQuestion(state: Shown): readonly StampedCommand[] {
  const done = lastAct(state);
  if (done.length > 0) return done;
  const faults = faultsOf(state);
  return faults.filter(({ at }) => at === faults[0]?.at);
}

/** The component that an act was done to; undefined for a cut. */
export function targetOf(act: readonly StampedCommand[]): string | undefined {
  const command = act.at(-1)?.command;
  return command !== undefined && 'component' in command ? command.component : undefined;
}

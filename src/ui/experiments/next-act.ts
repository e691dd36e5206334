/** The one act worth doing next; it alone is filled with ink. */
import type { SessionState } from '../../session/session-contract.ts';
import { faultsSoFar } from './faults-of-log.ts';

export type NextAct = 'kill' | 'rewind' | 'whatIf';

const recoveredKinds = new Set(['requestsResumed', 'ready', 'splitBrainEnded', 'convertedToReplica']);

export function nextAct(state: SessionState): NextAct {
  const last = faultsSoFar(state).at(-1);
  if (last === undefined) return 'kill';
  const recovered = state.story.some(({ kind, time }) => recoveredKinds.has(kind) && time > last.at);
  return recovered ? 'whatIf' : 'rewind';
}

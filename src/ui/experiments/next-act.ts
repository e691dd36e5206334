/** The one act worth doing next; it alone is filled with ink. */
import type { SessionState } from '../../session/session-contract.ts';
import { isRecovery } from '../../session/story/changes.ts';
import { actInQuestion, faultsSoFar } from './faults-of-log.ts';

export type NextAct = 'kill' | 'rewind' | 'whatIf';

export function nextAct(state: SessionState): NextAct {
  const last = faultsSoFar(state).at(-1);
  // A fault that lies ahead comes by itself: what remains to choose is the change before it.
  if (last === undefined) return actInQuestion(state).length > 0 ? 'whatIf' : 'kill';
  const recovered = state.story.some(({ kind, time }) => isRecovery(kind) && time > last.at);
  return recovered ? 'whatIf' : 'rewind';
}

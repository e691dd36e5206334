/** The check at the time on screen, made anew once a second of the viewer at most: figures that one can read. */
import { microsPerSecond } from '../../base/units.ts';
import type { SessionState } from '../../session/session-contract.ts';
import { checkTheory, type TheoryCheck } from '../../session/theory/theory-check.ts';
import { useSession, useSessionState } from '../session/app-context.ts';

/** While it plays, the end moves in steps of about a second of the viewer; at rest it is the second on screen. */
function windowEnd({ playback, viewMicros, speed, achievedSpeed }: SessionState): number {
  const second = Math.floor(viewMicros / microsPerSecond);
  if (playback !== 'playing') return second;
  const rate = speed === 'max' ? (achievedSpeed ?? 1) : speed;
  // A power of two, so that an uneven speed does not move the steps.
  const step = 2 ** Math.max(0, Math.round(Math.log2(rate)));
  return Math.floor(second / step) * step;
}

export function useTheoryCheck(members: readonly number[]): TheoryCheck | undefined {
  const { history, live } = useSession();
  const description = useSessionState((state) => state.description);
  const story = useSessionState((state) => state.storyOnBranch);
  const end = useSessionState(windowEnd);
  // Another branch, or a replay that has come to rest, has other rows for the same seconds.
  useSessionState((state) => state.branchId);
  useSessionState((state) => state.playback);
  if (description === undefined) return undefined;
  return checkTheory({
    description,
    members,
    history,
    story,
    viewMicros: end * microsPerSecond,
    readings: live.readings,
  });
}

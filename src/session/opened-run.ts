/** What became of a run that was opened from a file: told once, when it is open, by its trace hash at the cursor. */
import type { CarriedRun } from '../scenario/carried-run.ts';
import { compareTrace, type TraceDifference } from '../scenario/recorded-trace.ts';
import type { Session } from './session-contract.ts';

/** Tells nothing if it came out as recorded, broke, or was left for another run before it was open. */
export function whenOpened(
  session: Session,
  run: CarriedRun,
  tell: (difference: TraceDifference) => void,
): void {
  const viewMicros = run.branches.find(({ id }) => id === run.current)?.viewMicros;
  const stop = session.store.subscribe(({ playback, seed }) => {
    if (playback === 'opening' || playback === 'recovering') return;
    stop();
    const { gaugesMicros, traceHash } = session.live;
    if (playback !== 'paused' || seed !== run.seed || gaugesMicros !== viewMicros) return;
    const difference = compareTrace(run, traceHash);
    if (difference !== undefined) tell(difference);
  });
}

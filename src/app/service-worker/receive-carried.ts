/**
 * A carried run gets its tape back, and once it is open the page says what became of it: the trace hash knows whether
 * it was simulated the same.
 */
import { compareTrace, type TraceDifference } from '../../scenario/recorded-trace.ts';
import type { Session } from '../../session/session-contract.ts';
import type { Carried, NewVersionStore } from '../../ui/notices/new-version.ts';
import type { KeptRun } from './kept-run.ts';
import { takeTraffic } from './kept-traffic.ts';

function verdict(difference: TraceDifference | undefined): Carried {
  if (difference === undefined) return { kind: 'same' };
  const { otherPhysics: physics } = difference;
  return physics === undefined ? { kind: 'changed' } : { kind: 'otherPhysics', physics };
}

export function receiveCarried(session: Session, kept: KeptRun | undefined, store: NewVersionStore): void {
  if (kept === undefined) return;
  const tell = (carried: Carried): void => store.setState({ carried });
  if ('problem' in kept) {
    tell({ kind: 'unread', problem: kept.problem, text: kept.text });
    return;
  }
  if (session.store.getState().wantedTape !== undefined) {
    takeTraffic().then((traffic) => traffic && session.actions.supplyTape(traffic));
  }
  const stop = session.store.subscribe(({ playback, problem, failure }) => {
    if (playback === 'opening' || playback === 'recovering') return;
    stop();
    if (playback === 'broken') {
      const said = { path: 'run', value: failure?.message ?? '', allowed: 'a run that can be opened' };
      tell({ kind: 'unread', problem: problem ?? said, text: kept.text });
    } else {
      tell(verdict(compareTrace(kept.run, session.live.traceHash)));
    }
  });
}

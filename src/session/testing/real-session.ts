/** A session on the real engine in this process, whose clock and messages move only when a test says so. */
import { createInProcessEndpoint } from '../../worker/in-process-endpoint.ts';
import { openRun } from '../../worker/open-run.ts';
import { createManualTime } from '../../worker/testing/manual-time.ts';
import { createSession } from '../create-session.ts';

export function openRealSession(scenario: unknown, { seed = 7, autoplay = false } = {}) {
  const time = createManualTime();
  const session = createSession({
    scenario,
    seed,
    autoplay,
    wallNow: () => time.wall,
    makeEndpoint: () => createInProcessEndpoint({ openRun, wallNow: () => time.wall, defer: time.defer }),
  });
  /** Lets messages arrive without wall time passing. */
  function settle(): void {
    do session.animationFrame(time.wall);
    while (time.flush() > 0 && session.store.getState().playback !== 'playing');
  }
  /** Pauses exactly at `micros`. */
  function standAt(micros: number): void {
    session.actions.pause();
    settle();
    session.actions.seek(micros);
    settle();
  }
  settle();
  return { session, time, settle, standAt };
}

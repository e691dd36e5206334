/** The page's session: the first scenario, a module worker, the wall clock of the animation frames. */
import { vertical } from '../scenario/templates/vertical.ts';
import { createSession, type DrilledSession } from '../session/create-session.ts';
import { createWorkerEndpoint } from '../session/worker-endpoint.ts';

export function openSession(seed: number, autoplay: boolean): DrilledSession {
  return createSession({
    scenario: vertical,
    seed,
    makeEndpoint: createWorkerEndpoint,
    wallNow: () => performance.now(),
    autoplay,
  });
}

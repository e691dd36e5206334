/** The page's session: the scenario asked for, a module worker, the wall clock of the animation frames. */
import type { CarriedRun } from '../scenario/carried-run.ts';
import { createSession, type DrilledSession } from '../session/create-session.ts';
import { createWorkerEndpoint } from '../session/worker-endpoint.ts';
import type { Address } from '../ui/preferences/fragment.ts';
import { templateOf } from './follow-address.ts';

/** What the address asks for; a carried run wins. */
export function openSession(
  address: Address,
  autoplay: boolean,
  carried: CarriedRun | undefined,
): DrilledSession {
  return createSession({
    scenario: carried?.scenario ?? templateOf(address),
    seed: carried?.seed ?? address.seed,
    makeEndpoint: createWorkerEndpoint,
    wallNow: () => performance.now(),
    autoplay: carried?.playing ?? autoplay,
    carried,
  });
}

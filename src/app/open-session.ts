/** The page's session: the scenario asked for, a module worker, the wall clock of the animation frames. */
import type { CarriedRun } from '../scenario/carried-run.ts';
import { isTemplateId, templates } from '../scenario/templates/index.ts';
import { createSession, type DrilledSession } from '../session/create-session.ts';
import { createWorkerEndpoint } from '../session/worker-endpoint.ts';

/** `wanted` is what the address says; a name that no template has opens the reference architecture. A carried run wins. */
export function openSession(
  wanted: string,
  seed: number,
  autoplay: boolean,
  carried: CarriedRun | undefined,
): DrilledSession {
  return createSession({
    scenario: carried?.scenario ?? templates[isTemplateId(wanted) ? wanted : 'reference'],
    seed: carried?.seed ?? seed,
    makeEndpoint: createWorkerEndpoint,
    wallNow: () => performance.now(),
    autoplay: carried?.playing ?? autoplay,
    carried,
  });
}

/** The page's session: the scenario asked for, a module worker, the wall clock of the animation frames. */
import { isTemplateId, templates } from '../scenario/templates/index.ts';
import { createSession, type DrilledSession } from '../session/create-session.ts';
import { createWorkerEndpoint } from '../session/worker-endpoint.ts';

/** `wanted` is what the address says; a name that no template has opens the reference architecture. */
export function openSession(wanted: string, seed: number, autoplay: boolean): DrilledSession {
  return createSession({
    scenario: templates[isTemplateId(wanted) ? wanted : 'reference'],
    seed,
    makeEndpoint: createWorkerEndpoint,
    wallNow: () => performance.now(),
    autoplay,
  });
}

/** The page's endpoint: a module worker. Bundlers find the entry by this very expression. */
import { endpointOf, type WorkerEndpoint } from '../worker/client.ts';

export function createWorkerEndpoint(): WorkerEndpoint {
  return endpointOf(new Worker(new URL('../worker/entry.ts', import.meta.url), { type: 'module' }));
}

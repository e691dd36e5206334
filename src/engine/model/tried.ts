/** Which servers a call has already been sent on to: read off the request's own calls, so nothing extra is kept. */
import { noCall } from '../kernel/calls.ts';
import type { World } from './world.ts';

/** Of the calls with the same verb and origin (`origin.ts`) as the last one. */
export function triedFor(world: World, parent: number, verb: number, origin: number): ReadonlySet<number> {
  const { calls, requests, origins } = world;
  const tried = new Set<number>();
  const request = calls.request[parent] as number;
  // Nobody waits for an ended request: its work is finished, but not repeated.
  if (request < 0) return new Set(world.ids.keys());
  let call = requests.firstCall[request] as number;
  for (; call !== noCall; call = calls.nextOfRequest[call] as number) {
    if (calls.parent[call] !== parent || calls.verb[call] !== verb || origins.of(call) !== origin) continue;
    tried.add(calls.callee[call] as number);
  }
  return tried;
}

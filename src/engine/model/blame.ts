/**
 * Root causes: which story event made a call fail. Recorded at the moment of failure by walking down the open calls to
 * where the request was really waiting, and asking what made that component or link unwell.
 */
import { noCall } from '../kernel/calls.ts';
import type { World } from './world.ts';

/** The open call that `call`'s callee made and still waits for, or `noCall`. */
function openChild(world: World, call: number): number {
  const { calls, requests } = world;
  const request = calls.request[call] as number;
  if (request < 0) return noCall;
  let candidate = requests.firstCall[request] as number;
  for (; candidate !== noCall; candidate = calls.nextOfRequest[candidate] as number) {
    if (calls.parent[candidate] === call && calls.callerDone[candidate] === 0) return candidate;
  }
  return noCall;
}

/** Story id of what keeps `call` from being answered; 0 when the engine knows of nothing. */
export function explain(world: World, call: number): number {
  const { calls, processes } = world;
  let deepest = call;
  let found = 0;
  for (let hops = 0; hops < 16; hops += 1) {
    const callee = calls.callee[deepest] as number;
    const here = processes.unwellBy[callee] as number;
    if (here !== 0) found = here;
    else if (calls.rootId[deepest] !== 0) found = calls.rootId[deepest] as number;
    const child = openChild(world, deepest);
    if (child === noCall) break;
    deepest = child;
  }
  if (found !== 0) return found;
  const last = calls.callee[deepest] as number;
  return (
    (world.components[last]?.rootOfWait?.() ?? 0) ||
    (processes.blamedOn[last] as number) ||
    (processes.editedBy[last] as number)
  );
}

/** What fills the slots of a congested component: the root of the first call it holds that waits on something unwell. */
export function explainCongestion(world: World, component: number): number {
  const { calls, processes } = world;
  const own = processes.unwellBy[component] as number;
  if (own !== 0) return own;
  const blamed = processes.blamedOn[component] as number;
  if (blamed !== 0) return blamed;
  let found = 0;
  calls.forEachLive((call) => {
    if (found === 0 && calls.callee[call] === component && calls.calleeDone[call] === 0)
      found = explain(world, call);
  });
  return found || (processes.editedBy[component] as number) || world.loadRaisedBy;
}

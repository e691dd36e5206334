/**
 * Root causes: which story event made a call fail. Recorded at the moment of failure by walking down the open calls to
 * where the request was really waiting, and asking what made that component or link unwell.
 */
import { noCall } from '../kernel/calls.ts';
import type { World } from './world.ts';

/**
 * The open call that `call`'s callee made and still waits for, or `noCall`. Of several the last, as those before it may
 * be open although the callee has gone on.
 */
function openChild(world: World, call: number): number {
  const { calls, requests } = world;
  const request = calls.request[call] as number;
  if (request < 0 || calls.workSlot[call] !== -1) return noCall;
  let found = noCall;
  let candidate = requests.firstCall[request] as number;
  for (; candidate !== noCall; candidate = calls.nextOfRequest[candidate] as number) {
    if (calls.parent[candidate] === call && calls.isAwaited(candidate)) found = candidate;
  }
  return found;
}

/** Story id of what keeps `call` from being answered; 0 when the engine knows of nothing. */
export function explain(world: World, call: number): number {
  const { calls, processes, meters } = world;
  let deepest = call;
  let found = 0;
  /** The first component on the way that has more work than it can do. */
  let congested = -1;
  for (let hops = 0; hops < 16; hops += 1) {
    const callee = calls.callee[deepest] as number;
    const here = processes.unwellBy[callee] as number;
    if (here !== 0) found = here;
    else if (calls.rootId[deepest] !== 0) found = calls.rootId[deepest] as number;
    else if (heldThrough(world, deepest)) found = processes.recoveredFrom[callee] as number;
    if (congested < 0 && meters.of(callee, 'queued') > 0) congested = callee;
    const child = openChild(world, deepest);
    if (child === noCall) break;
    deepest = child;
  }
  if (found !== 0) return found;
  const last = calls.callee[deepest] as number;
  return (
    (world.component(last).rootOfWait?.(deepest) ?? 0) ||
    (processes.blamedOn[last] as number) ||
    explainPast(world, call) ||
    (processes.editedBy[last] as number) ||
    (congested < 0 ? 0 : explainLoad(world, congested))
  );
}

/** Requests asked why they wait when the connection table is full: each failure asks, up to 100,000 a second. */
const asked = 16;

/** Root of a full connection table: what holds the requests in its first places, which came before it was full. */
export function explainFullTable(world: World): number {
  const { requests, loadRaisedBy } = world;
  for (let place = 0; place < asked && place < requests.slots.used; place += 1) {
    if ((requests.ordinal[place] as number) < 0) continue;
    const found = explain(world, requests.firstCall[place] as number);
    if (found !== 0) return found;
  }
  return loadRaisedBy;
}

/** Did the callee have the call when it last recovered from a hang or from slowness? */
function heldThrough({ calls, processes }: World, call: number): boolean {
  const reachedAt = calls.reachedAt[call] as number;
  const finishedAt = calls.finishedAt[call] as number;
  const recoveredAt = processes.recoveredAt[calls.callee[call] as number] as number;
  return reachedAt >= 0 && reachedAt < recoveredAt && (finishedAt < 0 || finishedAt >= recoveredAt);
}

/** What held a call that `call` brought about, the last such one: the answer may be on its way when time is up. */
function explainPast(world: World, call: number): number {
  const { calls, requests, processes } = world;
  const request = calls.request[call] as number;
  if (request < 0) return 0;
  let found = 0;
  let one = requests.firstCall[request] as number;
  for (; one !== noCall; one = calls.nextOfRequest[one] as number) {
    const isLater = (calls.sentAt[one] as number) >= (calls.sentAt[call] as number);
    if (isLater && heldThrough(world, one)) found = processes.recoveredFrom[calls.callee[one] as number]!;
  }
  return found;
}

/** What gave a component more work than it can do: what it waits for itself, an edit of its own, a raised load. */
function explainLoad({ processes, loadRaisedBy }: World, component: number): number {
  return (
    (processes.blamedOn[component] as number) || (processes.editedBy[component] as number) || loadRaisedBy
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
    if (found !== 0) return;
    const isHeld = calls.callee[call] === component && !calls.isDone(call);
    // Its own open calls count even when the request they were made for has ended: they still hold slots.
    const isAwaited = calls.caller[call] === component && calls.isAwaited(call);
    if (isHeld || isAwaited) found = explain(world, call);
  });
  return found || explainLoad(world, component);
}

/**
 * The component for which at least half of `component`'s slots wait while it has more to do than it can: what would have to
 * do more for this one to do more. −1 if the work is its own.
 */
export function waitsMostFor({ calls, meters }: World, component: number): number {
  const waiting = new Map<number, number>();
  calls.forEachLive((call) => {
    if (calls.caller[call] !== component || !calls.isAwaited(call)) return;
    const callee = calls.callee[call] as number;
    waiting.set(callee, (waiting.get(callee) ?? 0) + 1);
  });
  let [blocking, most, all] = [-1, 0, 0];
  for (const [callee, count] of waiting) {
    // A line shorter than what is at work costs less time than the work.
    if (meters.of(callee, 'queued') < meters.of(callee, 'busy')) continue;
    all += count;
    if (count > most) [blocking, most] = [callee, count];
  }
  return all * 2 >= meters.of(component, 'busy') ? blocking : -1;
}

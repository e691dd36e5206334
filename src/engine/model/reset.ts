/** A process dies: whoever waits for it is reset, and nobody waits any more for what it had asked of others. */
import { cause } from '../telemetry/causes.ts';
import { finishCall } from './transport.ts';
import type { World } from './world.ts';

export function resetCallsAt(world: World, component: number, rootId: number): void {
  const { calls, calendar, now } = world;
  const inside: number[] = [];
  const abandoned: number[] = [];
  calls.forEachLive((call) => {
    const isInside = calls.callee[call] === component && calls.calleeDone[call] === 0;
    if (isInside && (calls.reachedAt[call] as number) >= 0) inside.push(call);
    if (calls.caller[call] === component && calls.callerDone[call] === 0) abandoned.push(call);
  });
  for (const call of abandoned) {
    calendar.cancel(calls.timeoutHandle[call] as number);
    calls.callerDone[call] = 1;
    calls.returnedAt[call] = now;
    calls.cause[call] = cause.reset;
    world.tap?.returned(call, true);
    world.edgeMeters.end(component, calls.callee[call]!, cause.reset, now);
    calls.settle(call);
  }
  for (const call of inside) {
    calendar.cancel(calls.workHandle[call] as number);
    // Work that stood still in a hung process dies with it: a later hang must not find it and let it go on.
    calls.workHandle[call] = -1;
    finishCall(world, call, cause.reset, rootId);
  }
}

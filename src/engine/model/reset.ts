/**
 * A process dies: whoever waits for it is reset, if its machine still has power to tell, and nobody waits any more for what
 * it had asked of others.
 */
import { cause } from '../telemetry/causes.ts';
import { cancelTimeout, finishCall } from './transport.ts';
import { cancelWork } from './work.ts';
import type { World } from './world.ts';

export function resetCallsAt(world: World, component: number, rootId: number): void {
  const { calls, now } = world;
  const inside: number[] = [];
  const abandoned: number[] = [];
  calls.forEachLive((call) => {
    if (calls.callee[call] === component && calls.isInside(call)) inside.push(call);
    if (calls.caller[call] === component && calls.isAwaited(call)) abandoned.push(call);
  });
  for (const call of abandoned) {
    cancelTimeout(world, call);
    calls.abandon(call, now, cause.reset);
    world.serverConnections.leave(call, calls.callee[call]!, true, calls.isDone(call));
    world.tap?.returned(call, true);
    const direction = world.links.direction(component, calls.callee[call]!);
    world.edgeMeters.end(direction, calls.verb[call]!, cause.reset, now);
    calls.settle(call);
  }
  for (const call of inside) {
    cancelWork(world, call);
    finishCall(world, call, cause.reset, rootId);
  }
}

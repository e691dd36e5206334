/** What happens when an event is due: see `model/inbox.ts` for what reaches a process. */
import { endFault } from './fault/faults.ts';
import { eventKind } from './kernel/event-kinds.ts';
import { drainInbox, reachCall, reachMessage, reachProcess, reachReply } from './model/inbox.ts';
import type { World } from './model/world.ts';

/** Delivers the calendar's present event. */
export function deliver(world: World): void {
  const { kind, target, a, b } = world.calendar;
  world.events += 1;
  fold(world, kind, target, a, b);
  world.tap?.event();
  switch (kind) {
    case eventKind.arrival:
      world.component(target).onTimer(0, 0);
      return;
    case eventKind.callDelivered:
      reachCall(world, target, a, b);
      return;
    case eventKind.replyDelivered:
      reachReply(world, target, a, b);
      return;
    case eventKind.messageDelivered:
      reachMessage(world, target, a, b);
      return;
    case eventKind.workEnded:
      if (world.calls.isLive(a, b)) {
        world.calls.endWork(a);
        world.component(target).onWorkEnded(a);
      }
      return;
    case eventKind.faultDue:
      endFault(world, target, a, b);
      return;
    case eventKind.processFree:
      drainInbox(world, target);
      return;
    default:
      reachProcess(world, target, kind, a, b);
  }
}

function fold(world: World, kind: number, target: number, a: number, b: number): void {
  let ordinal = -1;
  let outcome = 0;
  if (kind >= eventKind.callDelivered && kind <= eventKind.workEnded && world.calls.isLive(a, b)) {
    ordinal = world.calls.ordinal[a] as number;
    outcome = world.calls.cause[a] as number;
  }
  world.traceHash.fold(world.now, kind, target, ordinal, outcome);
}

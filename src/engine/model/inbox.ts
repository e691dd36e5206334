/**
 * What reaches a component: it is handed to it, or refused by the machine of a dead process, or kept in its inbox by a
 * process that hangs or is busy. What reaches a process is handled in the order in which it came.
 */
import { assert } from '../../base/assert.ts';
import { eventKind } from '../kernel/event-kinds.ts';
import { cause } from '../telemetry/causes.ts';
import { messageKind } from './message-kinds.ts';
import { processMode } from './processes.ts';
import { isCurrent, timerOf } from './timers.ts';
import { acceptReply, refuseCall, sendMessage, timeOutCall } from './transport.ts';
import type { World } from './world.ts';

/** Connections that the machine of a hung process still accepts; beyond them calls vanish. Linux `somaxconn`. */
const backlog = 4_096;
const numbersPerEvent = 3;

/** A call arrived. */
export function reachCall(world: World, callee: number, call: number, generation: number): void {
  const { calls, processes, meters, now } = world;
  if (!calls.isLive(call, generation)) return;
  if (processes.isOff(callee)) {
    vanish(world, callee, call);
    return;
  }
  if (processes.isDown(callee)) {
    refuseCall(world, call);
    return;
  }
  if (!processes.mustWait(callee, now)) {
    calls.reach(call, now);
    meters.enter(callee, now);
    world.component(callee).onCall(call);
  } else if ((processes.inboxes[callee] as number[]).length < backlog * numbersPerEvent) {
    calls.reach(call, now);
    meters.enter(callee, now);
    park(world, callee, eventKind.callDelivered, call, generation);
  } else {
    vanish(world, callee, call);
  }
}

/** Nothing at the callee takes it in or refuses it: its caller waits until its own time is up. */
function vanish(world: World, callee: number, call: number): void {
  const { calls, processes } = world;
  calls.lose(call, processes.unwellBy[callee] as number, cause.none);
  if (!calls.isAwaited(call)) world.serverConnections.leave(call, callee, true, true);
  world.tap?.vanished(call);
  calls.settle(call);
}

/** An answer arrived. */
export function reachReply(world: World, caller: number, call: number, generation: number): void {
  if (world.processes.mustWait(caller, world.now))
    park(world, caller, eventKind.replyDelivered, call, generation);
  else if (isAwaited(world, call, generation)) acceptReply(world, call);
}

/** Does its caller still wait for this call? */
function isAwaited({ calls }: World, call: number, generation: number): boolean {
  return calls.isLive(call, generation) && calls.isAwaited(call);
}

/** A message arrived. */
export function reachMessage(world: World, to: number, message: number, generation: number): void {
  const { messages, processes } = world;
  assert(messages.isLive(message, generation), 'a message is delivered once');
  if (processes.isDown(to)) {
    if (!processes.isOff(to)) refuseMessage(world, message);
    messages.close(message);
  } else if (processes.mustWait(to, world.now))
    park(world, to, eventKind.messageDelivered, message, generation);
  else handle(world, to, eventKind.messageDelivered, message, generation);
}

/** A timer or a timeout of the process itself is due. */
export function reachProcess(world: World, target: number, kind: number, a: number, b: number): void {
  if (world.processes.mustWait(target, world.now)) park(world, target, kind, a, b);
  else handle(world, target, kind, a, b);
}

/** The machine of a dead process answers whoever speaks to it, but never another machine's answer. */
function refuseMessage(world: World, message: number): void {
  const { messages } = world;
  const kind = messages.kind[message] as number;
  if (kind === messageKind.refused || kind === messageKind.connectionClosed) return;
  const from = messages.to[message] as number;
  const to = messages.from[message] as number;
  sendMessage(world, messageKind.refused, from, to, [kind, messages.p0[message] as number]);
}

function handle(world: World, target: number, kind: number, a: number, b: number): void {
  const component = world.component(target);
  switch (kind) {
    case eventKind.callDelivered:
      // It may have been ended by a crash while it waited.
      if (world.calls.isLive(a, b) && !world.calls.isDone(a)) component.onCall(a);
      return;
    case eventKind.replyDelivered:
      if (isAwaited(world, a, b)) acceptReply(world, a);
      return;
    case eventKind.callTimedOut:
      if (isAwaited(world, a, b)) timeOutCall(world, a);
      return;
    case eventKind.messageDelivered:
      component.onMessage(a);
      world.messages.close(a);
      return;
    case eventKind.timer:
      if (isCurrent(world, target, a)) component.onTimer(timerOf(a), b);
      return;
    default:
      assert(false, 'only what reaches a process is handled by it');
  }
}

function park(world: World, component: number, kind: number, a: number, b: number): void {
  const { processes, calendar } = world;
  const inbox = processes.inboxes[component] as number[];
  if (inbox.length === 0 && processes.mode[component] !== processMode.hung) {
    calendar.schedule(processes.busyUntil[component] as number, eventKind.processFree, component, 0, 0);
  }
  inbox.push(kind, a, b);
}

/** Handles what waited, in order, until the process is busy again. */
export function drainInbox(world: World, component: number): void {
  const { processes, calendar, now } = world;
  const inbox = processes.inboxes[component] as number[];
  let next = 0;
  while (
    next < inbox.length &&
    processes.isReady(component) &&
    (processes.busyUntil[component] as number) <= now
  ) {
    const [kind, a, b] = [inbox[next], inbox[next + 1], inbox[next + 2]];
    next += numbersPerEvent;
    handle(world, component, kind as number, a as number, b as number);
  }
  inbox.splice(0, next);
  if (inbox.length > 0 && processes.isReady(component)) {
    calendar.schedule(processes.busyUntil[component] as number, eventKind.processFree, component, 0, 0);
  }
}

/** What waited at a process that has died: its messages vanish with it; its calls are ended by the crash. */
export function emptyInbox(world: World, component: number): void {
  const inbox = (world.processes.inboxes[component] as number[]).splice(0);
  for (let place = 0; place < inbox.length; place += numbersPerEvent) {
    if (inbox[place] === eventKind.messageDelivered) world.messages.close(inbox[place + 1] as number);
  }
}

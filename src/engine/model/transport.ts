/**
 * Calls and control messages between components: sending, refusal, answering, timeouts. The callee learns nothing when
 * its caller leaves; the caller learns of a dead callee only by a refusal, a reset or its own timeout.
 */
import type { Micros } from '../../base/units.ts';
import { noCall } from '../kernel/calls.ts';
import { drawUnit, purposes } from '../kernel/draws.ts';
import { eventKind } from '../kernel/event-kinds.ts';
import { cause, causesThat } from '../telemetry/causes.ts';
import { type Ask, drawKeyOf, requestVerb } from './asks.ts';
import { explain, explainFullTable } from './blame.ts';
import { messageKind } from './message-kinds.ts';
import type { World } from './world.ts';

/** Of a link's draws for one call: its own way there, and its answer's way back. */
const there = 0;
const back = 1;

function isLost(world: World, direction: number, call: number, way: number): boolean {
  const ratio = world.links.lossRatio(direction);
  if (ratio === 0) return false;
  const { ordinal, drawKey } = world.calls;
  return drawUnit(world.seed, purposes.linkLoss, ordinal[call]!, drawKey[call]!, way) < ratio;
}

/**
 * Sends a call for `request` from `caller` to `callee` and arms the caller's timeout. The caller's `onReply` is told of
 * every end, never before this returns. `parent` is the call being served, or `noCall`. Returns the call.
 */
export function sendCall(
  world: World,
  caller: number,
  callee: number,
  request: number,
  parent: number,
  attempt: number,
  timeoutMicros: Micros,
  ask: Ask,
): number {
  const { calls, requests, calendar, links, now } = world;
  const call = calls.open(request, parent, caller, callee, attempt, now);
  const generation = calls.slots.generations[call] as number;
  if (request >= 0) {
    const last = requests.lastCall[request] as number;
    if (last === noCall) requests.firstCall[request] = call;
    else calls.chain(call, last);
    requests.lastCall[request] = call;
    if (parent === noCall) {
      const { ordinal, key, client } = requests;
      calls.bring(call, ordinal[request]!, requests.class[request]!, key[request]!, client[request]!);
    }
  }
  const parentKey = parent === noCall ? 0 : (calls.drawKey[parent] as number);
  const verb = ask.verb === requestVerb ? world.classVerbs[calls.class[call] as number]! : ask.verb;
  calls.ask(call, verb, drawKeyOf(parentKey, ask, attempt));
  world.versions.open(call);
  world.notes.open(call);
  world.permits.open(call);
  world.serverConnections.openCall(call);
  world.origins.open(call);
  world.tap?.sent(call, ask.key);
  const direction = links.direction(caller, callee);
  world.edgeMeters.send(direction, attempt, now);
  if (calls.slots.live > world.connections * (parent === noCall ? 1 : 2)) {
    failUnsent(world, call);
    return call;
  }
  calls.arm(
    call,
    calendar.scheduleAfter(now, timeoutMicros, eventKind.callTimedOut, caller, call, generation),
  );
  const root = links.cutRoot(direction);
  if (root !== 0 || isLost(world, direction, call, there)) {
    calls.lose(call, root, cause.none);
    return call;
  }
  calendar.scheduleAfter(now, links.delay(direction), eventKind.callDelivered, callee, call, generation);
  return call;
}

/** The connection table is full: the caller's own host fails the call at once, and the callee never hears of it. */
function failUnsent(world: World, call: number): void {
  const { calls, calendar, now } = world;
  calls.lose(call, explainFullTable(world), cause.connectionTableFull);
  const generation = calls.slots.generations[call] as number;
  const caller = calls.caller[call] as number;
  calendar.scheduleAfter(now, 0, eventKind.replyDelivered, caller, call, generation);
}

/** The callee is done with `call`, well (`cause.none`) or badly; the answer travels back if somebody waits for it. */
export function finishCall(world: World, call: number, causeCode: number, rootId: number): void {
  const { calls, meters, now } = world;
  const callee = calls.callee[call] as number;
  calls.finish(call, now);
  world.serverConnections.finish(call, callee, calls.isAwaited(call));
  meters.leave(callee, now, calls.reachedAt[call] as number, causeCode);
  world.tap?.finished(call, causeCode, false);
  answer(world, call, causeCode, rootId);
}

const elsewhere = causesThat(({ mayGoElsewhere }) => mayGoElsewhere);

/** Nothing listens at the callee: its machine answers for it, at once. */
export function refuseCall(world: World, call: number): void {
  const callee = world.calls.callee[call] as number;
  world.meters.refuse(callee, cause.refused);
  world.calls.refuse(call, world.now, elsewhere.has(cause.refused));
  world.tap?.finished(call, cause.refused, true);
  answer(world, call, cause.refused, world.processes.unwellBy[callee] as number);
}

function answer(world: World, call: number, causeCode: number, rootId: number): void {
  const { calls, links, calendar, now } = world;
  if (!calls.isAwaited(call)) {
    calls.settle(call);
    return;
  }
  const caller = calls.caller[call] as number;
  const direction = links.direction(calls.callee[call] as number, caller);
  const cutRoot = links.cutRoot(direction) || silentSince(world, calls.callee[call] as number);
  if (cutRoot !== 0 || isLost(world, direction, call, back)) {
    calls.answer(call, causeCode, cutRoot);
    return;
  }
  calls.answer(call, causeCode, rootId);
  const generation = calls.slots.generations[call] as number;
  calendar.scheduleAfter(now, links.delay(direction), eventKind.replyDelivered, caller, call, generation);
}

/** Story id of what took the power from the machine of a callee, 0 while it has power: then it says what became of a call. */
function silentSince({ processes }: World, callee: number): number {
  return processes.isOff(callee) ? (processes.unwellBy[callee] as number) : 0;
}

/** The answer has come to a caller that still waits. */
export function acceptReply(world: World, call: number): void {
  const { calls } = world;
  cancelTimeout(world, call);
  calls.accept(call, world.now);
  tellCaller(world, call);
}

/** The caller's time no longer runs. */
export function cancelTimeout({ calls, calendar }: World, call: number): void {
  const generation = calls.slots.generations[call] as number;
  const slot = calls.timeoutSlot[call] as number;
  calendar.cancel(slot, eventKind.callTimedOut, calls.caller[call] as number, call, generation);
}

/** The caller stops waiting; the callee may go on. */
export function timeOutCall(world: World, call: number): void {
  const { calls } = world;
  // An answer that was lost on the way, or is still travelling, is no answer.
  const caller = calls.caller[call] as number;
  const rootId = explain(world, call) || hurriedBy(world, caller, call);
  calls.timeOut(call, world.now, cause.timedOut, rootId);
  tellCaller(world, call);
}

/** Story id of the edit that shortened the timeout of this call; 0 = none. */
function hurriedBy(world: World, caller: number, call: number): number {
  const { processes, blueprint } = world;
  const edits = processes.hurriedBy[caller] as Readonly<Record<string, number>>;
  const component = world.component(caller);
  const only = blueprint.components[caller]?.parameters.find(({ means }) => means === 'timeout');
  const name = component.timeoutOf === undefined ? only?.path : component.timeoutOf(call);
  return name === undefined ? 0 : (edits[name] ?? 0);
}

function tellCaller(world: World, call: number): void {
  const { calls, links } = world;
  world.tap?.returned(call, false);
  const caller = calls.caller[call] as number;
  const direction = links.direction(caller, calls.callee[call]!);
  world.edgeMeters.end(direction, calls.verb[call]!, calls.cause[call]!, world.now);
  world.component(caller).onReply(call);
  calls.settle(call);
}

const noNumbers: readonly number[] = [];
/**
 * Log messages on their way or waiting at a hung process; further ones vanish, and so do all others at twice as many. A
 * slow link or a hung replica under 100,000 writes a second would hold millions. The next heartbeat repeats the position.
 */
const messagesUnderway = 131_072;

/**
 * Sends a control message after `busyMicros` of the sender's own work, with up to six numbers (`message-kinds.ts`). It
 * vanishes if there is no link, that direction is cut, or too many are under way.
 */
export function sendMessage(
  world: World,
  kind: number,
  from: number,
  to: number,
  numbers: readonly number[] = noNumbers,
  busyMicros: Micros = 0,
): void {
  const { links, messages, calendar, now } = world;
  const direction = links.direction(from, to);
  if (direction < 0 || links.cutRoot(direction) !== 0) return;
  const room = kind === messageKind.log ? messagesUnderway : 2 * messagesUnderway;
  if (messages.slots.live >= room) return;
  const message = messages.open(kind, from, to, numbers);
  const generation = messages.slots.generations[message] as number;
  const delay = links.delay(direction) + busyMicros;
  if (busyMicros === 0)
    calendar.scheduleAfter(now, delay, eventKind.messageDelivered, to, message, generation);
  else calendar.schedule(now + delay, eventKind.messageDelivered, to, message, generation);
}

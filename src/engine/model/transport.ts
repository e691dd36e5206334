/**
 * Calls and control messages between components: sending, refusal, answering, timeouts. The callee learns nothing when
 * its caller leaves; the caller learns of a dead callee only by a refusal, a reset or its own timeout.
 */
import type { Micros } from '../../base/units.ts';
import { type Calls, noCall } from '../kernel/calls.ts';
import { drawUnit, purposes } from '../kernel/draws.ts';
import { eventKind } from '../kernel/event-kinds.ts';
import { cause } from '../telemetry/causes.ts';
import { callVerbs } from '../telemetry/records.ts';
import { explain } from './blame.ts';
import type { World } from './world.ts';

/** What a callee is asked besides the request's own read or write has draws of its own: the byte above the hop's. */
const verbSteps = callVerbs.map((_, verb) => Math.max(0, verb - 1) << 8);

/** Retries of a call get their own draws: 16 × depth + attempt keeps them apart from the next hop's. */
export function drawHop({ verb, depth, attempt }: Calls, call: number): number {
  const step = verbSteps[verb[call] as number] as number;
  return step + (depth[call] as number) * 16 + Math.min(attempt[call] as number, 15);
}

const sameVerb = -1;

function isLost(world: World, direction: number, ordinal: number, hop: number): boolean {
  const ratio = world.links.lossRatio(direction);
  return ratio > 0 && drawUnit(world.seed, purposes.linkLoss, ordinal, hop, direction & 1) < ratio;
}

/**
 * Sends a call for `request` from `caller` to `callee` and arms the caller's timeout. The caller's `onReply` is told of
 * every end. `parent` is the call being served, or `noCall`; `verb` an index into `callVerbs`, if it is not to do what the
 * request itself wants. Returns the call.
 */
export function sendCall(
  world: World,
  caller: number,
  callee: number,
  request: number,
  parent: number,
  attempt: number,
  timeoutMicros: Micros,
  verb: number = sameVerb,
): number {
  const { calls, requests, calendar, links, now } = world;
  const call = calls.open(request, parent, caller, callee, attempt, now);
  const generation = calls.slots.generations[call] as number;
  if (request >= 0) {
    const last = requests.lastCall[request] as number;
    if (last === noCall) requests.firstCall[request] = call;
    else calls.nextOfRequest[last] = call;
    requests.lastCall[request] = call;
    if (parent === noCall) {
      calls.ordinal[call] = requests.ordinal[request] as number;
      calls.class[call] = requests.class[request] as number;
      calls.key[call] = requests.key[request] as number;
      calls.client[call] = requests.client[request] as number;
      calls.verb[call] = requests.class[request] as number;
    }
  }
  if (verb !== sameVerb) calls.verb[call] = verb;
  world.tap?.sent(call);
  calls.timeoutHandle[call] = calendar.scheduleAfter(
    now,
    timeoutMicros,
    eventKind.callTimedOut,
    caller,
    call,
    generation,
  );
  const direction = links.direction(caller, callee);
  const ordinal = calls.ordinal[call] as number;
  const root = links.cutRoot(direction);
  if (root !== 0 || isLost(world, direction, ordinal, drawHop(calls, call))) {
    calls.rootId[call] = root;
    calls.calleeDone[call] = 1;
    return call;
  }
  calendar.scheduleAfter(now, links.delay(direction), eventKind.callDelivered, callee, call, generation);
  return call;
}

/** What a callee's own call has brought back is its answer too. */
export function copyAnswer(calls: Calls, from: number, to: number): void {
  calls.answerLineage[to] = calls.answerLineage[from] as number;
  calls.answerOffset[to] = calls.answerOffset[from] as number;
}

/** The callee is done with `call`, well (`cause.none`) or badly; the answer travels back if somebody waits for it. */
export function finishCall(world: World, call: number, causeCode: number, rootId: number): void {
  const { calls, meters, now } = world;
  const callee = calls.callee[call] as number;
  calls.calleeDone[call] = 1;
  calls.finishedAt[call] = now;
  meters.leave(callee, now, calls.reachedAt[call] as number, causeCode);
  world.tap?.finished(call, causeCode, false);
  answer(world, call, causeCode, rootId);
}

/** Nothing listens at the callee: its machine answers for it, at once. */
export function refuseCall(world: World, call: number): void {
  const callee = world.calls.callee[call] as number;
  world.meters.refuse(callee, cause.refused);
  world.calls.wasRefused[call] = 1;
  world.calls.calleeDone[call] = 1;
  world.calls.finishedAt[call] = world.now;
  world.tap?.finished(call, cause.refused, true);
  answer(world, call, cause.refused, world.processes.unwellBy[callee] as number);
}

function answer(world: World, call: number, causeCode: number, rootId: number): void {
  const { calls, links, calendar, now } = world;
  if (calls.callerDone[call] === 1) {
    calls.settle(call);
    return;
  }
  calls.cause[call] = causeCode;
  const caller = calls.caller[call] as number;
  const direction = links.direction(calls.callee[call] as number, caller);
  const cutRoot = links.cutRoot(direction);
  // 128 keeps the answer's draw apart from the call's own.
  const hop = 128 + drawHop(calls, call);
  if (cutRoot !== 0 || isLost(world, direction, calls.ordinal[call] as number, hop)) {
    calls.rootId[call] = cutRoot;
    return;
  }
  calls.rootId[call] = rootId;
  const generation = calls.slots.generations[call] as number;
  calendar.scheduleAfter(now, links.delay(direction), eventKind.replyDelivered, caller, call, generation);
}

/** The answer has come to a caller that still waits. */
export function acceptReply(world: World, call: number): void {
  const { calls, calendar } = world;
  calendar.cancel(calls.timeoutHandle[call] as number);
  letGo(world, call);
}

/** The caller stops waiting; the callee may go on. */
export function timeOutCall(world: World, call: number): void {
  const { calls } = world;
  // An answer that was lost on the way, or is still travelling, is no answer.
  const caller = calls.caller[call] as number;
  calls.rootId[call] = explain(world, call) || (world.processes.hurriedBy[caller] as number);
  calls.cause[call] = cause.timedOut;
  letGo(world, call);
}

function letGo(world: World, call: number): void {
  const { calls } = world;
  const caller = calls.caller[call] as number;
  calls.callerDone[call] = 1;
  calls.returnedAt[call] = world.now;
  world.tap?.returned(call, false);
  world.components[caller]?.onReply(call);
  calls.settle(call);
}

const noNumbers: readonly number[] = [];

/**
 * Sends a control message after `busyMicros` of the sender's own work, with up to six numbers (`message-kinds.ts`). It
 * vanishes if there is no link or that direction is cut.
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
  const message = messages.open(kind, from, to, numbers);
  const generation = messages.slots.generations[message] as number;
  const delay = links.delay(direction) + busyMicros;
  if (busyMicros === 0)
    calendar.scheduleAfter(now, delay, eventKind.messageDelivered, to, message, generation);
  else calendar.schedule(now + delay, eventKind.messageDelivered, to, message, generation);
}

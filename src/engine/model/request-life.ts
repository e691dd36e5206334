/** Requests: they arrive, are written for, and end with their first call. Only this file and the transport change them. */
import { noCall } from '../kernel/calls.ts';
import { cause } from '../telemetry/causes.ts';
import type { World } from './world.ts';

/** A request of `users` that arrives now. */
export function openRequest(
  world: World,
  users: number,
  ordinal: number,
  classCode: number,
  key: number,
  client: number,
): number {
  const { requests, classMeters, now } = world;
  const request = requests.open(users, ordinal, now);
  requests.class[request] = classCode;
  requests.key[request] = key;
  requests.client[request] = client;
  classMeters.onArrival(classCode, now);
  return request;
}

/** What the call's request wants was committed at its callee, at this position of the log. */
export function noteWrite(world: World, call: number, lineage: number, offset: number): void {
  const { calls, requests, now } = world;
  world.tap?.wrote(call, lineage, offset);
  const request = calls.request[call] as number;
  if (request < 0) return;
  requests.writeNode[request] = calls.callee[call] as number;
  requests.writeLineage[request] = lineage;
  requests.writeOffset[request] = offset;
  requests.writtenAt[request] = now;
}

/** The users' own call has ended: the request is counted, and its calls are freed as soon as their callees are done. */
export function endRequest(world: World, users: number, call: number): void {
  const { calls, requests, classMeters, meters, journeys, now } = world;
  const request = calls.request[call] as number;
  const causeCode = calls.cause[call] as number;
  const rootId = causeCode === cause.none ? 0 : (calls.rootId[call] as number);
  const classCode = requests.class[request] as number;
  const arrivedAt = requests.arrivedAt[request] as number;
  if (causeCode === cause.none) acknowledge(world, request);
  const isStale = requests.isStale[request] === 1;
  const isDegraded = requests.isDegraded[request] === 1;
  classMeters.onEnd(classCode, arrivedAt, now, causeCode, rootId, isStale, isDegraded);
  meters.leave(users, now, arrivedAt, causeCode);
  journeys.onEnd(request, causeCode, rootId, classMeters.isSlow(classCode, now - arrivedAt));
  world.policyTrails.forget(request);
  let one = requests.firstCall[request] as number;
  while (one !== noCall) one = calls.orphan(one);
  requests.close(request);
}

/** The user holds the answer: from now on what was written for it must not be lost. */
function acknowledge({ requests, stores }: World, request: number): void {
  if (requests.writeOffset[request] === 0) return;
  for (const store of stores) store.onAcknowledged(request);
}

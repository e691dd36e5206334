/** Which journeys had to be kept, and what had to be in them, in the layout of the records. */
import { mix32 } from '../../src/base/hash.ts';
import type { Blueprint } from '../../src/engine/blueprint.ts';
import { failureCauses } from '../../src/engine/telemetry/causes.ts';
import {
  hopColumn,
  hopStride,
  journeyHeader,
  journeyHeaderStride,
  requestFates,
  unsentColumn,
  unsentStride,
} from '../../src/engine/telemetry/records.ts';
import type { CallLife, Lives, RequestLife } from './lives.ts';
import { isSlow } from './recount-classes.ts';
import { turnedAway } from './recount-edges.ts';
import { secondOf } from './spans.ts';

const keptPerSecond = 400;
const failuresPerSecond = 200;

/** Arrivals by second. */
function arrivalsOf(requests: readonly RequestLife[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { arrivedAt } of requests) {
    const at = secondOf(arrivedAt);
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
}

/** One in how many is kept of those that arrive in a second: follows from the arrivals of the second before. */
function ratioAfter(arrivals: number): number {
  for (let ratio = 1; ; ratio *= 2) if (arrivals / ratio <= keptPerSecond) return ratio;
}

export function recountRatio(lives: Lives, now: number): number {
  return ratioAfter(arrivalsOf(lives.requests).get(secondOf(now) - 1) ?? 0);
}

/** The hash of a request's ordinal lies in the lowest 1/ratio of all. */
function isDrawn(ordinal: number, ratio: number): boolean {
  const [low, high] = [ordinal | 0, Math.floor(ordinal / 2 ** 32)];
  return mix32(low ^ Math.imul(high, 0x9e3779b1) ^ 0x5bd1e995) < 2 ** 32 / ratio;
}

function fateOf(request: RequestLife, blueprint: Blueprint): (typeof requestFates)[number] {
  if (request.endedAt < 0) return 'inFlight';
  if (request.cause !== 0)
    return turnedAway.has(failureCauses[request.cause] as string) ? 'rejected' : 'failed';
  if (request.isStale) return 'stale';
  if (request.isDegraded) return 'degraded';
  return isSlow(request, blueprint) ? 'slow' : 'ok';
}

function journeyOf(request: RequestLife, hops: readonly CallLife[], blueprint: Blueprint): readonly number[] {
  const { unsent } = request;
  const unsentFrom = journeyHeaderStride + hops.length * hopStride;
  const numbers = new Array<number>(unsentFrom + unsent.length * unsentStride).fill(0);
  const head = (column: keyof typeof journeyHeader, value: number): void => {
    numbers[journeyHeader[column]] = value;
  };
  head('ordinal', request.ordinal);
  head('class', request.class);
  head('fate', requestFates.indexOf(fateOf(request, blueprint)));
  head('cause', request.endedAt < 0 ? 0 : request.cause);
  head('rootId', request.endedAt < 0 ? 0 : request.root);
  head('arrivedAt', request.arrivedAt);
  head('endedAt', request.endedAt);
  head('hops', hops.length);
  head('key', request.key);
  head('client', request.client);
  head('unsent', unsent.length);
  const placeOf = (parent: number): number => hops.findIndex(({ call }) => call === parent);
  hops.forEach((hop, place) => {
    const at = (column: keyof typeof hopColumn, value: number): void => {
      numbers[journeyHeaderStride + place * hopStride + hopColumn[column]] = value;
    };
    at('from', hop.caller);
    at('to', hop.callee);
    at('parent', placeOf(hop.parent));
    at('sentAt', hop.sentAt);
    at('reachedAt', hop.reachedAt);
    at('startedAt', hop.startedAt);
    at('finishedAt', hop.finishedAt);
    at('returnedAt', hop.returnedAt);
    at('cause', hop.returnedAt < 0 ? 0 : hop.answer);
    at('attempt', hop.attempt);
    at('verb', hop.verb);
    at('heldSince', hop.heldSince);
    at('policy', hop.policy);
  });
  unsent.forEach((one, place) => {
    const at = (column: keyof typeof unsentColumn, value: number): void => {
      numbers[unsentFrom + place * unsentStride + unsentColumn[column]] = value;
    };
    at('to', one.callee);
    at('parent', placeOf(one.parent));
    at('askedAt', one.since);
    at('turnedAwayAt', one.time);
    at('cause', one.cause);
    at('attempt', one.attempt);
    at('verb', one.verb);
    at('policy', one.policy);
  });
  return numbers;
}

/** Journeys of ended requests in the order of their ends: those drawn, and of the failed ones the first of each second. */
export function recountJourneys(lives: Lives, blueprint: Blueprint): readonly (readonly number[])[] {
  const arrivals = arrivalsOf(lives.requests);
  const failuresKept = new Map<number, number>();
  const kept: (readonly number[])[] = [];
  for (const request of lives.ended) {
    const isSampled = isSampledAmong(arrivals, request);
    const at = secondOf(request.endedAt);
    const failures = failuresKept.get(at) ?? 0;
    const hasFailed = request.cause !== 0;
    if (!isSampled && !(hasFailed && failures < failuresPerSecond)) continue;
    if (hasFailed) failuresKept.set(at, failures + 1);
    kept.push(journeyOf(request, request.hops, blueprint));
  }
  return kept;
}

/** Journeys of drawn requests that have not ended, by ordinal. */
export function recountInFlight(lives: Lives, blueprint: Blueprint): readonly (readonly number[])[] {
  const arrivals = arrivalsOf(lives.requests);
  return lives.requests
    .filter((request) => request.endedAt < 0 && isSampledAmong(arrivals, request))
    .map((request) => journeyOf(request, request.calls, blueprint));
}

const isSampledAmong = (arrivals: ReadonlyMap<number, number>, request: RequestLife): boolean =>
  isDrawn(request.ordinal, ratioAfter(arrivals.get(secondOf(request.arrivedAt) - 1) ?? 0));

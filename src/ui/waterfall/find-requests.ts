/** Which request is meant: by its dot, by what made it fail, or as the latest, slowest or failed ones of late. */
import type { Micros } from '../../base/units.ts';
import { journeyHeader } from '../../engine/telemetry/records.ts';
import type { HistoryView, Session } from '../../session/session-contract.ts';
import { forEachJourney, header, journeyLength } from '../../views/marks/journey.ts';

/** Names a request in any branch: the same traffic comes in all of them. */
export interface RequestPick {
  readonly ordinal: number;
  readonly arrivedAt: Micros;
}

export const requestOrders = ['latest', 'slowest', 'failed'] as const;
export type RequestOrder = (typeof requestOrders)[number];

/** How far back from the time on screen a request is looked for. */
const recentMicros = 30_000_000;
const listed = 20;
/** Further than any two moments of a run are apart. */
const farMicros: Micros = 1e15;

const pickOf = (journey: Float64Array, at = 0): RequestPick => ({
  ordinal: header(journey, at, 'ordinal'),
  arrivedAt: header(journey, at, 'arrivedAt'),
});

export const isSameRequest = (one: RequestPick | undefined, other: RequestPick): boolean =>
  one?.ordinal === other.ordinal && one.arrivedAt === other.arrivedAt;

export function findJourney({ history, live }: Session, pick: RequestPick): Float64Array | undefined {
  const { arrivedAt } = pick;
  const ended = history
    .journeysBetween(arrivedAt, arrivedAt)
    .find((journey) => isSameRequest(pickOf(journey), pick));
  if (ended !== undefined) return ended;
  const packed = live.journeysInFlight;
  let found: Float64Array | undefined;
  forEachJourney(packed, (at) => {
    if (isSameRequest(pickOf(packed, at), pick)) found = packed.slice(at, at + journeyLength(packed, at));
  });
  return found;
}

export function hasFailed(session: Session, pick: RequestPick | undefined): boolean {
  const journey = pick && findJourney(session, pick);
  return journey !== undefined && header(journey, 0, 'cause') !== 0;
}

/** The request of a dot: it is in flight, or has just ended. */
export function pickByOrdinal(session: Session, ordinal: number): RequestPick | undefined {
  const { history, live } = session;
  let pick: RequestPick | undefined;
  forEachJourney(live.journeysInFlight, (at) => {
    if (header(live.journeysInFlight, at, 'ordinal') === ordinal) pick = pickOf(live.journeysInFlight, at);
  });
  if (pick !== undefined) return pick;
  const recent = history.journeysBetween(live.viewMicros - recentMicros, live.viewMicros);
  const journey = recent.findLast((one) => header(one, 0, 'ordinal') === ordinal);
  return journey && pickOf(journey);
}

/** Of those that had ended by `until`, at most 20, the first one first. */
export function listRequests(
  history: HistoryView,
  until: Micros,
  order: RequestOrder,
): readonly RequestPick[] {
  const endedAt = (journey: Float64Array): Micros => journey[journeyHeader.endedAt] ?? 0;
  const took = (journey: Float64Array): Micros => endedAt(journey) - header(journey, 0, 'arrivedAt');
  const from = Math.max(0, until - recentMicros);
  return history
    .journeysBetween(from, until)
    .filter((journey) => endedAt(journey) >= from && endedAt(journey) <= until)
    .filter((journey) => order !== 'failed' || header(journey, 0, 'cause') !== 0)
    .sort((one, other) => (order === 'slowest' ? took(other) - took(one) : endedAt(other) - endedAt(one)))
    .slice(0, listed)
    .map((journey) => pickOf(journey));
}

export interface FailureSearch {
  /** Story ids, any of which may be the root; 0 = no root. */
  readonly roots: readonly number[];
  /** Class code, if it matters. */
  readonly class?: number;
  /** Cause code that is told: a request that failed of it is the better example, whenever it ended. */
  readonly cause?: number;
  readonly near: Micros;
  readonly until: Micros;
}

/** Of the requests that failed because of this, the one that ended nearest to a moment. */
export function pickFailed(history: HistoryView, search: FailureSearch): RequestPick | undefined {
  let best: Float64Array | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const journey of history.journeysBetween(Math.max(0, search.near - recentMicros), search.until)) {
    const endedAt = header(journey, 0, 'endedAt');
    if (header(journey, 0, 'cause') === 0 || endedAt > search.until) continue;
    if (search.class !== undefined && header(journey, 0, 'class') !== search.class) continue;
    if (!search.roots.includes(header(journey, 0, 'rootId'))) continue;
    const isTold = search.cause === undefined || header(journey, 0, 'cause') === search.cause;
    const distance = Math.abs(endedAt - search.near) + (isTold ? 0 : farMicros);
    if (distance >= least) continue;
    least = distance;
    best = journey;
  }
  return best && pickOf(best);
}

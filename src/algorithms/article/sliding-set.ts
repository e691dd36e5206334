/**
 * A sliding window kept as a sorted set in a shared store, whose members are the milliseconds of requests.
 *
 *   t = the caller's clock in ms;  drop members ≤ t − window;  add t;  allowed ⟺ members ≤ limit
 *
 * Source: the article's sliding-window limiter (ZREMRANGEBYSCORE, ZADD, ZCARD, EXPIRE in one transaction); held against
 * `algorithms.slidingWindow` and `seed_zset` of the limiter recordings. O(members) per request. Known failure: a set holds
 * each member once, so all requests of a millisecond count as one; refused requests are members too, so who keeps asking
 * is never let in again; the clocks are the callers', and the one ahead drops what the others wrote.
 */
import { check, positive, readOptions, whole } from '../../base/options.ts';
import { type Micros, microsPerMilli, microsPerSecond } from '../../base/units.ts';
import type { Defect } from './defect.ts';

const key = (name: string): readonly string[] => ['algorithms', 'slidingWindow', name];

export const defects: readonly Defect[] = [
  {
    name: 'memberPerMillisecond',
    keys: [key('sameMillisecond'), key('concurrent500_frozenClock'), key('realClock')],
    right: 'slidingLog',
    what: 'A request is stored under its millisecond, so all of one millisecond count as a single one.',
  },
  {
    name: 'refusalsCounted',
    keys: [key('rejectedRequestsCounted')],
    right: 'slidingLog',
    what: 'A request is stored before it is judged, so refused ones keep a steady client out for ever.',
  },
  {
    name: 'callersClock',
    keys: [key('clockSkew')],
    right: 'slidingLog',
    what: 'Each server uses its own clock, and one that is ahead drops what the others have counted.',
  },
  {
    name: 'replyNotChecked',
    keys: [key('execNull')],
    right: 'slidingLog',
    what: 'A transaction that was not carried out replies null, and reading the count off it throws.',
  },
];

export interface SlidingSetOptions {
  readonly limit: number;
  readonly window: Micros;
}

export interface SlidingSet extends SlidingSetOptions {
  readonly sets: Map<string, { members: number[]; expiresAt: Micros }>;
}

export function create(given: SlidingSetOptions): SlidingSet {
  const options = readOptions<SlidingSetOptions, SlidingSetOptions>(
    given,
    {},
    { limit: whole(1), window: positive },
  );
  return { ...options, sets: new Map() };
}

/** Whether the request may pass. `clockAhead`: by how much the server that asks is ahead of the store. */
export function admit(s: SlidingSet, id: string, now: Micros, clockAhead: Micros = 0): boolean {
  check('now', now, { allows: Number.isSafeInteger as (value: unknown) => boolean, words: 'whole Micros' });
  const moment = Math.floor((now + clockAhead) / microsPerMilli);
  const members = membersOf(s, id, now).filter((member) => member > moment - s.window / microsPerMilli);
  if (!members.includes(moment)) members.push(moment);
  const lifetime = Math.ceil(s.window / microsPerSecond) * microsPerSecond;
  s.sets.set(id, { members, expiresAt: now + lifetime });
  return readCount([null, null, members.length, null]) <= s.limit;
}

/** Members stored under `id`. */
export function countOf(s: SlidingSet, id: string, now: Micros): number {
  return membersOf(s, id, now).length;
}

/** The third reply of the transaction. Throws a TypeError for a transaction without replies: that is a defect. */
export function readCount(replies: readonly unknown[] | null): number {
  return (replies as readonly number[])[2] as number;
}

function membersOf(s: SlidingSet, id: string, now: Micros): number[] {
  const set = s.sets.get(id);
  return set === undefined || now >= set.expiresAt ? [] : set.members;
}

/**
 * A bulkhead: at most `limit` calls to one service at a time, and at most `queueLimit` waiting, so that a service that
 * hangs takes so many threads and no more; the rest of the ship stays dry.
 *
 *   entered ⟺ active < limit;   else queued ⟺ waiting < queueLimit;   else refused
 *   limit needed for λ calls per second of mean duration W:  λ · W  (Little's law, queueing.little)
 *
 * Source: M. Nygard, Release It!; J. Little, A Proof for the Queuing Formula L = λW, 1961. O(1), leaving O(queue) of a
 * short queue. Known failure: a limit that fits a fast service starves callers when it grows slow, as meant; a long queue
 * hides that and only makes everyone late, so set `maxWait` below the caller's own timeout; who sets it asks
 * `dropOverdue` from time to time, which alone tells of them.
 */
import { assert } from '../../base/assert.ts';
import { insist, optional, positive, readOptions, whole } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';

export interface BulkheadOptions {
  readonly limit: number;
  /** None waits if left out. */
  readonly queueLimit?: number;
  /** Who has waited longer is passed over. */
  readonly maxWait?: Micros | undefined;
}

export interface Bulkhead<I extends string | number> {
  readonly options: Required<BulkheadOptions>;
  /** Calls under way. */
  active: number;
  /** In the order they came. */
  queue: { readonly id: I; readonly since: Micros }[];
  /** Who waited too long, until `dropOverdue` has told. */
  overdue: I[];
}

/** @throws OptionError */
export function create<I extends string | number>(given: BulkheadOptions): Bulkhead<I> {
  const options = readOptions<Required<BulkheadOptions>, BulkheadOptions>(
    given,
    { queueLimit: 0 },
    { limit: whole(1), queueLimit: whole(0), maxWait: optional(positive) },
  );
  const waits = options.maxWait === undefined || options.queueLimit > 0;
  insist(waits, 'maxWait', 'left out: without a queue nobody waits', options.maxWait);
  return { options, active: 0, queue: [], overdue: [] };
}

/** 'entered': call now, then `leave`. 'queued': wait until a `leave` names `id`. undefined: refused. */
export function tryEnter<I extends string | number>(
  s: Bulkhead<I>,
  now: Micros,
  id: I,
): 'entered' | 'queued' | undefined {
  if (s.active < s.options.limit) {
    s.active += 1;
    return 'entered';
  }
  if (s.options.queueLimit === 0) return undefined;
  passOverOverdue(s, now);
  if (s.queue.length >= s.options.queueLimit) return undefined;
  s.queue.push({ id, since: now });
  return 'queued';
}

/** A call has ended. The id of the one that enters in its place, undefined if nobody waits. */
export function leave<I extends string | number>(s: Bulkhead<I>, now: Micros): I | undefined {
  assert(s.active > 0, 'leave: only who entered');
  passOverOverdue(s, now);
  const next = s.queue.shift();
  if (next === undefined) s.active -= 1;
  return next?.id;
}

/** One that waits goes away. False if it does not wait (any more): it has entered, or is overdue. */
export function giveUp<I extends string | number>(s: Bulkhead<I>, id: I): boolean {
  const place = s.queue.findIndex((waiting) => waiting.id === id);
  if (place === -1) return false;
  s.queue.splice(place, 1);
  return true;
}

/** The ids of those who have waited longer than `maxWait`, and do so no more: each is told of once, whoever noticed. */
export function dropOverdue<I extends string | number>(s: Bulkhead<I>, now: Micros): I[] {
  passOverOverdue(s, now);
  return s.overdue.splice(0);
}

/** They came first, so they are the first in the queue. */
function passOverOverdue<I extends string | number>(s: Bulkhead<I>, now: Micros): void {
  const { maxWait } = s.options;
  if (maxWait === undefined) return;
  let first = s.queue[0];
  while (first !== undefined && now - first.since > maxWait) {
    s.overdue.push(first.id);
    s.queue.shift();
    first = s.queue[0];
  }
}

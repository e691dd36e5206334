/**
 * Who wrote lately: the memory behind "read your own writes". Bounded: a write is kept for as long as it matters, and at
 * most `maxSessions` of them. When there are more, the older half is forgotten, but not until when it wrote: who is
 * unknown counts as having written then. So running out of memory costs reads of the primary, never a stale read.
 *
 *   last(session) = its last write, or the time before which writes had to be forgotten
 *
 * Source: sticky reads of Rails (`database_selector`, 2 s in the user's session) and ProxySQL. O(1) per call. Known
 * failure: kept in one process, it knows nothing of writes through another (the article's map).
 */
import { type AgingMap, createAgingMap, lookUp, put, turnOver } from '../../base/aging-map.ts';
import type { Micros } from '../../base/units.ts';

export type Session = string | number;

export interface RecentWrites {
  readonly maxSessions: number;
  readonly at: AgingMap<Session, Micros>;
  /** Writes up to here were forgotten before their time. */
  forgottenAt: Micros | undefined;
}

export function create(keepFor: Micros, maxSessions: number): RecentWrites {
  return { maxSessions, at: createAgingMap(keepFor), forgottenAt: undefined };
}

export function note(s: RecentWrites, session: Session, now: Micros): void {
  const { at } = s;
  if (2 * (at.recent.size + 1) > s.maxSessions && !at.recent.has(session)) {
    if (at.older.size > 0) s.forgottenAt = at.since;
    turnOver(at, now);
  }
  put(at, session, now, now);
}

/** When the session wrote last, as far as that matters; undefined if it did not. */
export function last(s: RecentWrites, session: Session | undefined): Micros | undefined {
  return session === undefined ? undefined : (lookUp(s.at, session) ?? s.forgottenAt);
}

/**
 * Who wrote lately: the memory behind "read your own writes". Bounded: a write is kept for as long as it matters, and at
 * most `maxSessions` of them. When there are more, the oldest is forgotten, but not its time: who is unknown counts as
 * having written then. So running out of memory costs reads of the primary, never a stale read.
 *
 *   last(session) = its last write, or the latest write that had to be forgotten
 *
 * Source: sticky reads of Rails (`database_selector`, 2 s in the user's session) and ProxySQL. O(1) per write on average,
 * O(1) per read. Known failure: kept in one process, it knows nothing of writes through another (the article's map).
 */
import type { Micros } from '../../base/units.ts';

export type Session = string | number;

export interface RecentWrites {
  readonly keepFor: Micros;
  readonly maxSessions: number;
  /** Oldest write first. */
  readonly at: Map<Session, Micros>;
  /** Latest write that was forgotten before its time. */
  forgottenAt: Micros | undefined;
}

export function create(keepFor: Micros, maxSessions: number): RecentWrites {
  return { keepFor, maxSessions, at: new Map(), forgottenAt: undefined };
}

export function note(s: RecentWrites, session: Session, now: Micros): void {
  s.at.delete(session);
  for (const [oldest, at] of s.at) {
    const isOver = now - at >= s.keepFor;
    if (!isOver && s.at.size < s.maxSessions) break;
    if (!isOver) s.forgottenAt = at;
    s.at.delete(oldest);
  }
  s.at.set(session, now);
}

/** When the session wrote last, as far as that matters; undefined if it did not. */
export function last(s: RecentWrites, session: Session | undefined): Micros | undefined {
  return session === undefined ? undefined : (s.at.get(session) ?? s.forgottenAt);
}

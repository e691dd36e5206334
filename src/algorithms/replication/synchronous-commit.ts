/**
 * When a primary confirms a commit: as soon as its own disk has it, or not before so many replicas have it as well.
 *
 *   off ≤ local ≤ remote_write ≤ on ≤ remote_apply        each waits for all that the one before waits for, and more:
 *   nothing, own flush, + received by replicas, + flushed by them, + applied, that is visible to their readers
 *   FIRST k (a, b, …)  the first k of the list that are connected;   ANY k (a, b, …)  whichever k are quickest
 *
 * Source: PostgreSQL 15 manual, `synchronous_commit` and `synchronous_standby_names`; Redis `WAIT` is an ANY over
 * received writes. O(replicas) per question for FIRST, O(replicas²) for ANY. Known failure: with fewer than k replicas
 * connected nothing is confirmed at all; and without `remote_apply` a confirmed write may be unreadable on every replica.
 */
import { check, checkIds, insist, list, oneOf, readOptions, whole } from '../../base/options.ts';
import type { Id } from '../outcome.ts';

export type CommitLevel = 'off' | 'local' | 'remote_write' | 'on' | 'remote_apply';

export interface SynchronousCommitOptions<I extends Id> {
  readonly level: CommitLevel;
  /** Replicas that may be waited for; for FIRST the order is the priority. None: `on` is as good as `local`. */
  readonly standbys?: readonly I[];
  readonly method?: 'FIRST' | 'ANY';
  /** How many of them are waited for. */
  readonly count?: number;
}

/** Log offsets: how far a node has got. Applied ≤ flushed ≤ written. */
export interface Progress {
  readonly written: number;
  readonly flushed: number;
  readonly applied: number;
}

interface Standby<I extends Id> {
  readonly id: I;
  connected: boolean;
  /** What counts at this level of what it has told. */
  reached: number;
}

export interface SynchronousCommit<I extends Id> {
  readonly level: CommitLevel;
  readonly method: 'FIRST' | 'ANY';
  readonly count: number;
  readonly standbys: Standby<I>[];
  appended: number;
  flushed: number;
  confirmed: number;
}

const levels = ['off', 'local', 'remote_write', 'on', 'remote_apply'] as const;
const counted = { remote_write: 'written', on: 'flushed', remote_apply: 'applied' } as const;

export function create<I extends Id>(options: SynchronousCommitOptions<I>): SynchronousCommit<I> {
  const { level, standbys, method, count } = readOptions<
    Required<SynchronousCommitOptions<I>>,
    SynchronousCommitOptions<I>
  >(
    options,
    { standbys: [], method: 'FIRST', count: 1 },
    { level: oneOf(...levels), standbys: list('ids'), method: oneOf('FIRST', 'ANY'), count: whole(1) },
  );
  checkIds('standbys', standbys);
  insist(standbys.length === 0 || count <= standbys.length, 'count', 'as many as standbys at most', count);
  return {
    level,
    method,
    count,
    standbys: standbys.map((id) => ({ id, connected: true, reached: 0 })),
    appended: 0,
    flushed: 0,
    confirmed: 0,
  };
}

/** The primary's own log: written to its end, and how much of it is on disk. */
export function flush<I extends Id>(s: SynchronousCommit<I>, appended: number, flushed: number): void {
  check('appended', appended, whole(0));
  insist(flushed >= 0 && flushed <= appended, 'flushed', '0 … appended', flushed);
  s.appended = Math.max(s.appended, appended);
  s.flushed = Math.max(s.flushed, flushed);
}

/** A standby tells how far it is. */
export function observe<I extends Id>(s: SynchronousCommit<I>, id: I, progress: Progress): void {
  const { written, flushed, applied } = progress;
  insist(applied <= flushed && flushed <= written, 'progress', 'applied ≤ flushed ≤ written', progress);
  const standby = standbyOf(s, id);
  if (waitsForStandbys(s)) standby.reached = Math.max(standby.reached, progress[counted[s.level]]);
}

/** Its connection has come or gone; one that hangs is still connected, and waited for. */
export function setConnected<I extends Id>(s: SynchronousCommit<I>, id: I, connected: boolean): void {
  standbyOf(s, id).connected = connected;
}

/** Commits up to this offset are confirmed to their clients. */
export function confirmedUpTo<I extends Id>(s: SynchronousCommit<I>): number {
  const own = s.level === 'off' ? s.appended : s.flushed;
  s.confirmed = Math.max(s.confirmed, waitsForStandbys(s) ? Math.min(own, reachedBySome(s)) : own);
  return s.confirmed;
}

/** Whether a confirmed write may be invisible on a standby that has been connected all along. */
export function mayReadStale<I extends Id>(s: SynchronousCommit<I>, id: I): boolean {
  if (s.level !== 'remote_apply') return true;
  const place = s.standbys.findIndex((standby) => standby.id === id);
  const isAlwaysWaitedFor = s.method === 'FIRST' ? place < s.count : s.count === s.standbys.length;
  return place < 0 || !isAlwaysWaitedFor;
}

function waitsForStandbys<I extends Id>(
  s: SynchronousCommit<I>,
): s is SynchronousCommit<I> & { level: keyof typeof counted } {
  return s.standbys.length > 0 && s.level in counted;
}

/** The furthest offset that enough connected standbys have reached; 0 if not enough are connected. */
function reachedBySome<I extends Id>(s: SynchronousCommit<I>): number {
  const connected = s.standbys.filter((standby) => standby.connected);
  if (connected.length < s.count) return 0;
  const reached = connected.map((standby) => standby.reached);
  if (s.method === 'FIRST') return Math.min(...reached.slice(0, s.count));
  return Math.max(
    ...reached.filter((offset) => reached.filter((other) => other >= offset).length >= s.count),
  );
}

function standbyOf<I extends Id>(s: SynchronousCommit<I>, id: I): Standby<I> {
  const standby = s.standbys.find((one) => one.id === id);
  insist(standby !== undefined, 'id', 'one of the standbys', id);
  return standby;
}

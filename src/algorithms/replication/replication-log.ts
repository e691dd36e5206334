/**
 * What the nodes of a replicated database hold, and what clients were promised. A log position is a lineage and an
 * offset; a promotion forks a new lineage off the promoted node's position, and acknowledged writes beyond the fork are
 * lost, now or when a cut-off old primary acknowledges them later.
 *
 *   lag(position) = head − last offset in common;  acknowledged = held + pruned + lost, always
 *
 * Source: Redis replication ids and offsets, PostgreSQL timelines. O(log intervals) per acknowledgement, O(lineages) per
 * promotion. Known failure: a write once counted as lost stays lost, even if a later promotion brings its branch back;
 * and acknowledgements with more gaps between them than `maxIntervals` are refused.
 */
import { assert } from '../../base/assert.ts';
import { check, insist, readOptions, whole } from '../../base/options.ts';
import { firstAtOrAfter } from '../../base/sorted.ts';

export interface Position {
  readonly lineage: number;
  readonly offset: number;
}

interface Lineage {
  readonly parent: number;
  readonly forkedAt: number;
  head: number;
}

export interface ReplicationLog {
  readonly maxIntervals: number;
  /** Lineage 0 is the first; a parent is always older than its child. */
  readonly lineages: Lineage[];
  current: number;
  /** Acknowledged offsets in the current history above what was pruned: starts and inclusive ends, ascending. */
  readonly starts: number[];
  readonly ends: number[];
  prunedTo: number;
  lost: number;
}

export interface ReplicationLogOptions {
  /** Most runs of acknowledged offsets without a gap that are kept apart. */
  readonly maxIntervals?: number;
}

export function create(options: ReplicationLogOptions = {}): ReplicationLog {
  const { maxIntervals } = readOptions<Required<ReplicationLogOptions>, ReplicationLogOptions>(
    options,
    { maxIntervals: 4096 },
    { maxIntervals: whole(1) },
  );
  return {
    maxIntervals,
    lineages: [{ parent: -1, forkedAt: 0, head: 0 }],
    current: 0,
    starts: [],
    ends: [],
    prunedTo: 0,
    lost: 0,
  };
}

/** The next write on `lineage`: its offset. A superseded primary that knows no better appends to its old lineage. */
export function append(s: ReplicationLog, lineage: number = s.current): number {
  const line = lineageOf(s, lineage);
  line.head += 1;
  return line.head;
}

export function head(s: ReplicationLog, lineage: number = s.current): number {
  return lineageOf(s, lineage).head;
}

/** A node at `position` has received its primary's log up to `offset`; repeats and old news change nothing. */
export function applyUpTo(s: ReplicationLog, position: Position, offset: number): Position {
  insist(offset <= head(s, position.lineage), 'offset', 'up to the head of its lineage', offset);
  return offset <= position.offset ? position : { lineage: position.lineage, offset };
}

/** A node at `position` starts to follow `lineage`: it keeps the common history and discards the rest. */
export function follow(s: ReplicationLog, position: Position, lineage: number = s.current): Position {
  return { lineage, offset: Math.min(position.offset, sharedUpTo(s, position.lineage, lineage)) };
}

/** How many writes of the current history a node at `position` has not got. */
export function lag(s: ReplicationLog, position: Position): number {
  return head(s) - follow(s, position).offset;
}

/** A client was told that the write at `offset` of `lineage` is done. True if it is already lost. */
export function acknowledge(s: ReplicationLog, lineage: number, offset: number): boolean {
  insist(offset >= 1 && offset <= head(s, lineage), 'offset', '1 … head of its lineage', offset);
  if (offset > sharedUpTo(s, lineage, s.current)) {
    s.lost += 1;
    return true;
  }
  if (offset > s.prunedTo) insert(s, offset);
  return false;
}

/** The node at `position` becomes primary of a new lineage. Acknowledged writes that it does not have are lost. */
export function promote(s: ReplicationLog, position: Position): { lineage: number; lost: number } {
  const { lineage, offset } = position;
  check('position.offset', offset, whole(0, head(s, lineage)));
  const kept = follow(s, position).offset;
  insist(kept >= s.prunedTo, 'position', `one with the history up to ${s.prunedTo}, as told to prune`, kept);
  s.lineages.push({ parent: lineage, forkedAt: offset, head: offset });
  s.current = s.lineages.length - 1;
  const lost = dropAbove(s, kept);
  s.lost += lost;
  return { lineage: s.current, lost };
}

/** Every node that may ever be promoted has the current history up to `offset`: nothing of it can be lost any more. */
export function prune(s: ReplicationLog, offset: number): void {
  s.prunedTo = Math.max(s.prunedTo, Math.min(offset, head(s)));
  while (s.ends.length > 0 && (s.ends[0] as number) <= s.prunedTo) {
    s.starts.shift();
    s.ends.shift();
  }
  if (s.starts.length > 0) s.starts[0] = Math.max(s.starts[0] as number, s.prunedTo + 1);
}

/** The last offset that the histories of two lineages have in common. */
export function sharedUpTo(s: ReplicationLog, first: number, second: number): number {
  let [a, b, limit] = [first, second, Number.MAX_SAFE_INTEGER];
  while (a !== b) {
    const younger = lineageOf(s, Math.max(a, b));
    limit = Math.min(limit, younger.forkedAt);
    if (a > b) a = younger.parent;
    else b = younger.parent;
  }
  return Math.min(limit, lineageOf(s, a).head);
}

/** How many acknowledged offsets are held, for whoever checks the books. */
export function heldCount(s: ReplicationLog): number {
  return s.starts.reduce((sum, start, index) => sum + (s.ends[index] as number) - start + 1, 0);
}

function insert(s: ReplicationLog, offset: number): void {
  const at = firstAtOrAfter(s.ends, offset);
  if (at < s.starts.length && (s.starts[at] as number) <= offset) return;
  const joinsLeft = at > 0 && s.ends[at - 1] === offset - 1;
  const joinsRight = s.starts[at] === offset + 1;
  if (joinsLeft && joinsRight) {
    s.ends[at - 1] = s.ends[at] as number;
    s.starts.splice(at, 1);
    s.ends.splice(at, 1);
  } else if (joinsLeft) {
    s.ends[at - 1] = offset;
  } else if (joinsRight) {
    s.starts[at] = offset;
  } else {
    assert(s.starts.length < s.maxIntervals, 'maxIntervals: too many gaps between acknowledged writes');
    s.starts.splice(at, 0, offset);
    s.ends.splice(at, 0, offset);
  }
}

function dropAbove(s: ReplicationLog, kept: number): number {
  const before = heldCount(s);
  const at = firstAtOrAfter(s.ends, kept + 1);
  const straddles = at < s.starts.length && (s.starts[at] as number) <= kept;
  if (straddles) s.ends[at] = kept;
  s.starts.length = straddles ? at + 1 : at;
  s.ends.length = s.starts.length;
  return before - heldCount(s);
}

function lineageOf(s: ReplicationLog, lineage: number): Lineage {
  const line = s.lineages[lineage];
  insist(line !== undefined, 'lineage', 'one that exists', lineage);
  return line;
}

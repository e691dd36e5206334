/**
 * Checkpoints of all branches under one byte budget. Over it, those go whose neighbours are close together for how
 * far they are from the cursor and the heads; the earliest and those just before a branching never go. Branches
 * share checkpoints of their common past, and all checkpoints share pages.
 */
import { type Micros, microsPerSecond } from '../base/units.ts';
import type { KeptCheckpoint, Page, PageId, WholeCheckpoint } from '../worker/protocol.ts';
import { createPageStore } from './page-store.ts';

export const checkpointBudgetBytes = 128 * 1024 * 1024;
/**
 * Thinning goes below the budget by this much: it is rare, and short, since folding the pages of a dropped checkpoint takes
 * a quarter of a millisecond.
 */
const thinnedShare = 0.98;
/** Near a point of interest each second is kept, until everything else is four times as far apart as wanted. */
const sharpMicros = 60 * microsPerSecond;
const sharpDistance = microsPerSecond / 4;
/** Farther away, the wanted distance grows with the way: two minutes away, four seconds. */
const shareOfWay = 1 / 30;

interface Entry {
  readonly checkpoint: KeptCheckpoint;
  readonly branches: Set<number>;
}

export interface Interest {
  /** Cursor and heads of branches. */
  readonly near: readonly Micros[];
  /** Where branches leave: the last checkpoint before each stays. */
  readonly branchings: readonly Micros[];
}

/** What a frame brings. */
export interface NewCheckpoints {
  readonly checkpoints: readonly KeptCheckpoint[];
  readonly pages: readonly Page[];
}

export interface CheckpointStore {
  /** Of all pages, each once. */
  readonly bytes: number;
  readonly count: number;
  /** Greatest id of a page that came, −1 = none. */
  readonly newestPage: PageId;
  add(branch: number, made: NewCheckpoints, interest: Interest): void;
  /** A checkpoint for a host, which may send patches over its pages from now on. */
  whole(checkpoint: KeptCheckpoint): WholeCheckpoint;
  /** Latest first. */
  upTo(branch: number, time: Micros): readonly KeptCheckpoint[];
  /** `child` shares what `parent` has up to `time`. */
  share(parent: number, child: number, time: Micros): void;
  dropAfter(branch: number, time: Micros): void;
  clear(): void;
}

function wantedDistance(time: Micros, near: readonly Micros[]): number {
  const away = near.reduce(
    (least, point) => Math.min(least, Math.abs(time - point)),
    Number.POSITIVE_INFINITY,
  );
  return away <= sharpMicros ? sharpDistance : away * shareOfWay;
}

export function createCheckpointStore(budget = checkpointBudgetBytes): CheckpointStore {
  const pages = createPageStore();
  /** Sorted by time. */
  let entries: Entry[] = [];
  /** Pages over which the host may send patches: of the last checkpoint that came, and of the last that was sent to it. */
  let received: readonly PageId[] = [];
  let sent: readonly PageId[] = [];

  function retain(isKept: (entry: Entry) => boolean): void {
    const gone = entries.filter((entry) => !isKept(entry));
    entries = entries.filter(isKept);
    for (const { checkpoint } of gone) pages.free(checkpoint.pages);
  }

  function sparedBy({ branchings }: Interest): Set<Entry> {
    const spared = new Set(entries.slice(0, 1));
    for (const time of branchings) {
      const last = entries.findLast(({ checkpoint }) => checkpoint.time < time);
      if (last !== undefined) spared.add(last);
    }
    return spared;
  }

  /** One pass drops the most crowded first, never two neighbours; returns whether it dropped any. */
  function thinOnce(interest: Interest): boolean {
    const spared = sparedBy(interest);
    const crowding = entries.map((entry, index) => {
      const time = entry.checkpoint.time;
      const before = entries[index - 1]?.checkpoint.time ?? 0;
      const after = entries[index + 1]?.checkpoint.time ?? time + microsPerSecond;
      return { index, room: (after - before) / wantedDistance(time, interest.near) };
    });
    const dropped = new Set<number>();
    for (const { index } of crowding.sort((one, other) => one.room - other.room)) {
      if (pages.bytes <= budget * thinnedShare) break;
      const entry = entries[index];
      if (entry === undefined || spared.has(entry) || dropped.has(index - 1) || dropped.has(index + 1))
        continue;
      dropped.add(index);
      pages.free(entry.checkpoint.pages);
    }
    entries = entries.filter((_, index) => !dropped.has(index));
    return dropped.size > 0;
  }

  /** False if the branch has one of that time already. */
  function insert(branch: number, checkpoint: KeptCheckpoint): boolean {
    const isSame = (entry: Entry) => entry.checkpoint.time === checkpoint.time && entry.branches.has(branch);
    if (entries.some(isSame)) return false;
    const after = entries.findLastIndex((entry) => entry.checkpoint.time <= checkpoint.time);
    entries.splice(after + 1, 0, { checkpoint, branches: new Set([branch]) });
    return true;
  }

  function take(branch: number, made: NewCheckpoints): void {
    pages.add(made.pages);
    for (const checkpoint of made.checkpoints) pages.hold(checkpoint.pages);
    const last = made.checkpoints.at(-1)?.pages;
    if (last !== undefined) {
      pages.hold(last);
      pages.free(received);
      received = last;
    }
    for (const checkpoint of made.checkpoints) if (!insert(branch, checkpoint)) pages.free(checkpoint.pages);
  }

  return {
    get bytes() {
      return pages.bytes;
    },
    get count() {
      return entries.length;
    },
    get newestPage() {
      return pages.newest;
    },
    add(branch, made, interest) {
      take(branch, made);
      while (pages.bytes > budget && thinOnce(interest)) {
        if (pages.bytes <= budget * thinnedShare) break;
      }
    },
    whole(checkpoint) {
      pages.hold(checkpoint.pages);
      pages.free(sent);
      sent = checkpoint.pages;
      return { ...checkpoint, ...pages.read(checkpoint.pages) };
    },
    upTo(branch, time) {
      return entries
        .filter((entry) => entry.branches.has(branch) && entry.checkpoint.time <= time)
        .map((entry) => entry.checkpoint)
        .reverse();
    },
    share(parent, child, time) {
      for (const { checkpoint, branches } of entries) {
        if (branches.has(parent) && checkpoint.time <= time) branches.add(child);
      }
    },
    dropAfter(branch, time) {
      for (const { checkpoint, branches } of entries) if (checkpoint.time > time) branches.delete(branch);
      retain((entry) => entry.branches.size > 0);
    },
    clear() {
      entries = [];
      received = [];
      sent = [];
      pages.clear();
    },
  };
}

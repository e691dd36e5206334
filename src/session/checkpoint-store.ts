/**
 * Checkpoints of all branches under one byte budget. Over it, those go whose neighbours are close together for how
 * far they are from the cursor and the heads; the earliest and those just before a branching never go. Branches
 * share checkpoints of their common past.
 */
import { type Micros, microsPerSecond } from '../base/units.ts';
import type { KeptCheckpoint } from '../worker/protocol.ts';

export const checkpointBudgetBytes = 128 * 1024 * 1024;
/** Thinning goes below the budget by this much, so that it is rare. */
const thinnedShare = 0.9;
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

export interface CheckpointStore {
  readonly bytes: number;
  readonly count: number;
  add(branch: number, checkpoints: readonly KeptCheckpoint[], interest: Interest): void;
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
  /** Sorted by time. */
  let entries: Entry[] = [];
  let bytes = 0;

  function retain(isKept: (entry: Entry) => boolean): void {
    entries = entries.filter(isKept);
    bytes = entries.reduce((sum, { checkpoint }) => sum + checkpoint.byteLength, 0);
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
    let rest = bytes;
    for (const { index } of crowding.sort((one, other) => one.room - other.room)) {
      if (rest <= budget * thinnedShare) break;
      const entry = entries[index];
      if (entry === undefined || spared.has(entry) || dropped.has(index - 1) || dropped.has(index + 1))
        continue;
      dropped.add(index);
      rest -= entry.checkpoint.byteLength;
    }
    const kept = new Set(entries.filter((_, index) => !dropped.has(index)));
    retain((entry) => kept.has(entry));
    return dropped.size > 0;
  }

  function insert(branch: number, checkpoint: KeptCheckpoint): void {
    const isSame = (entry: Entry) => entry.checkpoint.time === checkpoint.time && entry.branches.has(branch);
    if (entries.some(isSame)) return;
    const after = entries.findLastIndex((entry) => entry.checkpoint.time <= checkpoint.time);
    entries.splice(after + 1, 0, { checkpoint, branches: new Set([branch]) });
    bytes += checkpoint.byteLength;
  }

  return {
    get bytes() {
      return bytes;
    },
    get count() {
      return entries.length;
    },
    add(branch, checkpoints, interest) {
      for (const checkpoint of checkpoints) insert(branch, checkpoint);
      while (bytes > budget && thinOnce(interest)) {
        if (bytes <= budget * thinnedShare) break;
      }
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
      retain(() => false);
    },
  };
}

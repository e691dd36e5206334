/**
 * How many confirmed writes were lost by when, on one branch: only the times at which the count was first seen to differ.
 * A replay that looks more closely moves such a time to the earlier one.
 */
import type { Micros } from '../base/units.ts';
import type { RunTotals } from '../engine/telemetry/records.ts';

export interface Losses {
  readonly lostWrites: number;
  readonly splitBrainWrites: number;
}

interface LossPoint extends Losses {
  readonly time: Micros;
}

export interface LossPoints {
  put(totals: RunTotals): void;
  at(time: Micros): Losses;
  copyUpTo(time: Micros): LossPoints;
}

const none: Losses = { lostWrites: 0, splitBrainWrites: 0 };
const mostPoints = 4_000;

const isSame = (one: Losses, other: Losses): boolean =>
  one.lostWrites === other.lostWrites && one.splitBrainWrites === other.splitBrainWrites;

/**
 * A long split brain changes its count with every write. A point goes while its neighbours stay within a thousandth of
 * the whole, so that early losses stay as exact as late ones, and at most half of the points are left.
 */
function thinned(points: readonly LossPoint[]): LossPoint[] {
  const end = points.at(-1)?.time ?? 0;
  const apart = ((end - (points[0]?.time ?? 0)) * 4) / mostPoints;
  let kept = Number.NEGATIVE_INFINITY;
  return points.filter(({ time }, index) => {
    if ((points[index + 1]?.time ?? Number.POSITIVE_INFINITY) - kept <= apart) return false;
    kept = time;
    return true;
  });
}

export function createLossPoints(points: LossPoint[] = []): LossPoints {
  const indexAfter = (time: Micros): number => {
    const found = points.findLastIndex((point) => point.time <= time);
    return found + 1;
  };
  return {
    put({ time, lostWrites, splitBrainWrites }) {
      const at = indexAfter(time);
      const point = { time, lostWrites, splitBrainWrites };
      if (isSame(points[at - 1] ?? none, point)) return;
      const next = points[at];
      points.splice(at, next !== undefined && isSame(next, point) ? 1 : 0, point);
      if (points.length > mostPoints) points = thinned(points);
    },
    at: (time) => points[indexAfter(time) - 1] ?? none,
    copyUpTo: (time) => createLossPoints(points.filter((point) => point.time <= time)),
  };
}

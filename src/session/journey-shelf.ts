/**
 * Journeys of one branch in order of arrival, bounded: those more than a minute from where the run is are thinned to
 * nested eighths by a hash of their ordinal, failures are kept longest. Coming back, a replay brings the others again.
 */
import { mix32 } from '../base/hash.ts';
import type { Micros } from '../base/units.ts';
import {
  journeyHeaderStride as headerStride,
  hopColumn,
  hopStride,
  journeyHeader,
  journeyLength,
} from '../engine/telemetry/records.ts';

const { ordinal, cause, arrivedAt, endedAt, hops } = journeyHeader;
const { finishedAt } = hopColumn;

const mostJourneys = 30_000;
const journeysAfterThinning = 24_000;
const sharpMicros = 60_000_000;
/** Not the hash by which the engine samples: journeys that passed one threshold would all pass the other. */
const thinningSalt = 0x9e3779b9;

export interface JourneyShelf {
  /** `packed` holds journeys back to back; `focus` is where the run is now. */
  add(packed: Float64Array, focus: Micros): void;
  /** Journeys that overlap [from, to], in order of arrival. */
  between(from: Micros, to: Micros): readonly Float64Array[];
  /** A copy of those that had ended by `time`. */
  copyUpTo(time: Micros): JourneyShelf;
  readonly length: number;
}

/** Where it ends: work that its caller had abandoned may go on after the answer. */
function lastMoment(journey: Float64Array): number {
  let last = journey[endedAt] ?? 0;
  const end = headerStride + (journey[hops] ?? 0) * hopStride;
  for (let at = headerStride; at < end; at += hopStride) {
    last = Math.max(last, journey[at + finishedAt] ?? 0);
  }
  return last;
}

function compare(one: Float64Array, other: Float64Array): number {
  return (one[arrivedAt] ?? 0) - (other[arrivedAt] ?? 0) || (one[ordinal] ?? 0) - (other[ordinal] ?? 0);
}

export function unpackJourneys(packed: Float64Array): Float64Array[] {
  const journeys: Float64Array[] = [];
  for (let start = 0; start < packed.length; ) {
    const end = start + journeyLength(packed, start);
    journeys.push(packed.slice(start, end));
    start = end;
  }
  return journeys;
}

/** Passes, mildest first: which journeys survive. Failures fall only in the last. */
function thin(items: readonly Float64Array[], focus: Micros): Float64Array[] {
  const hash = (journey: Float64Array) => mix32((journey[ordinal] ?? 0) ^ thinningSalt);
  const isFailed = (journey: Float64Array) => (journey[cause] ?? 0) > 0;
  const isNear = (journey: Float64Array) => Math.abs((journey[arrivedAt] ?? 0) - focus) <= sharpMicros;
  let rest = [...items];
  for (const threshold of [2 ** 29, 2 ** 26, 2 ** 23, 0]) {
    if (rest.length <= journeysAfterThinning) return rest;
    rest = rest.filter((journey) => isFailed(journey) || isNear(journey) || hash(journey) < threshold);
  }
  for (const threshold of [2 ** 31, 2 ** 30, 2 ** 29]) {
    if (rest.length <= journeysAfterThinning) return rest;
    rest = rest.filter((journey) => isFailed(journey) || hash(journey) < threshold);
  }
  return rest.slice(-journeysAfterThinning);
}

export function createJourneyShelf(items: Float64Array[] = []): JourneyShelf {
  let longest = items.reduce((most, item) => Math.max(most, lastMoment(item) - (item[arrivedAt] ?? 0)), 0);

  /** Index of the first journey for which `isBefore` no longer holds. */
  function search(isBefore: (journey: Float64Array) => boolean): number {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const item = items[middle];
      if (item !== undefined && isBefore(item)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    add(packed, focus) {
      for (const journey of unpackJourneys(packed)) {
        longest = Math.max(longest, lastMoment(journey) - (journey[arrivedAt] ?? 0));
        const index = search((item) => compare(item, journey) < 0);
        const found = items[index];
        if (found !== undefined && compare(found, journey) === 0) items[index] = journey;
        else items.splice(index, 0, journey);
      }
      if (items.length > mostJourneys) items = thin(items, focus);
    },
    between(from, to) {
      const overlapping: Float64Array[] = [];
      for (
        let index = search((item) => (item[arrivedAt] ?? 0) < from - longest);
        index < items.length;
        index += 1
      ) {
        const item = items[index];
        if (item === undefined || (item[arrivedAt] ?? 0) > to) break;
        if (lastMoment(item) >= from) overlapping.push(item);
      }
      return overlapping;
    },
    copyUpTo(time) {
      return createJourneyShelf(items.filter((item) => (item[endedAt] ?? 0) <= time));
    },
    get length() {
      return items.length;
    },
  };
}

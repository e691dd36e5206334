/**
 * A circle of 2³² numbers with points on it, each of which belongs to somebody: the part that hashRing, ketama and
 * boundedLoadRing have in common. Points are sorted; where two fall on the same number, the one whose id precedes comes
 * first, so it answers, and the other stays for the day the first is gone.
 *
 *   owner(hash) = owner of the first point ≥ hash, or of the smallest point if there is none
 *
 * Source: Karger et al., "Consistent hashing and random trees", STOC 1997. Cost: O(log points) to look up, O(points) to
 * put in or take out. Known failure: nothing here moves data; a key whose owner changes is lost until somebody copies it.
 */
import { firstAtOrAfter } from '../../base/sorted.ts';
import { placeForNew, placeOf } from './members.ts';

export interface Ring {
  /** In the order of `precedes`. */
  readonly ids: string[];
  /** Sorted, equal ones by id. */
  points: Uint32Array;
  /** By point: the place of its owner in `ids`. */
  owners: Uint32Array;
}

export function createRing(): Ring {
  return { ids: [], points: new Uint32Array(0), owners: new Uint32Array(0) };
}

/** Makes room for an id and hands back its place. It has no points yet. */
export function insertId(ring: Ring, id: string): number {
  const place = placeForNew(ring.ids, id);
  ring.ids.splice(place, 0, id);
  for (let at = 0; at < ring.owners.length; at += 1) {
    const owner = ring.owners[at] as number;
    if (owner >= place) ring.owners[at] = owner + 1;
  }
  return place;
}

/** Takes an id out with all its points; hands back the place it had. */
export function deleteId(ring: Ring, id: string): number {
  const place = placeOf(ring.ids, id);
  takePoints(ring, place);
  ring.ids.splice(place, 1);
  for (let at = 0; at < ring.owners.length; at += 1) {
    const owner = ring.owners[at] as number;
    if (owner > place) ring.owners[at] = owner - 1;
  }
  return place;
}

/** Merges the points of the id at `place`, which are sorted first. */
export function putPoints(ring: Ring, place: number, added: Uint32Array): void {
  added.sort();
  const { points, owners } = ring;
  ring.points = new Uint32Array(points.length + added.length);
  ring.owners = new Uint32Array(points.length + added.length);
  let old = 0;
  for (let fresh = 0; fresh <= added.length; fresh += 1) {
    const limit = fresh === added.length ? Number.POSITIVE_INFINITY : (added[fresh] as number);
    // Places are in the order of ids: of equal points, that of the lower place comes first.
    while (old < points.length && comesFirst(points[old] as number, owners[old] as number, limit, place)) {
      ring.points[old + fresh] = points[old] as number;
      ring.owners[old + fresh] = owners[old] as number;
      old += 1;
    }
    if (fresh === added.length) break;
    ring.points[old + fresh] = limit;
    ring.owners[old + fresh] = place;
  }
}

function comesFirst(point: number, owner: number, limit: number, place: number): boolean {
  return point === limit ? owner < place : point < limit;
}

/** Takes out all points of the id at `place`; it stays, without any. */
export function takePoints(ring: Ring, place: number): void {
  const keep = (_: number, at: number): boolean => ring.owners[at] !== place;
  ring.points = ring.points.filter(keep);
  ring.owners = ring.owners.filter((owner) => owner !== place);
}

/** The place of the first point ≥ hash, around the circle; 0 if there is no point at all. */
export function pointAt(ring: Ring, hash: number): number {
  const at = firstAtOrAfter(ring.points, hash);
  return at === ring.points.length ? 0 : at;
}

/** The id whose point comes first at or after `hash`; undefined on an empty ring. */
export function idAt(ring: Ring, hash: number): string | undefined {
  return ring.points.length === 0 ? undefined : ring.ids[ring.owners[pointAt(ring, hash)] as number];
}

/**
 * Who is in: the rules that every hashing file of this folder has for the ids it is given. Ids are kept in one order,
 * whatever order they came in, so that all who know the same ids agree: shorter ones first, then by UTF-16 code unit
 * (`shard-2` before `shard-10`). Source: Maglev (NSDI 2016, section 3.4) asks for the same. Cost: O(log ids) to find a
 * place. Known failure: an id that belongs in the middle changes the place of all behind it.
 */
import { check, insist, text, whole } from '../../base/options.ts';

const newcomer = 'one that was not added';

/** For those who give an id so many places, points or turns. */
export const wholeWeight = whole(1, 65_535);

export function precedes(left: string, right: string): boolean {
  return left.length === right.length ? left < right : left.length < right.length;
}

/** The place of the first id that does not precede `id`. */
export function placeFor(ids: readonly string[], id: string): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (precedes(ids[middle] as string, id)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a new id belongs. @throws OptionError if it is there. */
export function placeForNew(ids: readonly string[], id: string): number {
  check('id', id, text);
  const place = placeFor(ids, id);
  insist(ids[place] !== id, 'id', newcomer, id);
  return place;
}

/** For ids in no order. @throws OptionError if it is there. */
export function checkNewId(ids: readonly string[], id: string): void {
  check('id', id, text);
  insist(!ids.includes(id), 'id', newcomer, id);
}

/** @throws OptionError if it is not there. */
export function placeOf(ids: readonly string[], id: string): number {
  const place = placeFor(ids, id);
  insist(ids[place] === id, 'id', 'one that was added', id);
  return place;
}

// Draws mutants: an operator first, so that the many constants do not crowd out the few swapped arguments,
// then a place, then one of its edits. A seed and a tree decide the list.
import { operators } from './operators.mjs';
import { placesIn } from './places.mjs';

/** Draws in [0, 1) that a seed decides. After mulberry32 (T. Ettinger, public domain). */
function stream(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Edits of one operator grouped by where they begin: a place with three edits is not three times as likely. */
function byPlace(edits) {
  const places = new Map();
  for (const edit of edits) {
    const key = `${edit.path}:${edit.start}`;
    places.set(key, [...(places.get(key) ?? []), edit]);
  }
  return [...places.values()];
}

/**
 * Endless until no place is left; no place of an operator comes twice.
 * @param {readonly { path: string, text: string }[]} files
 * @param {number} seed
 */
export function* drawMutants(files, seed) {
  const edits = files.flatMap(({ path, text }) => placesIn(path, text));
  const left = operators.map((name) => byPlace(edits.filter((edit) => edit.operator === name)));
  const next = stream(seed);
  const take = (list) => list.splice(Math.floor(next() * list.length), 1)[0];
  for (;;) {
    const open = left.filter((places) => places.length > 0);
    if (open.length === 0) return;
    const places = open[Math.floor(next() * open.length)];
    yield take([...take(places)]);
  }
}

/**
 * A cache of bounded size whose entries also grow old: the one used least recently goes first, and none outlives its time
 * to live. It holds keys only: what belongs to a key lies beside it, by slot.
 *
 *   hit(key, now)  ⟺  among the `capacity` keys used last ∧ now < expiresAt
 *
 * Source: Mattson et al., "Evaluation techniques for storage hierarchies", IBM Systems Journal 9(2), 1970. O(1) per call,
 * no allocation. Known failure: one scan over many keys pushes out everything that was popular.
 */
import { check, insist, readOptions, whole } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';

const none = -1;

export interface LruCache {
  /** Entries it may hold; changes with `resize`. */
  capacity: number;
  size: number;
  /** By slot: the key (−1 = free), when it expires, and its neighbours in order of use. */
  keys: Int32Array;
  expiresAt: Float64Array;
  older: Int32Array;
  newer: Int32Array;
  /** By key: its slot, −1 = not held. */
  readonly slotOf: Int32Array;
  newest: number;
  oldest: number;
  /** Free slots, chained through `older`. */
  free: number;
  /** Key that the last `put` pushed out, −1 = none. */
  evicted: number;
}

export interface LruCacheOptions {
  readonly capacity: number;
  /** Keys are whole numbers below this. */
  readonly keyCount: number;
}

export function create(given: LruCacheOptions): LruCache {
  const { capacity, keyCount } = readOptions<LruCacheOptions, LruCacheOptions>(
    given,
    {},
    { capacity: whole(0), keyCount: whole(1) },
  );
  return {
    capacity,
    size: 0,
    keys: new Int32Array(0),
    expiresAt: new Float64Array(0),
    older: new Int32Array(0),
    newer: new Int32Array(0),
    slotOf: new Int32Array(keyCount).fill(none),
    newest: none,
    oldest: none,
    free: none,
    evicted: none,
  };
}

/** The slot of a key that is held and has not expired, and marks it as used; −1 otherwise. */
export function find(s: LruCache, key: number, now: Micros): number {
  const slot = s.slotOf[key] ?? none;
  if (slot === none) return none;
  if ((s.expiresAt[slot] as number) <= now) {
    release(s, slot);
    return none;
  }
  if (slot !== s.newest) {
    unlink(s, slot);
    linkNewest(s, slot);
  }
  return slot;
}

/**
 * Holds a key until `expiresAt`, as the one used last, and returns its slot (−1 if the capacity is 0). `evicted` then
 * says which key had to go for it.
 */
export function put(s: LruCache, key: number, expiresAt: Micros): number {
  const isKey = Number.isInteger(key) && key >= 0 && key < s.slotOf.length;
  insist(isKey, 'key', 'a whole number below keyCount', key);
  s.evicted = none;
  if (s.capacity === 0) return none;
  let slot = s.slotOf[key] ?? none;
  if (slot === none) {
    if (s.size >= s.capacity) {
      s.evicted = s.keys[s.oldest] as number;
      release(s, s.oldest);
    }
    slot = take(s);
    s.keys[slot] = key;
    s.slotOf[key] = slot;
    s.size += 1;
  } else unlink(s, slot);
  s.expiresAt[slot] = expiresAt;
  linkNewest(s, slot);
  return slot;
}

/** True if the key was held. */
export function remove(s: LruCache, key: number): boolean {
  const slot = s.slotOf[key] ?? none;
  if (slot === none) return false;
  release(s, slot);
  return true;
}

export function clear(s: LruCache): void {
  while (s.oldest !== none) release(s, s.oldest);
}

/** A smaller capacity pushes out what was used least recently. */
export function resize(s: LruCache, capacity: number): void {
  check('capacity', capacity, whole(0));
  s.capacity = capacity;
  while (s.size > capacity) release(s, s.oldest);
}

/** Keys held, the least recently used first, expired ones included. */
export function keysByUse(s: LruCache): Int32Array {
  const keys = new Int32Array(s.size);
  let slot = s.oldest;
  for (let place = 0; slot !== none; place += 1) {
    keys[place] = s.keys[slot] as number;
    slot = s.newer[slot] as number;
  }
  return keys;
}

function release(s: LruCache, slot: number): void {
  unlink(s, slot);
  s.slotOf[s.keys[slot] as number] = none;
  s.keys[slot] = none;
  s.older[slot] = s.free;
  s.free = slot;
  s.size -= 1;
}

function take(s: LruCache): number {
  if (s.free === none) grow(s);
  const slot = s.free;
  s.free = s.older[slot] as number;
  return slot;
}

/** Room for twice as many, at most for all that may ever be held at once. */
function grow(s: LruCache): void {
  const before = s.keys.length;
  const after = Math.max(before + 1, Math.min(Math.max(64, before * 2), s.capacity, s.slotOf.length));
  s.keys = copied(s.keys, new Int32Array(after).fill(none));
  s.expiresAt = copied(s.expiresAt, new Float64Array(after));
  s.older = copied(s.older, new Int32Array(after));
  s.newer = copied(s.newer, new Int32Array(after));
  for (let slot = after - 1; slot >= before; slot -= 1) {
    s.older[slot] = s.free;
    s.free = slot;
  }
}

function copied<Column extends Int32Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}

function unlink(s: LruCache, slot: number): void {
  const older = s.older[slot] as number;
  const newer = s.newer[slot] as number;
  if (older === none) s.oldest = newer;
  else s.newer[older] = newer;
  if (newer === none) s.newest = older;
  else s.older[newer] = older;
}

function linkNewest(s: LruCache, slot: number): void {
  s.older[slot] = s.newest;
  s.newer[slot] = none;
  if (s.newest === none) s.oldest = slot;
  else s.newer[s.newest] = slot;
  s.newest = slot;
}

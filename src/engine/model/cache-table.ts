/**
 * What a cache holds in memory: keys with a time to live, and for each which version of the value it is. Ground truth
 * can so tell a stale answer from a fresh one (`replicated-store.ts`); the cache itself cannot.
 */
import * as lruCache from '../../algorithms/caching/lru-cache.ts';
import type { Micros } from '../../base/units.ts';

export interface CacheTablePlain {
  /** By slot, so that an entry keeps its place while others come and go: its key (−1 = free) and its neighbours by use. */
  readonly keys: Int32Array;
  readonly older: Int32Array;
  readonly newer: Int32Array;
  readonly expiresAt: Float64Array;
  readonly lineages: Int32Array;
  /** One more than the offset, so that 0 is none; as wide as the versions of keys (`replicated-store.ts`). */
  readonly offsets: Uint32Array;
  readonly ends: { readonly newest: number; readonly oldest: number; readonly free: number };
}

export class CacheTable {
  private readonly lru: lruCache.LruCache;
  /** By slot: the position in the database's log at which the value was read. */
  private lineages = new Int32Array(0);
  private offsets = new Float64Array(0);

  constructor(capacity: number, keyCount: number) {
    this.lru = lruCache.create({ capacity, keyCount });
  }

  get size(): number {
    return this.lru.size;
  }

  get capacity(): number {
    return this.lru.capacity;
  }

  /** The key that would have to go if `key` were put now, −1 = none. */
  victimOf(key: number): number {
    const { lru } = this;
    return this.holds(key) || lru.size < lru.capacity ? -1 : (lru.keys[lru.oldest] ?? -1);
  }

  /** Expired or not. */
  holds(key: number): boolean {
    return (this.lru.slotOf[key] ?? -1) >= 0;
  }

  /** Slot of a key that is held, −1 otherwise. */
  find(key: number, now: Micros): number {
    return lruCache.find(this.lru, key, now);
  }

  lineageAt(slot: number): number {
    return this.lineages[slot] as number;
  }

  offsetAt(slot: number): number {
    return this.offsets[slot] as number;
  }

  put(key: number, expiresAt: Micros, lineage: number, offset: number): void {
    const slot = lruCache.put(this.lru, key, expiresAt);
    if (slot < 0) return;
    if (slot >= this.lineages.length) this.growTo(this.lru.keys.length);
    this.lineages[slot] = lineage;
    this.offsets[slot] = offset;
  }

  remove(key: number): boolean {
    return lruCache.remove(this.lru, key);
  }

  clear(): void {
    lruCache.clear(this.lru);
  }

  resize(capacity: number): void {
    lruCache.resize(this.lru, capacity);
  }

  /** How many of the keys held lie in [from, to). */
  countBetween(from: number, to: number): number {
    return lruCache.keysByUse(this.lru).reduce((sum, key) => sum + (key >= from && key < to ? 1 : 0), 0);
  }

  save(): CacheTablePlain {
    const { lru } = this;
    const slots = lru.keys.length;
    const newer = lru.newer.slice();
    const expiresAt = lru.expiresAt.slice();
    const lineages = new Int32Array(slots);
    const offsets = new Uint32Array(slots);
    for (let slot = 0; slot < slots; slot += 1) {
      if ((lru.keys[slot] as number) < 0) {
        newer[slot] = 0;
        expiresAt[slot] = 0;
        continue;
      }
      lineages[slot] = this.lineages[slot] as number;
      offsets[slot] = (this.offsets[slot] as number) + 1;
    }
    const { newest, oldest, free } = lru;
    const ends = { newest, oldest, free };
    return { keys: lru.keys.slice(), older: lru.older.slice(), newer, expiresAt, lineages, offsets, ends };
  }

  /** The entries of another table, in its order of use; those used least recently go if there is no room for them. */
  load(plain: CacheTablePlain): void {
    const { lru } = this;
    this.clear();
    lru.keys = plain.keys.slice();
    lru.older = plain.older.slice();
    lru.newer = plain.newer.slice();
    lru.expiresAt = plain.expiresAt.slice();
    Object.assign(lru, plain.ends);
    this.lineages = plain.lineages.slice();
    this.offsets = Float64Array.from(plain.offsets, (offset) => offset - 1);
    plain.keys.forEach((key, slot) => {
      if (key < 0) return;
      lru.slotOf[key] = slot;
      lru.size += 1;
    });
    lruCache.resize(lru, lru.capacity);
  }

  private growTo(slots: number): void {
    const [lineages, offsets] = [new Int32Array(slots), new Float64Array(slots)];
    lineages.set(this.lineages);
    offsets.set(this.offsets);
    this.lineages = lineages;
    this.offsets = offsets;
  }
}

/**
 * A map that forgets by age without looking at its entries: two generations, of which the older is dropped as a whole.
 * After a put, what was put less than `keepFor` ago is there, and what was put 2 × `keepFor` ago is not. O(1) per call.
 * (Deleting one by one from the front of a Map is not: each search for the first entry walks over the deleted ones.)
 */
import type { Micros } from './units.ts';

export interface AgingMap<Key, Value> {
  readonly keepFor: Micros;
  recent: Map<Key, Value>;
  /** Put before `since`. */
  older: Map<Key, Value>;
  since: Micros;
}

export function createAgingMap<Key, Value>(keepFor: Micros): AgingMap<Key, Value> {
  return { keepFor, recent: new Map(), older: new Map(), since: 0 };
}

export function put<Key, Value>(s: AgingMap<Key, Value>, key: Key, value: Value, now: Micros): void {
  const periods = Math.floor((now - s.since) / s.keepFor);
  if (periods >= 2) removeAll(s);
  if (periods >= 1) turnOver(s, s.since + periods * s.keepFor);
  s.older.delete(key);
  s.recent.set(key, value);
}

/** Begins a new generation as of `since`; the older one is gone. */
export function turnOver<Key, Value>(s: AgingMap<Key, Value>, since: Micros): void {
  s.older = s.recent;
  s.recent = new Map();
  s.since = since;
}

export function lookUp<Key, Value>(s: AgingMap<Key, Value>, key: Key): Value | undefined {
  return s.recent.get(key) ?? s.older.get(key);
}

/** False: there was none. */
export function remove<Key, Value>(s: AgingMap<Key, Value>, key: Key): boolean {
  return s.recent.delete(key) || s.older.delete(key);
}

export function removeAll<Key, Value>(s: AgingMap<Key, Value>): void {
  s.recent.clear();
  s.older.clear();
}

export const sizeOf = <Key, Value>(s: AgingMap<Key, Value>): number => s.recent.size + s.older.size;

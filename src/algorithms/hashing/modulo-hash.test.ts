import { describe, expect, it } from 'vitest';
import { OptionError } from '../../base/options.ts';
import * as moduloHash from './modulo-hash.ts';

function withIds(...ids: readonly string[]): moduloHash.ModuloHash {
  const s = moduloHash.create();
  for (const id of ids) moduloHash.add(s, id);
  return s;
}

describe('moduloHash', () => {
  it('numbers shards as a person would, whatever order they came in', () => {
    const s = withIds('shard-10', 'shard-2', 'shard-1');
    expect([0, 1, 2, 3].map((hash) => moduloHash.ownerOfHash(s, hash))).toEqual([
      'shard-1',
      'shard-2',
      'shard-10',
      'shard-1',
    ]);
    expect(moduloHash.owner(s, 'user:1')).toBe(moduloHash.ownerOfHash(s, moduloHash.hashOf('user:1')));
  });

  it('gives an id of weight w so many remainders, and takes all of them away again', () => {
    const s = withIds('a', 'c');
    moduloHash.add(s, 'b', 2);
    expect([0, 1, 2, 3].map((hash) => moduloHash.ownerOfHash(s, hash))).toEqual(['a', 'b', 'b', 'c']);
    moduloHash.remove(s, 'b');
    expect(s).toEqual(withIds('a', 'c'));
    expect(moduloHash.owner(withIds(), 'user:1')).toBeUndefined();
  });

  // All hashes below lcm(n, m), each counted: the formula without the formula.
  it('moves 1 − min(n, m) / lcm(n, m) of all keys', () => {
    for (const [before, after] of [
      [3, 4],
      [4, 6],
      [6, 4],
      [5, 5],
      [1, 2],
      [12, 18],
    ] as const) {
      const period = before * after;
      const moved = Array.from({ length: period }, (_, hash) => hash).filter(
        (hash) => hash % before !== hash % after,
      );
      expect(moduloHash.movedShare(before, after)).toBeCloseTo(moved.length / period, 12);
    }
  });

  it('refuses what it cannot use', () => {
    const s = withIds('a');
    expect(() => moduloHash.create({ virtualNodes: 3 } as never)).toThrow(OptionError);
    expect(() => moduloHash.add(s, 'b', 1.5)).toThrow(/weight: a whole number, 1 … 65535/);
    expect(() => moduloHash.add(s, 'a')).toThrow(/id/);
    expect(() => moduloHash.remove(s, 'b')).toThrow(/id/);
    expect(() => moduloHash.ownerOfHash(s, 2 ** 32)).toThrow(/hash/);
    expect(() => moduloHash.movedShare(0, 1)).toThrow(/before/);
  });
});

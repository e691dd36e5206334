import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionError } from '../../base/options.ts';
import * as rangeSharding from './range-sharding.ts';

/** The article's: a million ids to a shard, the last takes the rest. */
const byMillion = (): rangeSharding.RangeSharding =>
  rangeSharding.create({
    ranges: [
      { shard: 'shard-1', below: 1_000_000 },
      { shard: 'shard-2', below: 2_000_000 },
      { shard: 'shard-3', below: 3_000_000 },
      { shard: 'shard-4' },
    ],
  });

describe('rangeSharding', () => {
  it.each([
    [0, 'shard-1'],
    [999_999, 'shard-1'],
    [1_000_000, 'shard-2'],
    [1_234_567, 'shard-2'],
    [1_999_999.5, 'shard-2'],
    [2_000_000, 'shard-3'],
    [3_000_000, 'shard-4'],
    [Number.MAX_SAFE_INTEGER, 'shard-4'],
  ])('%d lies on %s, as in the article', (key, shard) => {
    expect(rangeSharding.route(byMillion(), key)).toBe(shard);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '7' as never])('refuses the key %s', (key) => {
    expect(() => rangeSharding.route(byMillion(), key)).toThrow(/key: at least 0/);
  });

  it('asks only the shards that a range of keys touches', () => {
    const s = byMillion();
    expect(rangeSharding.routeRange(s, 0, 1_000_000)).toEqual(['shard-1']);
    expect(rangeSharding.routeRange(s, 999_999, 1_000_001)).toEqual(['shard-1', 'shard-2']);
    expect(rangeSharding.routeRange(s, 1_500_000, 9_000_000)).toEqual(['shard-2', 'shard-3', 'shard-4']);
    expect(() => rangeSharding.routeRange(s, 5, 5)).toThrow(/below: more than 5/);
  });

  it('splits the last range, which is the one that grows, and merges it back', () => {
    const s = byMillion();
    rangeSharding.split(s, 4_000_000, 'shard-5');
    expect(rangeSharding.route(s, 3_999_999)).toBe('shard-4');
    expect(rangeSharding.route(s, 4_000_000)).toBe('shard-5');
    rangeSharding.merge(s, 4_000_000);
    expect(s).toEqual(byMillion());
    expect(() => rangeSharding.split(s, 1_000_000, 'shard-5')).toThrow(/at: a key at which no range begins/);
    expect(() => rangeSharding.merge(s, 1_500_000)).toThrow(/at: a key at which a range begins/);
  });

  it('moves by a split only keys of the new piece, and by a merge none but those', () => {
    const at = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(fc.uniqueArray(at, { minLength: 1, maxLength: 8 }), (cuts) => {
        const s = rangeSharding.create({ ranges: [{ shard: 'first' }] });
        const owners = (): string[] => Array.from({ length: 110 }, (_, key) => rangeSharding.route(s, key));
        for (const cut of cuts) {
          const then = owners();
          const end = Math.min(...s.bounds.filter((bound) => bound > cut), 110);
          rangeSharding.split(s, cut, `from ${cut}`);
          expect(owners()).toEqual(
            then.map((shard, key) => (key >= cut && key < end ? `from ${cut}` : shard)),
          );
          expect(s.bounds).toEqual([...s.bounds].sort((left, right) => left - right));
        }
        for (const cut of cuts) rangeSharding.merge(s, cut);
        expect(s).toEqual(rangeSharding.create({ ranges: [{ shard: 'first' }] }));
      }),
    );
  });

  it('refuses ranges that do not cover all keys once', () => {
    const made =
      (...ranges: { shard: string; below?: number }[]) =>
      () =>
        rangeSharding.create({ ranges });
    expect(made()).toThrow(/ranges: a list of ranges, at least 1/);
    expect(made({ shard: 'a', below: 5 }, { shard: 'b', below: 9 })).toThrow(/ranges\[1\]\.below: left out/);
    expect(made({ shard: 'a', below: 5 }, { shard: 'b', below: 5 }, { shard: 'c' })).toThrow(
      /ranges\[1\]\.below: more than 5/,
    );
    expect(made({ shard: 'a' }, { shard: 'b' })).toThrow(/ranges\[0\]\.below: more than 0/);
    expect(made({ shard: 'a', below: Number.NaN }, { shard: 'b' })).toThrow(OptionError);
    expect(made({ shard: 'a', from: 5 } as never)).toThrow(/ranges\[0\]\.from: no such option/);
  });
});

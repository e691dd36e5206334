import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAgingMap, lookUp, put, remove, removeAll, sizeOf } from './aging-map.ts';

describe('aging map', () => {
  it('has what is young, has not what is twice as old, and the latest of what was put twice', () => {
    const step = fc.record({ pass: fc.nat(40), key: fc.nat(6), removes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100, size: 'max' }), (steps) => {
        const s = createAgingMap<number, number>(100);
        const putAt = new Map<number, number>();
        let now = 0;
        for (const { pass, key, removes } of steps) {
          now += pass;
          if (removes) {
            remove(s, key);
            putAt.delete(key);
            expect(lookUp(s, key)).toBeUndefined();
            continue;
          }
          put(s, key, now, now);
          putAt.set(key, now);
          for (const [one, at] of putAt) {
            if (now - at < 100) expect(lookUp(s, one)).toBe(at);
            if (now - at >= 200) expect(lookUp(s, one)).toBeUndefined();
          }
        }
        removeAll(s);
        expect(sizeOf(s)).toBe(0);
      }),
    );
  });
});

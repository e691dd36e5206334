import { describe, expect, it } from 'vitest';
import { generationOfOrigin, originOf, stepOfOrigin } from './origin.ts';

describe('an origin', () => {
  it('is never that of a call without one, and tells step and life apart up to the last of each', () => {
    for (const step of [0, 1, 31])
      for (const generation of [0, 1, 2 ** 31 - 1]) {
        const origin = originOf(step, generation);
        expect(origin).toBeGreaterThan(0);
        expect([stepOfOrigin(origin), generationOfOrigin(origin)]).toEqual([step, generation]);
      }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('a property', () => {
  it('draws the same on every machine, unless another seed is asked for', () => {
    const drawn = fc.sample(fc.integer({ min: 0, max: 999 }), 5);
    expect(fc.readConfigureGlobal()).toEqual({ seed: Number(process.env.NINES_SEED ?? 20_261_130) });
    expect(fc.sample(fc.integer({ min: 0, max: 999 }), 5)).toEqual(drawn);
  });
});

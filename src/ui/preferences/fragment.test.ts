// What a link asks for is opened, or told as wrong with what is allowed: never silently something else.
import { describe, expect, it } from 'vitest';
import { readAddress } from './fragment.ts';

const read = (hash: string) => readAddress(new URLSearchParams(hash), ['reference', 'vertical']);

describe('an address', () => {
  it('names a template and a seed, or neither', () => {
    expect(read('scenario=vertical&seed=4294967295')).toEqual({
      scenario: 'vertical',
      seed: 4_294_967_295,
      problem: undefined,
    });
    expect(read('')).toEqual({ scenario: undefined, seed: 7, problem: undefined });
  });

  it.each([
    ['scenario=vertcal', '#scenario', 'vertcal', 'one of reference, vertical'],
    ['seed=4294967296', '#seed', '4294967296', '0 … 4294967295, a whole number'],
    ['seed=-1', '#seed', '-1', '0 … 4294967295, a whole number'],
    ['seed=1e3', '#seed', '1e3', '0 … 4294967295, a whole number'],
  ])('with %s says so', (hash, path, value, allowed) => {
    const { problem, seed } = read(hash);
    expect(problem).toMatchObject({ path, value, allowed });
    expect(seed).toBe(7);
  });

  it('tells all that is wrong, and not a whole book of it', () => {
    const { problem } = read(`scenario=${'x'.repeat(500)}&seed=y`);
    expect(problem?.value).toHaveLength(41);
    expect(problem?.others).toMatchObject([{ path: '#seed', value: 'y' }]);
  });
});

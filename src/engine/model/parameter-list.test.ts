import { describe, expect, it } from 'vitest';
import { retrySpecs } from '../../../test/support/retry-specs.ts';
import { listParameters } from './parameter-list.ts';
import type { Fields } from './parameter-spec.ts';

const leaves = listParameters(retrySpecs);
const leaf = (path: string) => leaves.find((one) => one.path === path);

describe('the list of parameters', () => {
  it('has every leaf, optional section, case and item by the path that people type, in the order of the tree', () => {
    expect(leaves.map(({ path }) => path)).toEqual([
      'slots',
      'gzip',
      'level',
      'weights',
      'weights.0',
      'weights.1',
      'weights.2',
      'limits.rate',
      'retry',
      'retry.attempts',
      'retry.backoff',
      'retry.backoff.pause',
      'retry.backoff.base',
      'retry.backoff.jitter',
    ]);
  });

  it('has names for what is not a number, and their default as an index', () => {
    expect(leaf('gzip')).toMatchObject({ type: 'toggle', choices: ['off', 'on'], default: 1 });
    expect(leaf('retry')).toMatchObject({ type: 'section', choices: ['off', 'on'], default: 0 });
    expect(leaf('retry.backoff')).toMatchObject({ choices: ['fixed', 'exponential'], default: 0 });
    expect(leaf('retry.backoff.jitter')).toMatchObject({ choices: ['none', 'full'], default: 1 });
  });

  it('says what each is part of and when it has an effect', () => {
    expect(leaf('level')?.shownWhen).toEqual([{ path: 'gzip', codes: [1] }]);
    expect(leaf('level')?.within).toBeUndefined();
    expect(leaf('weights.1')?.within).toEqual([{ path: 'weights', codes: [2, 3] }]);
    expect(leaf('limits.rate')?.within).toBeUndefined();
    expect(leaf('retry.backoff.base')?.within).toEqual([
      { path: 'retry', codes: [1] },
      { path: 'retry.backoff', codes: [1] },
    ]);
  });

  it('refuses a condition on what no sibling can be, and two fields of one path', () => {
    const rate = { type: 'quantity', unit: 'count', min: 0, max: 1, default: 0 } as const;
    const wrong: Fields = { a: { ...rate, shownWhen: { b: 'on' } } };
    expect(() => listParameters(wrong)).toThrow('a condition names a value of a sibling');
    const twice: Fields = { a: { type: 'variant', default: 'x', cases: { x: { rate }, y: { rate } } } };
    expect(() => listParameters(twice)).toThrow('a path names one parameter');
  });
});

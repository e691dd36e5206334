import { describe, expect, it } from 'vitest';
import { retrySpecs } from '../../../test/support/retry-specs.ts';
import { listParameters } from './parameter-list.ts';
import type { Fields } from './parameter-spec.ts';
import { type ParameterValues, readValues } from './parameter-values.ts';

const defaults = Object.fromEntries(listParameters(retrySpecs).map((spec) => [spec.path, spec.default]));

describe('the values as a model reads them', () => {
  it('have names, booleans and lists, and no section that was not added', () => {
    const values: ParameterValues<typeof retrySpecs> = readValues(retrySpecs, defaults);
    expect(values).toEqual({
      slots: 8,
      gzip: true,
      level: 6,
      weights: [],
      limits: { rate: 10 },
      retry: undefined,
    });
  });

  it('have the fields of the case that was chosen, and as many items as the list is long', () => {
    const stored = { ...defaults, retry: 1, 'retry.backoff': 1, 'retry.backoff.base': 20, weights: 2 };
    const { retry, weights } = readValues(retrySpecs, { ...stored, 'weights.1': 4 });
    expect(retry).toEqual({ attempts: 3, backoff: { is: 'exponential', base: 20, jitter: 'full' } });
    expect(retry?.backoff.is === 'exponential' && retry.backoff.base).toBe(20);
    expect(weights).toEqual([1, 4]);
  });

  it('are off at 0 and on at 1, and each choice is the name at its index', () => {
    const stored = { ...defaults, retry: 1, 'retry.backoff': 1 };
    const at = (more: Record<string, number>) => readValues(retrySpecs, { ...stored, ...more });
    expect([at({ gzip: 0 }).gzip, at({ gzip: 1 }).gzip]).toEqual([false, true]);
    const jitters = [0, 1].map((code) => at({ 'retry.backoff.jitter': code }).retry?.backoff);
    expect(jitters).toMatchObject([{ jitter: 'none' }, { jitter: 'full' }]);
    expect(at({ 'retry.backoff': 0 }).retry?.backoff).toEqual({ is: 'fixed', pause: 50 });
  });

  it('of a section in a list are read at the place of each item', () => {
    const servers: Fields = {
      servers: {
        type: 'list',
        most: 2,
        of: {
          type: 'section',
          fields: {
            weight: { type: 'quantity', unit: 'factor', min: 0, max: 9, default: 1 },
            spare: { type: 'toggle', default: false },
          },
        },
      },
    };
    const stored = {
      servers: 2,
      'servers.0.weight': 3,
      'servers.0.spare': 0,
      'servers.1.weight': 5,
      'servers.1.spare': 1,
    };
    expect(readValues(servers, stored)).toEqual({
      servers: [
        { weight: 3, spare: false },
        { weight: 5, spare: true },
      ],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { retrySpecs } from '../../test/support/retry-specs.ts';
import { listParameters } from '../engine/model/parameter-list.ts';
import { checkInputs } from './check-inputs.ts';
import {
  givenValues,
  type InputsOf,
  inputsByPath,
  type ParameterInputs,
  withInput,
  withoutInput,
} from './parameter-inputs.ts';

type Inputs = InputsOf<typeof retrySpecs>;

const issues = (inputs: unknown) =>
  checkInputs(retrySpecs, inputs).map(({ at, allowed }) => `${at.join('.')}: ${allowed}`);
const given = (own: ParameterInputs, shared?: ParameterInputs) =>
  new Map(givenValues(retrySpecs, own, shared).map(({ spec, given: value }) => [spec.path, value]));

describe('parameters as a scenario gives them', () => {
  it('may be numbers, names, true and false, lists, objects of fields, and objects that name a case', () => {
    const full: Inputs = {
      slots: 4,
      gzip: false,
      weights: [1, 2.5],
      limits: { rate: 5 },
      retry: { attempts: 2, backoff: { is: 'exponential', base: 20, jitter: 'none' } },
    };
    expect(issues(full)).toEqual([]);
    expect(issues({ retry: { backoff: 'exponential' }, gzip: 'off' })).toEqual([]);
    expect(issues({})).toEqual([]);
  });

  it.each([
    [{ slots: 0.5 }, 'slots: 1 … 64, a whole number'],
    [{ slots: '4' }, 'slots: 1 … 64, a whole number'],
    [{ slots: true }, 'slots: 1 … 64, a whole number'],
    [{ slots: {} }, 'slots: 1 … 64, a whole number'],
    [{ gzip: 'yes' }, 'gzip: off, on'],
    [{ weights: [1, 11] }, 'weights.1: 0 … 10'],
    [{ weights: [1, 1, 1, 1] }, 'weights: a list of 0 … 3 values'],
    [{ weights: 3 }, 'weights: a list of 0 … 3 values'],
    [{ retry: true }, 'retry: an object with these entries'],
    [{ retry: { base: 5 } }, 'retry.base: attempts, backoff'],
    [{ retry: { backoff: 'linear' } }, 'retry.backoff: fixed, exponential'],
    [{ retry: { backoff: { base: 5 } } }, 'retry.backoff.is: fixed, exponential'],
    [{ retry: { backoff: { is: 'fixed', base: 5 } } }, 'retry.backoff.base: is, pause'],
    [{ retry: { backoff: { is: 'exponential', base: 0 } } }, 'retry.backoff.base: 1 … 1000 ms'],
    [[], ': an object with these entries'],
    [JSON.parse('{"__proto__": {"slots": 1}}'), '__proto__: slots, gzip, level, weights, limits, retry'],
  ])('%j is refused', (inputs, told) => {
    expect(issues(inputs)).toEqual([told]);
  });

  it('belong to paths: a section that is there is on, a list as long as it is', () => {
    const inputs = { weights: [2], retry: { backoff: { is: 'exponential', base: 20 } } };
    expect([...inputsByPath(inputs)]).toEqual([
      ['weights', 1],
      ['weights.0', 2],
      ['retry', 'on'],
      ['retry.backoff', 'exponential'],
      ['retry.backoff.base', 20],
    ]);
  });

  it('of a component win over its group’s, leaf by leaf', () => {
    const values = given(
      { retry: { attempts: 5 } },
      { retry: { attempts: 2, backoff: 'exponential' }, slots: 3 },
    );
    expect(values.get('retry')).toBe('on');
    expect(values.get('retry.attempts')).toBe(5);
    expect(values.get('retry.backoff')).toBe('exponential');
    expect(values.get('slots')).toBe(3);
    expect(given({}).get('retry')).toBe(0);
  });
});

describe('a value set by its path', () => {
  const set = (inputs: ParameterInputs, path: string, value: number) =>
    withInput(retrySpecs, inputs, path.split('.'), value);

  it('adds the section and chooses the case that it is part of, and makes the list long enough', () => {
    expect(set({}, 'retry.attempts', 5)).toEqual({ retry: { attempts: 5 } });
    expect(set({ retry: { attempts: 5 } }, 'retry.backoff.base', 7)).toEqual({
      retry: { attempts: 5, backoff: { is: 'exponential', base: 7 } },
    });
    expect(set({ weights: [5] }, 'weights.2', 9)).toEqual({ weights: [5, 1, 9] });
  });

  it('keeps the other fields of the case, and none of another', () => {
    const fixed = { retry: { backoff: { is: 'fixed', pause: 9 } } };
    expect(set(fixed, 'retry.backoff.base', 7)).toEqual({
      retry: { backoff: { is: 'exponential', base: 7 } },
    });
    const exponential = { retry: { backoff: { is: 'exponential', base: 7 } } };
    const both = { retry: { backoff: { is: 'exponential', base: 7, jitter: 0 } } };
    expect(set(exponential, 'retry.backoff.jitter', 0)).toEqual(both);
    expect(set({ retry: { backoff: 'exponential' } }, 'retry.backoff.base', 7)).toEqual(exponential);
  });

  it('adds and removes a section, chooses a case, and makes a list shorter', () => {
    expect(set({}, 'retry', 1)).toEqual({ retry: {} });
    expect(set({ retry: { attempts: 5 } }, 'retry', 1)).toEqual({ retry: { attempts: 5 } });
    expect(set({ slots: 2, retry: { attempts: 5 } }, 'retry', 0)).toEqual({ slots: 2 });
    expect(set({}, 'retry.backoff', 1)).toEqual({ retry: { backoff: 'exponential' } });
    expect(set({ weights: [5, 6] }, 'weights', 1)).toEqual({ weights: [5] });
  });

  it('is allowed where it was put, whichever parameter it is', () => {
    for (const spec of listParameters(retrySpecs)) {
      const value = spec.choices ? spec.choices.length - 1 : spec.max;
      expect(issues(set({}, spec.path, value)), spec.path).toEqual([]);
    }
  });

  it('is taken from a member when its group is set', () => {
    const own = { slots: 2, retry: { attempts: 5, backoff: 'fixed' }, weights: [1] };
    expect(withoutInput(own, ['retry', 'attempts'])).toEqual({ ...own, retry: { backoff: 'fixed' } });
    expect(withoutInput(own, ['weights', '0'])).toEqual({ slots: 2, retry: own.retry });
    expect(withoutInput(own, ['gzip'])).toEqual(own);
  });
});

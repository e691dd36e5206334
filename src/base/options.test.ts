import { describe, expect, it } from 'vitest';
import {
  atLeast,
  between,
  checkIds,
  OptionError,
  oneOf,
  optional,
  positive,
  readOptions,
  whole,
} from './options.ts';

interface Sample {
  readonly rate: number;
  readonly tries: number;
  readonly mode: 'a' | 'b';
  readonly cap: number | undefined;
}
const ranges = { rate: positive, tries: whole(1, 5), mode: oneOf('a', 'b'), cap: optional(atLeast(2)) };
const read = (given: object) => readOptions<Sample, Partial<Sample>>(given, { tries: 3, mode: 'a' }, ranges);

describe('options', () => {
  it('are completed and handed back', () => {
    expect(read({ rate: 2 })).toEqual({ rate: 2, tries: 3, mode: 'a', cap: undefined });
    expect(read({ rate: 2, tries: undefined })).toMatchObject({ tries: 3 });
  });

  it.each([
    [{ rate: 0 }, 'rate: more than 0 (not 0)'],
    [{}, 'rate: more than 0 (not undefined)'],
    [{ rate: Number.NaN }, 'rate: more than 0 (not NaN)'],
    [{ rate: 1, tries: 6 }, 'tries: a whole number, 1 … 5 (not 6)'],
    [{ rate: 1, mode: 'c' }, 'mode: a | b (not "c")'],
    [{ rate: 1, cap: 1 }, 'cap: at least 2, or left out (not 1)'],
    [{ rate: 1, tires: 2 }, 'tires: no such option; there are rate, tries, mode, cap (not 2)'],
  ])('%j is refused by name and range', (given, message) => {
    expect(() => read(given)).toThrow(
      new OptionError(message.split(':')[0] as string, '', 0).constructor as typeof OptionError,
    );
    expect(() => read(given)).toThrow(message);
  });

  it.each([undefined, null, 5, [1]])('%j is no table of options', (given) => {
    expect(() => read(given as unknown as object)).toThrow('options: an object of options');
  });

  it('a share is between, and an id comes once', () => {
    expect(between(0, 1).allows(1.01)).toBe(false);
    expect(() => checkIds('servers', ['a', 'b', 'a'])).toThrow('servers[2]: each id once (not "a")');
  });
});

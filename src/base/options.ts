/**
 * Options and arguments, checked where they come in. Everything wrong is one kind of error, which names the option and
 * the allowed range; an option nobody knows is wrong too, so that none is silently ignored.
 */

/** `option` is its path (`servers[2].weight`), `allowed` the range in words. */
export class OptionError extends RangeError {
  override readonly name = 'OptionError';
  readonly option: string;
  readonly allowed: string;

  constructor(option: string, allowed: string, value: unknown) {
    super(`${option}: ${allowed} (not ${show(value)})`);
    this.option = option;
    this.allowed = allowed;
  }
}

/** What a value may be: a test and the same in words. */
export interface Range {
  readonly allows: (value: unknown) => boolean;
  readonly words: string;
}

const isFiniteNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

export const positive: Range = {
  allows: (value) => isFiniteNumber(value) && value > 0,
  words: 'more than 0',
};

export const atLeast = (least: number): Range => ({
  allows: (value) => isFiniteNumber(value) && value >= least,
  words: `at least ${least}`,
});

export const between = (least: number, most: number): Range => ({
  allows: (value) => isFiniteNumber(value) && value >= least && value <= most,
  words: `${least} … ${most}`,
});

/** A whole number, 2^53 − 1 at most. */
export const whole = (least: number, most?: number): Range => ({
  allows: (value) =>
    Number.isSafeInteger(value) &&
    (value as number) >= least &&
    !((value as number) > (most ?? Number.MAX_SAFE_INTEGER)),
  words: most === undefined ? `a whole number of at least ${least}` : `a whole number, ${least} … ${most}`,
});

export const oneOf = (...choices: readonly string[]): Range => ({
  allows: (value) => choices.includes(value as string),
  words: choices.join(' | '),
});

export const text: Range = { allows: (value) => typeof value === 'string', words: 'a text' };

/** `of`: what it lists, in words. What each entry must be is checked apart. */
export const list = (of: string, least = 0): Range => ({
  allows: (value) => Array.isArray(value) && value.length >= least,
  words: least === 0 ? `a list of ${of}` : `a list of ${of}, at least ${least}`,
});

/** A share that may be nothing but not the whole. */
export const lessThanOne: Range = {
  allows: (value) => isFiniteNumber(value) && value >= 0 && value < 1,
  words: 'at least 0, less than 1',
};

/** An object of options, whose own ranges are checked apart. */
export const table: Range = {
  allows: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  words: 'an object of options',
};

export const yesOrNo: Range = { allows: (value) => typeof value === 'boolean', words: 'true | false' };

/** For what is checked elsewhere: a list with its own rules, an options object handed on. */
export const anything: Range = { allows: () => true, words: 'anything' };

/** May be left undefined as well. */
export const optional = (range: Range): Range => ({
  allows: (value) => value === undefined || range.allows(value),
  words: `${range.words}, or left out`,
});

/** @throws {OptionError} unless `range` allows `value`. For what a verb is handed: `check('weight', weight, positive)`. */
export function check(option: string, value: unknown, range: Range): void {
  if (!range.allows(value)) throw new OptionError(option, range.words, value);
}

/** @throws {OptionError} unless `holds`: for rules between options. `check` words are `allowed`. */
export function insist(holds: boolean, option: string, allowed: string, value: unknown): asserts holds {
  if (!holds) throw new OptionError(option, allowed, value);
}

/** Entries that are objects of options themselves. @throws {OptionError} that names the place. */
export function checkTables(option: string, entries: readonly unknown[]): void {
  entries.forEach((entry, place) => {
    check(`${option}[${place}]`, entry, table);
  });
}

/** Ids are texts or numbers, none twice. @throws {OptionError} that names the place. */
export function checkIds(option: string, ids: readonly (string | number)[]): void {
  const seen = new Set<string | number>();
  ids.forEach((id, place) => {
    const isId = typeof id === 'string' || typeof id === 'number';
    insist(isId, `${option}[${place}]`, 'an id: a text or a number', id);
    insist(!seen.has(id), `${option}[${place}]`, 'each id once', id);
    seen.add(id);
  });
}

/**
 * The options completed with `defaults` and checked, each against its range. An option given as undefined counts as left
 * out. @throws {OptionError} for the first one outside its range, and for one without a range. `inside`: where the
 * options lie in a larger whole, for the error (`servers[2].`).
 */
export function readOptions<Options extends object, Given extends Partial<Options>>(
  given: Given,
  defaults: Partial<Options>,
  ranges: { readonly [Name in keyof Required<Options>]: Range },
  inside = '',
): Options {
  check(inside === '' ? 'options' : inside.slice(0, -1), given, table);
  const names = Object.keys(ranges);
  for (const name of Object.keys(given)) {
    insist(
      names.includes(name),
      `${inside}${name}`,
      `no such option; there are ${names.join(', ')}`,
      (given as Record<string, unknown>)[name],
    );
  }
  const entries = names.map((name) => {
    const told = (given as Record<string, unknown>)[name];
    const value = told === undefined ? (defaults as Record<string, unknown>)[name] : told;
    check(`${inside}${name}`, value, (ranges as Record<string, Range>)[name] as Range);
    return [name, value];
  });
  return Object.fromEntries(entries) as Options;
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
  return String(value);
}

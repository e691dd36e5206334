/** What schemas of files are made of. Every `error` is the text of what is allowed. */
import * as z from 'zod/mini';
import { plainText } from '../base/plain-text.ts';
import { limits } from './limits.ts';
import { listed } from './problem-text.ts';

// zod compiles schemas with `new Function` where it may; our Content-Security-Policy forbids that, and asking is
// already a reported violation.
z.config({ jitless: true });

export type Schema = z.ZodMiniType;

export function numberBetween(min: number, max: number, allowed: string, integer = false): Schema {
  const inRange = (value: unknown): boolean =>
    typeof value === 'number' && value >= min && value <= max && (!integer || Number.isInteger(value));
  return z.pipe(z.custom(inRange, { error: allowed }), z.transform(notMinusZero));
}

/** −0 is in every range that 0 is in, but JSON writes it as 0: what was read would not be what is written. */
export function notMinusZero(value: unknown): unknown {
  return typeof value === 'number' ? value + 0 : value;
}

export function stringMatching(pattern: RegExp, allowed: string): Schema {
  return z.string({ error: allowed }).check(z.regex(pattern, { error: allowed }));
}

/** The length is checked before the items, so that a huge list costs nothing. */
export function listOf(item: Schema, min: number, max: number, what: string): Schema {
  const allowed = `a list of ${min} … ${max} ${what}`;
  const short = (value: unknown): boolean =>
    Array.isArray(value) && value.length >= min && value.length <= max;
  return z.pipe(z.custom(short, { error: allowed }), z.array(item));
}

/** Any text that is not too long; what it must say is checked by whoever reads it. */
export function shortText(max: number): Schema {
  const error = `a text of at most ${max} characters`;
  return z.string({ error }).check(z.maxLength(max, { error }));
}

/** Anything, but not nothing. */
export const given = (error: string): Schema => z.custom((value) => value !== undefined, { error });

export const seedSchema = numberBetween(0, limits.seed, `0 … ${limits.seed}, a whole number`, true);

export function strict(shape: Record<string, Schema>): Schema {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? listed(Object.keys(shape), 40) : 'an object with these entries',
  });
}

export const text = (max: number): Schema => {
  const allowed = `1 … ${max} characters`;
  return z
    .string({ error: allowed })
    .check(z.minLength(1, { error: allowed }), z.maxLength(max, { error: allowed }));
};

/** Words of a stranger in sentences and tables of ours: short, and nothing that is invisible or changes how the rest reads. */
export function label(max: number): Schema {
  const error = `1 … ${max} characters, none of them a control or invisible`;
  const isPlain = (value: unknown): boolean =>
    typeof value === 'string' &&
    value.length <= 2 * max &&
    Array.from(value).length <= max &&
    value.trim() !== '' &&
    value.trim() === value &&
    plainText(value) === value;
  return z.custom<string>(isPlain, { error });
}

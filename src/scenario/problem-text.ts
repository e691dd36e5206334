/** How a refusal shows what was given and what would be allowed: one line, short, whatever the input was. */
import { nearest } from '../base/nearest.ts';
import { plainText } from '../base/plain-text.ts';
import type { ParameterSpec } from '../engine/model/parameter-list.ts';
import type { ParameterUnit } from '../engine/model/parameter-spec.ts';

const maxShown = 60;

/** Anything as one short printable line. Strings are shown without quotes, as they were typed. */
export function shownValue(value: unknown): string {
  if (value === undefined) return '(missing)';
  if (typeof value === 'string') return shownText(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `(a list of ${value.length})`;
  if (typeof value === 'object') return '(an object)';
  return `(a ${typeof value})`;
}

function shownText(text: string): string {
  if (text === '') return '(empty)';
  // Cut between characters, never inside a surrogate pair; line breaks and control characters would break the line.
  const characters = Array.from(text.slice(0, maxShown * 2));
  const isCut = characters.length > maxShown || text.length > maxShown * 2;
  const shown = isCut ? `${characters.slice(0, maxShown - 1).join('')}…` : text;
  return plainText(shown);
}

/** Names joined for people; long lists say how many there are. */
export function listed(names: readonly string[], most = 12): string {
  if (names.length === 0) return '(none)';
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')}, … (${names.length} in all)`;
}

/** All names, and the one that was probably meant first. */
export function nearestOf(typed: string, names: readonly string[], others = ''): string {
  const meant = nearest(typed, names);
  const all = `${listed(names, 40)}${others}`;
  return meant === undefined ? all : `did you mean ${meant}? ${all}`;
}

const unitWords: Record<ParameterUnit, string> = {
  perSecond: ' per second',
  millis: ' ms',
  count: '',
  ratio: '',
  factor: '',
};

/** The allowed range of a parameter: "0 … 100000 per second", "1 … 9, a whole number", "exponential, uniform". */
export function allowedRange(spec: ParameterSpec): string {
  if (spec.choices) return listed(spec.choices, spec.choices.length);
  const whole = spec.integer ? ', a whole number' : '';
  return `${spec.min} … ${spec.max}${unitWords[spec.unit]}${whole}`;
}

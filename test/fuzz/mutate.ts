/** Ways to spoil an input: of its text, whatever it says, and of a JSON value, whatever its form. */
import type { Dice } from '../soak/dice.ts';

/** Texts that have broken programs: names of prototypes, escapes, bidirectional controls, code, numbers out of range. */
export const hostileTexts: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '\u0000',
  '\n',
  '\r\n',
  '\u001b[2J\u001b]0;owned\u0007',
  '\u009b31m',
  '\u202egnp.exe',
  '\u2028',
  '\ud800',
  '\uFEFF',
  '\u{e0041}',
  '\u{1f600}',
  '中文',
  '',
  ' ',
  '-0',
  '1e999',
  '-1',
  '0x10',
  'NaN',
  'Infinity',
  '9007199254740993',
  '4294967296',
  '0.1e-400',
  '00012',
  '<img src=x onerror=globalThis.fuzzed=1>',
  `\${globalThis.fuzzed=1}`,
  '";globalThis.fuzzed=1;//',
  '../../../../etc/passwd',
  '%00',
  '%c0%ae%c0%ae/',
  'A'.repeat(300),
  '"',
  "'",
  '\\',
  '{',
  '[',
  ']',
  '}',
  ',',
  ':',
  '=',
  '->',
  '--',
  '#',
];

const hostileValues: readonly unknown[] = [
  ...hostileTexts,
  null,
  true,
  false,
  0,
  -0,
  1,
  -1,
  0.5,
  2 ** 32,
  2 ** 53,
  1e308,
  -1e308,
  5e-324,
  [],
  {},
  [[[]]],
  { __proto__: null, a: 1 },
];

export function spoilText(dice: Dice, text: string, other: string): string {
  let spoilt = text;
  const times = dice.whole(1, 4);
  for (let time = 0; time < times; time += 1) spoilt = spoilOnce(dice, spoilt, other);
  return spoilt;
}

function spoilOnce(dice: Dice, text: string, other: string): string {
  const from = dice.whole(0, text.length);
  const to = Math.min(text.length, from + Math.floor(dice.spread(1, Math.max(2, text.length))));
  const [before, slice, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (dice.whole(0, 11)) {
    case 0:
      return `${before}${String.fromCharCode(text.charCodeAt(from) ^ (1 << dice.whole(0, 7)) || 0)}${text.slice(from + 1)}`;
    case 1:
      return before + after;
    case 2:
      return before + slice + slice + after;
    case 3:
      return before;
    case 4:
      return before + other.slice(dice.whole(0, other.length));
    case 5:
      return nthReplaced(dice, text, /-?\d+(\.\d+)?/g);
    case 6:
      return nthReplaced(dice, text, /[A-Za-z_][A-Za-z_0-9-]*/g);
    case 7:
      return before + dice.pick(['[', '{"a":', '(', '"']).repeat(dice.pick([3, 100, 20_000])) + after;
    case 8:
      return `${before}${'x'.repeat(dice.pick([500, 40_000]))}${after}`;
    case 9:
      return text.replaceAll('\n', dice.pick(['\r\n', '\r', '\n\n', '\0']));
    case 10:
      return dice.pick(['\uFEFF', '\u0000', ' \n\n']) + text;
    default:
      return before + dice.pick(hostileTexts) + after;
  }
}

function nthReplaced(dice: Dice, text: string, pattern: RegExp): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text + dice.pick(hostileTexts);
  const { index, 0: word } = dice.pick(found);
  return text.slice(0, index) + dice.pick(hostileTexts) + text.slice(index + word.length);
}

/** A copy with one to three places changed, added, renamed or removed; `fitting` are values that belong there. */
export function spoilValue(dice: Dice, value: unknown, fitting: readonly unknown[] = []): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  const times = dice.whole(1, 3);
  for (let time = 0; time < times; time += 1) spoilPlace(dice, copy, fitting);
  return copy;
}

function spoilPlace(dice: Dice, root: unknown, fitting: readonly unknown[]): void {
  const places: { readonly owner: Record<string, unknown>; readonly name: string }[] = [];
  const walk = (owner: unknown): void => {
    if (typeof owner !== 'object' || owner === null) return;
    for (const [name, child] of Object.entries(owner)) {
      places.push({ owner: owner as Record<string, unknown>, name });
      walk(child);
    }
  };
  walk(root);
  if (places.length === 0) return;
  const { owner, name } = dice.pick(places);
  const set = (key: string, value: unknown): void => {
    Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
  };
  const die = dice.whole(0, 5);
  if (die === 0) delete owner[name];
  else if (die === 1) set(dice.pick(hostileTexts), owner[name]);
  else if (die === 2) set(name, JSON.parse(JSON.stringify(dice.pick(places).owner)));
  else if (die === 3 && typeof owner[name] === 'number')
    set(name, owner[name] * dice.pick([-1, 0.5, 10, 1e6]));
  else if (die === 4 && Array.isArray(owner[name]))
    set(name, Array(dice.pick([0, 30, 3_000])).fill(owner[name][0]));
  else
    set(name, structuredClone(dice.pick(fitting.length > 0 && dice.chance(0.7) ? fitting : hostileValues)));
}

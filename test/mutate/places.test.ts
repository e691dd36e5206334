// Each kind of small error, shown on one line of code; and what is no place for one.
import { describe, expect, it } from 'vitest';
import { operators } from '../../scripts/lib/mutate/operators.mjs';
import { applyEdit, placesIn } from '../../scripts/lib/mutate/places.mjs';

/** The line with each edit of one operator made. */
const made = (operator: string, text: string): readonly string[] =>
  placesIn('a.ts', text)
    .filter((edit) => edit.operator === operator)
    .map((edit) => applyEdit(text, edit));

const shown: Readonly<Record<string, readonly (readonly [line: string, ...edited: string[]])[]>> = {
  comparison: [
    ['x = a < b;', 'x = a <= b;'],
    ['x = a !== b;', 'x = a === b;'],
    ['x = Math.min(a, b);', 'x = Math.max(a, b);'],
  ],
  'off by one': [
    ['x = 7;', 'x = 8;', 'x = 6;'],
    ['x = a - b;', 'x = (a - b + 1);', 'x = (a - b - 1);'],
    ['x = list[at];', 'x = list[(at) + 1];', 'x = list[(at) - 1];'],
  ],
  'swapped arguments': [
    ['f(a, g(b), c);', 'f(g(b), a, c);', 'f(a, c, g(b));'],
    ['x = new F(a, b);', 'x = new F(b, a);'],
  ],
  'dropped statement': [
    ['f(a);', ';'],
    ['if (a) b = c;', 'if (a) ;'],
    ['if (a) { f(); }', ';', 'if (a) { ; }'],
    ['if (a) return;', ';'],
    ['if (a) return; else f();', 'if (a) return; else ;'],
  ],
  'wrong sign': [
    ['x = a - b;', 'x = a + b;'],
    ['x += a;', 'x -= a;'],
    ['x++;', 'x--;'],
    ['x = -a;', 'x = a;'],
    ['x = !a;', 'x = a;'],
  ],
  'wrong constant': [
    ['x = 6;', 'x = 0;', 'x = 12;', 'x = 3;'],
    ['x = 1;', 'x = 0;', 'x = 2;'],
    ['x = true;', 'x = false;'],
    ['x = { 5: 0 };', 'x = { 5: 1 };'],
  ],
};

describe('an operator', () => {
  it('is shown here for every kind of error', () => {
    expect(Object.keys(shown).sort()).toEqual([...operators].sort());
  });

  for (const [operator, lines] of Object.entries(shown)) {
    it.each(lines)(`${operator}: %s`, (line, ...edited) => {
      const body = line.includes('return') ? `function h() { ${line} }` : line;
      const expected = edited.map((text) => (body === line ? text : `function h() { ${text} }`));
      expect(made(operator, body)).toEqual(expected);
    });
  }
});

describe('no error is planted in', () => {
  it.each([
    ['a comment', '// a < 1\n/* f(a, b); */'],
    ['a text', "const x = 'a < 1';\nconst y = `a - b`;"],
    ['a type', 'type X = 1 | 2;\ninterface Y { readonly a: 3 }\nlet z: readonly [4, 5] | undefined;'],
    ['an assertion', "assert(a < 1, 'at least 1');"],
    ['what an error says', "throw new RangeError('of ' + (a - 1), 2);"],
    ['an import', "import { a } from './b.ts';"],
    ['the joining of texts', "const x = 'a' + b + c;"],
  ])('%s', (_, text) => {
    expect(placesIn('a.ts', text)).toEqual([]);
  });

  it('but it is in a value that a type only speaks of', () => {
    expect(made('off by one', 'const x = (list[at] as number) satisfies number;')).toHaveLength(2);
  });
});

describe('an edit', () => {
  const text = 'const a = 1;\nif (a < 2) f(a, 3);\n';

  it('says where it stands and what was there', () => {
    for (const edit of placesIn('a.ts', text)) {
      expect(text.slice(edit.start, edit.end)).toBe(edit.before);
      expect(edit.line).toBe(text.slice(0, edit.start).split('\n').length);
      expect(edit.after).not.toBe(edit.before);
    }
  });

  it('changes nothing else', () => {
    for (const edit of placesIn('a.ts', text)) {
      const edited = applyEdit(text, edit);
      expect(edited.startsWith(text.slice(0, edit.start))).toBe(true);
      expect(edited.endsWith(text.slice(edit.end))).toBe(true);
      expect(edited.length - text.length).toBe(edit.after.length - edit.before.length);
    }
  });
});

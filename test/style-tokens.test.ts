// Design tokens that nobody uses are no design, and a token that is used and not defined paints nothing.
import { describe, expect, it } from 'vitest';
import { colorTokens } from '../src/views/theme.ts';
import { sourceFiles } from './support/repository.ts';

interface Tokens {
  readonly defined: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
}

/** Custom properties: defined in a style sheet or on an element, used by `var()`; the canvas reads some by name. */
function tokensOf(texts: readonly string[], readByName: readonly string[]): Tokens {
  const all = texts.join('\n').replace(/\/\*[\s\S]*?\*\//g, '');
  const named = (pattern: RegExp): string[] => [...all.matchAll(pattern)].map(([, name]) => name ?? '');
  return {
    defined: new Set([
      ...named(/(?<![\w-])(--[a-z][\w-]*)\s*:/g),
      ...named(/['"`](--[a-z][\w-]*)['"`]\s*[\],:]/g),
    ]),
    used: new Set([...named(/var\(\s*(--[\w-]+)/g), ...readByName.map((name) => `--${name}`)]),
  };
}

const without = (names: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...names].filter((name) => !others.has(name)).sort();

describe('custom properties', () => {
  const files = sourceFiles(/\.(?:css|tsx?)$/).filter(({ path }) => !/\.test\.tsx?$/.test(path));
  const ofThePage = files.filter(({ path }) => /^src\/(?:app|ui|views)\//.test(path)).map(({ text }) => text);

  it('are used where they are defined, and defined where they are used', () => {
    const { defined, used } = tokensOf(ofThePage, colorTokens);
    expect(without(defined, used), 'defined and never used').toEqual([]);
    expect(without(used, defined), 'used and never defined').toEqual([]);
  });

  it('would be caught otherwise', () => {
    const { defined, used } = tokensOf(
      [
        ':root { --a: 1px; --b: 2px; /* --c: 3px; var(--b) */ }',
        'p { margin: var(--a) var(--d, 0) }',
        "{ '--e': 1 }",
      ],
      ['e'],
    );
    expect(without(defined, used)).toEqual(['--b']);
    expect(without(used, defined)).toEqual(['--d']);
  });
});

// Nobody goes by the name of a kind: what a component does is said by its traits and protocols. Names are literals in the
// kinds' own room, in scenarios (templates) and in tests. Prose may speak of a sentinel or a database: a rule about literals
// that are exactly a name leaves it alone.
import { describe, expect, it } from 'vitest';
import { models } from '../src/kinds/models.ts';
import { testFile } from './support/find-violations.ts';
import { sourceFiles } from './support/repository.ts';

const names = Object.keys(models);

/** Literals that are a kind's name, as strings or as keys in quotes. */
const literal = new RegExp(`(['"\`])(${names.join('|')})\\1`, 'g');

const mayName = ({ path }: { readonly path: string }): boolean =>
  /^src\/(kinds|scenario\/templates|algorithms)\//.test(path) || testFile.test(path);

/** Words that are a kind's name by chance, each with what it means there. */
const otherMeanings: Readonly<Record<string, string>> = {
  'src/i18n/glossary.ts': 'terms of the glossary, which are words of the language',
  'src/engine/kernel/requests.ts: users': 'the column with the component that brought a request',
  'src/i18n/story/en/failover.ts: sentinel': 'the singular of a noun in a sentence',
  'src/i18n/en/view-words.ts: sentinel': 'the singular of a word on a group card',
};

function found(path: string, text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').replace(/ from '[^']*'/g, '');
  return [...code.matchAll(literal)].map((match) => `${path}: ${match[2]}`);
}

const isOther = (place: string): boolean =>
  place in otherMeanings || (place.split(': ')[0] ?? '') in otherMeanings;

describe('the name of a kind', () => {
  const places = sourceFiles()
    .filter((file) => !mayName(file))
    .flatMap(({ path, text }) => found(path, text));

  it('is no literal outside the kinds, the templates and tests', () => {
    expect(places.filter((place) => !isOther(place))).toEqual([]);
  });

  it('still has each of its other meanings', () => {
    const seen = new Set(places.flatMap((place) => [place, place.split(': ')[0]]));
    expect(Object.keys(otherMeanings).filter((place) => !seen.has(place))).toEqual([]);
  });

  it('would be seen', () => {
    const text =
      "if (one.kind === 'redis') // 'users'\n/** 'cdn' */ const a = { 'app-server': \"station\" };";
    expect(found('a.ts', text)).toEqual(['a.ts: redis', 'a.ts: users', 'a.ts: app-server', 'a.ts: station']);
    expect(found('a.ts', "import { x } from './users';\n// 'users'\nconst y = 'the users';")).toEqual([]);
  });
});

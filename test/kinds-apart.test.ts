// The worker runs kinds and shows none: no word and no face of them reaches its bundle. Followed import by import, as the
// bundler does.
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { findImports } from './support/find-imports.ts';
import { roomOf } from './support/import-table.ts';
import { sourceFiles } from './support/repository.ts';

const texts = new Map(sourceFiles().map(({ path, text }) => [path, text]));

/** Files of `src` that end up in a bundle of `entry`, itself included. */
function bundleOf(entry: string): readonly string[] {
  const reached = new Set([entry]);
  for (const path of reached) {
    const text = texts.get(path);
    if (text === undefined) throw new Error(`${path} is imported and is not there`);
    for (const { specifier, form } of findImports(text)) {
      const next = posix.join(posix.dirname(path), specifier);
      if (form === 'value' && specifier.startsWith('.') && texts.has(next)) reached.add(next);
    }
  }
  return [...reached];
}

const inRoom = (files: readonly string[], room: string): readonly string[] =>
  files.filter((path) => roomOf(path.slice('src/'.length)) === room).sort();

const all = (name: string): readonly string[] =>
  [...texts.keys()].filter((path) => path.startsWith('src/kinds/') && path.endsWith(`/${name}`)).sort();

it.each(['src/worker/entry.ts', 'src/worker/tape-entry.ts'])('%s holds no word and no face', (entry) => {
  const files = bundleOf(entry);
  expect(inRoom(files, 'kinds:words')).toEqual([]);
  expect(inRoom(files, 'kinds:faces')).toEqual([]);
});

it('the worker that runs holds every model', () => {
  const models = inRoom(bundleOf('src/worker/entry.ts'), 'kinds').filter((path) =>
    path.endsWith('/model.ts'),
  );
  expect(models).toEqual(all('model.ts'));
  expect(models.length).toBeGreaterThan(7);
});

it.each([
  ['en', 'zh'],
  ['zh', 'en'],
])(
  'later texts in %s hold the words of every kind, those of the first view only titles and the traffic',
  (language, other) => {
    const wordsOf = (file: string): readonly string[] =>
      inRoom(bundleOf(`src/i18n/${file}.${language}.ts`), 'kinds:words');
    const later = wordsOf('later');
    expect(later).toEqual(expect.arrayContaining([...all(`words.${language}.ts`)]));
    expect(later.filter((path) => path.endsWith(`.${other}.ts`))).toEqual([]);
    expect(wordsOf('texts')).toEqual([
      `src/kinds/title-words.${language}.ts`,
      `src/kinds/users/words.${language}.ts`,
    ]);
  },
);

it('the page holds every face', () => {
  expect(inRoom(bundleOf('src/app/main.tsx'), 'kinds:faces')).toEqual(
    expect.arrayContaining([...all('face.ts')]),
  );
});

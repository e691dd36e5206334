// A dynamic import that fails is kept as failed by some browsers, so each goes through the loader in src/late.
import { posix } from 'node:path';
import type { Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { filesOfParts, nameParts } from '../scripts/vite/late-parts.ts';
import { findBareImports } from './support/find-bare-imports.ts';
import { sourceFiles } from './support/repository.ts';

const ofThePage = sourceFiles().filter(
  ({ path }) => !/\.test\.tsx?$/.test(path) && !path.startsWith('src/late/'),
);

describe('what is loaded late', () => {
  it('goes through the loader, everywhere in src', () => {
    const found = ofThePage.flatMap(({ path, text }) =>
      findBareImports(path, text).map((line) => `${path}:${line} imports without late()`),
    );
    expect(found).toEqual([]);
  });

  it('would be caught going past it', () => {
    const text = [
      "const a = () => late(() => import('./a.ts'));",
      "const b = () => import('./b.ts');",
      "const c = late(() => import('./c.ts').then((d) => d));",
      "// import('./e.ts')",
      'const f = late(() => import(g));',
      "const h = late(async () => await import('./h.ts'));",
      "const i = other(() => import('./i.ts'));",
    ].join('\n');
    expect(findBareImports('src/ui/a.ts', text)).toEqual([2, 3, 5, 6, 7]);
  });

  it('is named by the build wherever it is written', () => {
    const parts = ofThePage.flatMap(({ path, text }) => nameParts(text, posix.dirname(path)).parts);
    const written = ofThePage.flatMap(({ text }) => text.match(/\blate\(\s*\(\)/g) ?? []);
    expect(parts).toHaveLength(written.length);
    const paths = new Set(ofThePage.map(({ path }) => path));
    expect(parts.filter((part) => !paths.has(part))).toEqual([]);
  });

  it('keeps its import when it is named', () => {
    const { code } = nameParts("x(late(() =>\n  import('../b/c.ts'),\n));", 'src/a');
    expect(code).toBe(`x(late(() => import('../b/c.ts'), "src/b/c.ts"));`);
  });
});

interface Emitted {
  readonly isEntry?: boolean;
  readonly moduleIds?: readonly string[];
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly code?: string;
}

function bundleOf(chunks: Readonly<Record<string, Emitted>>): Rolldown.OutputBundle {
  const outputs = Object.entries(chunks).map(([fileName, { css = [], ...chunk }]) => [
    fileName,
    {
      type: 'chunk',
      fileName,
      isEntry: false,
      moduleIds: [],
      imports: [],
      code: '',
      viteMetadata: { importedCss: new Set(css) },
      ...chunk,
    },
  ]);
  return Object.fromEntries(outputs) as Rolldown.OutputBundle;
}

describe('the files of a late part', () => {
  const bundle = bundleOf({
    'a/first.js': {
      isEntry: true,
      imports: ['a/shared.js'],
      css: ['a/first.css'],
      code: 'import(`./dialog.js`);import(`./texts.$1.js`).then(e=>e.t)',
    },
    'a/shared.js': {},
    'a/dialog.js': {
      moduleIds: ['/src/dialog.ts'],
      imports: ['a/first.js', 'a/inner.js'],
      css: ['a/dialog.css', 'a/first.css'],
    },
    'a/inner.js': { imports: ['a/deep.js', 'a/shared.js'] },
    'a/deep.js': { css: ['a/deep.css'] },
    'a/texts.$1.js': { moduleIds: ['/src/words.ts', '/src/texts.ts'], imports: ['a/first.js'] },
  });

  it('are its chunk, all that it imports and the first view lacks, and their styles', () => {
    const ids = new Map([
      ['src/dialog.ts', '/src/dialog.ts'],
      ['src/texts.ts', '/src/texts.ts'],
    ]);
    expect(filesOfParts(bundle, ids)).toEqual({
      'src/dialog.ts': {
        chunk: 'a/dialog.js',
        name: undefined,
        imports: ['a/inner.js', 'a/deep.js'],
        styles: ['a/dialog.css', 'a/deep.css'],
      },
      'src/texts.ts': { chunk: 'a/texts.$1.js', name: 't', imports: [], styles: [] },
    });
  });

  it('are a fault of the build when no chunk holds the part, or nothing imports it', () => {
    expect(() => filesOfParts(bundle, new Map([['gone', '/src/gone.ts']]))).toThrow('no chunk holds it');
    const lone = bundleOf({ 'a/x.js': { moduleIds: ['/src/x.ts'] } });
    expect(() => filesOfParts(lone, new Map([['x', '/src/x.ts']]))).toThrow('nothing imports it');
  });
});

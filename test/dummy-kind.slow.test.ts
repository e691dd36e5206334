/**
 * A new component kind is one folder and its line in each registry: the compiler names every line that is still missing,
 * nothing else needs to be touched, and then it runs. Done on a copy of `src`.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './support/repository.ts';
import { copySources, type SourceCopy } from './support/source-copy.ts';

const parts = join(root, 'test/dummy-kind');

const registries = [
  { file: 'src/kinds/models.ts', line: /^export const models = \{$/m, part: 'model' },
  { file: 'src/kinds/words.en.ts', line: /^export const kindWords = \{$/m, part: 'words.en' },
  { file: 'src/kinds/words.zh.ts', line: /^export const kindWords = \{$/m, part: 'words.zh' },
  { file: 'src/kinds/faces.ts', line: /^const faces: .* = \{$/m, part: 'face' },
  {
    file: 'src/kinds/title-words.en.ts',
    line: /^export const kindTitles = \{$/m,
    entry: "{ name: 'Dummy' }",
  },
  { file: 'src/kinds/title-words.zh.ts', line: /^export const kindTitles = \{$/m, entry: "{ name: '假件' }" },
] as const;

let copy: SourceCopy;

beforeAll(() => {
  copy = copySources('dummy-kind');
  for (const name of readdirSync(join(parts, 'dummy')))
    copy.add(`dummy-kind/dummy/${name}`, `src/kinds/dummy/${name.replace('.txt', '.ts')}`);
  register(registries[0]);
});

afterAll(() => copy.remove());

/** The kind's line in a registry, and the import it needs. */
function register(registry: (typeof registries)[number]): void {
  const { file, line } = registry;
  if ('entry' in registry) {
    copy.edit(file, line, ['$&', `  dummy: ${registry.entry},`]);
    return;
  }
  const { part } = registry;
  const name = part.replace(/\..*/, '');
  copy.edit(file, line, [`import { ${name} as dummy } from './dummy/${part}.ts';`, '$&', '  dummy,']);
}

describe('a new component kind', () => {
  it('is asked for by the compiler in the other registries, and nowhere else', () => {
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual(
      registries
        .slice(1)
        .map(({ file }) => file)
        .sort(),
    );
  });

  it('compiles and runs once it is there', async () => {
    for (const registry of registries.slice(1)) register(registry);
    copy.add('dummy-kind/run.txt', 'src/run-dummy.ts');
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual([]);

    const { run, refusals } = (await copy.load('src/run-dummy.ts')) as Built;
    const { classes, p50, frames, cards, details, balancer } = run();
    const [read, write] = classes;
    // 1 ms there, 7 ms, 1 ms back, to within a bucket: a node answers reads whatever its role.
    expect(p50).toBeCloseTo(9, 0);
    expect(read!.ok).toBeGreaterThan(1_200);
    expect(read!.failed).toBe(0);
    // The balancer deals in turn to three, of which one takes writes: two of three are refused, to within 4 σ.
    const share = write!.failed / (write!.ok + write!.failed);
    expect(Math.abs(share - 2 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / (write!.ok + write!.failed)));
    expect(write!.failuresByCause).toEqual({ readOnly: write!.failed });
    // Drawn as a store of three, each with its glyph; the balancer has seen that one is dead.
    expect(frames).toEqual([['echo', 'echo-1', 'echo-2', 'echo-3']]);
    expect(cards.map(({ id }) => id)).toEqual(['echo-1', 'echo-2', 'echo-3']);
    expect(new Set(cards.map(({ glyph }) => glyph))).toEqual(new Set(['M-5,-5H5V5H-5Z']));
    expect(details).toEqual([
      'primary, takes writes',
      expect.stringMatching(/^replica/),
      expect.stringMatching(/dead/),
    ]);
    expect(balancer).toBe('2 of 3 in rotation');
    expect(refusals()).toEqual([
      'echo = no link echo-2–echo-3',
      'lb = no link lb–echo-2',
      expect.stringContaining('(users→dummy)'),
    ]);
  });

  it('takes one folder and a line in each registry', () => {
    const folder = ['face', 'model', 'spec', 'words.en', 'words.zh'].map(
      (part) => `src/kinds/dummy/${part}.ts`,
    );
    expect(copy.changedFiles()).toEqual(
      [...folder, ...registries.map(({ file }) => file), 'src/run-dummy.ts'].sort(),
    );
  });
});

describe('a new parameter', () => {
  it('is asked for by the compiler in the words of its kind, and nowhere else', () => {
    const words = ['en', 'zh'].map((language) => `src/kinds/app-server/words.${language}.ts`);
    const spec = "  dummyMillis: { type: 'quantity', unit: 'millis', min: 0, max: 10, default: 1 },";
    copy.edit('src/kinds/app-server/spec.ts', /^(export const appServerParameters = \{)$/m, ['$1', spec]);
    const asked = copy.filesWithErrors();
    expect(asked.files, asked.output).toEqual(words);
    for (const file of words)
      copy.edit(file, /^( {2}parameters: \{)$/m, ['$1', "    dummyMillis: ['dummy', ''],"]);
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual([]);
  });
});

interface Built {
  refusals(): readonly string[];
  run(): {
    readonly classes: readonly {
      readonly ok: number;
      readonly failed: number;
      readonly failuresByCause: Readonly<Record<string, number>>;
    }[];
    readonly p50: number;
    readonly frames: readonly (readonly string[])[];
    readonly cards: readonly { readonly id: string; readonly glyph: string }[];
    readonly details: readonly string[];
    readonly balancer: string;
  };
}

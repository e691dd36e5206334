/**
 * A new component kind is one folder and its line in each registry: the compiler names every line that is still missing,
 * nothing else needs to be touched, and then it runs. Done on a copy of `src`.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './support/repository.ts';
import { copySources, type SourceCopy } from './support/source-copy.ts';

const registries = [
  { file: 'src/kinds/models.ts', line: /^export const models = \{$/m, part: 'model' },
  { file: 'src/kinds/words.en.ts', line: /^export const kindWords = \{$/m, part: 'words.en' },
  { file: 'src/kinds/words.zh.ts', line: /^export const kindWords = \{$/m, part: 'words.zh' },
  { file: 'src/kinds/faces.ts', line: /^const faces: .* = \{$/m, part: 'face' },
] as const;

let copy: SourceCopy;

beforeAll(() => {
  copy = copySources('dummy-kind');
  for (const name of readdirSync(join(root, 'test/dummy-kind/dummy')))
    copy.add(`dummy-kind/dummy/${name}`, `src/kinds/dummy/${name.replace('.txt', '.ts')}`);
  register(registries[0]);
});

afterAll(() => copy.remove());

/** The kind's line in a registry, and the import it needs. */
function register({ file, line, part }: (typeof registries)[number]): void {
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

    const module = (await copy.load('src/run-dummy.ts')) as {
      run(): { readonly failed: number; readonly p50: number; readonly answered: number };
    };
    const { failed, p50, answered } = module.run();
    expect(failed).toBe(0);
    expect(answered).toBeGreaterThan(800);
    // 1 ms there, 7 ms, 1 ms back, to within a bucket.
    expect(p50).toBeCloseTo(9, 0);
  });
});

// The textbook as text: what a reader of src/algorithms meets in every file, and in docs/MODEL.md beside it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as algorithms from '../../src/algorithms/index.ts';
import { mechanisms } from '../bench/mechanisms/index.ts';
import { root, sourceFiles } from '../support/repository.ts';

const files = sourceFiles().filter(({ path }) => /^src\/algorithms\/.*(?<!\.test)\.ts$/.test(path));
const index = files.find(({ path }) => path === 'src/algorithms/index.ts')?.text ?? '';
const exportedFiles = [...index.matchAll(/from '\.\/(.+)'/g)].map(([, path]) => `src/algorithms/${path}`);
const names = Object.keys(algorithms).sort();

describe('the files of src/algorithms', () => {
  it.each(exportedFiles.filter((path) => !path.endsWith('article/index.ts')))(
    '%s says what it is, whence, at what cost and when it fails',
    (path) => {
      const header = files.find((file) => file.path === path)?.text.match(/^\/\*\*[\s\S]*?\*\//)?.[0] ?? '';
      const text = header.replaceAll(/\n \* ?/g, ' ');
      expect(text).toMatch(/Source:|Sources:/);
      expect(text).toMatch(/\bO\(/);
      expect(text).toMatch(/Known failure:/);
      expect(header, 'a formula, set off').toMatch(/\n \*\n \* {3}\S/);
    },
  );

  it('are short: the median below 120 lines, none above 300', () => {
    const lengths = files.map(({ text }) => text.split('\n').length).sort((x, y) => x - y);
    expect(lengths[lengths.length >> 1]).toBeLessThan(120);
    expect(lengths.at(-1)).toBeLessThanOrEqual(300);
  });

  it('know no simulator', () => {
    const terms =
      /\b(engine|simulat\w+|calendar|journey|checkpoint|telemetry|story|component kind|trace hash)\b/i;
    const found = files.flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, number) => (terms.test(line) ? [`${path}:${number + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});

describe('docs/MODEL.md', () => {
  const markdown = readFileSync(join(root, 'docs/MODEL.md'), 'utf8');
  const part = markdown.split(/^## Mechanisms$/m)[1]?.split(/^## /m)[0] ?? '';
  const sections = part.split(/^### /m).slice(1);

  it('has a section for every namespace, and a namespace for every section', () => {
    expect(sections.map((section) => section.match(/^`(\w+)`/)?.[1]).sort()).toEqual(names);
  });

  it.each(sections.map((section) => [section.split('\n')[0] ?? '', section] as const))(
    '%s: formula, source, cost, failure, what shows it',
    (_, section) => {
      const labels = [...section.matchAll(/^- \*\*(.+?)\.\*\*/gm)].map(([, label]) => label);
      expect(labels).toEqual(['Formula', 'Source', 'Cost', 'Fails when', 'Shown by']);
    },
  );
});

describe('npm run bench', () => {
  it('times every mechanism', () => {
    const timed = new Set(mechanisms.map(({ namespace }) => namespace));
    expect(names.filter((name) => name !== 'article' && !timed.has(name))).toEqual([]);
  });
});

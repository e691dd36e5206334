// A guard that never fires looks like a guard that always passes: each lint rule that the engine's
// determinism rests on is shown a violation here, in a copy of the real configuration.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
let sandbox = '';

const refused: Record<string, string> = {
  'Math.log': 'export const x = Math.log(2);',
  'Math.random': 'export const x = Math.random();',
  'Math.exp inside an allowed call': 'export const x = Math.max(1, Math.exp(2));',
  'an alias of Math': 'const m = Math;\nexport const x = m.floor(2);',
  'destructured Math': 'const { log } = Math;\nexport const x = log(2);',
  'Math[name]': "export const x = (name: 'log') => Math[name](2);",
  '**': 'export const x = (a: number) => a ** 3;',
  '**=': 'export let x = 2;\nx **= 3;',
  Date: 'export const x = Date.now();',
  'new Date': 'export const x = new Date();',
  Intl: "export const x = new Intl.NumberFormat('en');",
  performance: 'export const x = performance.now();',
  setTimeout: 'setTimeout(() => undefined, 1);',
  setInterval: 'setInterval(() => undefined, 1);',
  structuredClone: 'export const x = structuredClone({});',
  toLocaleString: 'export const x = (1).toLocaleString();',
  localeCompare: "export const x = 'a'.localeCompare('b');",
  any: 'export const x: any = 1;',
  enum: 'export enum X {\n  a,\n}',
};

const accepted = [
  'export const x = Math.floor(2.5) + Math.sqrt(2) + Math.imul(3, 4) + Math.max(1, Math.abs(-2));',
  'export const y = Math.PI * Math.LN2;',
  '',
].join('\n');

function write(path: string, text: string): void {
  const file = join(sandbox, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The lint output for one file, or the empty string when nothing is refused. */
function lint(path: string): string {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  try {
    execFileSync(process.execPath, [biome, 'lint', '--reporter=github', '--max-diagnostics=none', path], {
      cwd: sandbox,
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return String((error as { stdout: Buffer }).stdout);
  }
}

beforeAll(() => {
  sandbox = mkdtempSync(join(tmpdir(), 'nines-guards-'));
  for (const name of ['biome.json', 'biome-plugins', '.gitignore']) {
    cpSync(join(root, name), join(sandbox, name), { recursive: true });
  }
  Object.values(refused).forEach((text, index) => {
    for (const room of ['base', 'algorithms', 'engine', 'kinds'])
      write(`src/${room}/bad-${index}.ts`, `${text}\n`);
  });
  write('src/engine/good.ts', accepted);
  write('src/engine/good.test.ts', 'export const x = Math.log(2) ** 2 + Date.now();\n');
  write('src/views/good.ts', 'export const x = Math.log(2) ** 2;\n');
});

afterAll(() => rmSync(sandbox, { recursive: true, force: true }));

describe('lint keeps unportable arithmetic and clocks out of the engine', () => {
  it('refuses every planted violation, in every room that must be portable', () => {
    const output = lint('src');
    const silent: string[] = [];
    Object.keys(refused).forEach((name, index) => {
      for (const room of ['base', 'algorithms', 'engine', 'kinds']) {
        const file = `src/${room}/bad-${index}.ts`;
        const fires = output.split('\n').some((line) => line.startsWith('::error') && line.includes(file));
        if (!fires) silent.push(`${file}: ${name}`);
      }
    });
    expect(silent).toEqual([]);
  });

  it('accepts portable arithmetic, and leaves tests and other rooms alone', () => {
    expect(lint('src/engine/good.ts')).toBe('');
    expect(lint('src/engine/good.test.ts')).toBe('');
    expect(lint('src/views/good.ts')).toBe('');
  });
});

// Errors are planted in a copy: the tree they are drawn from is read, and nothing of the copy is left behind.
import { spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCopy, plant, removeCopy, sweepCopies } from '../../scripts/lib/mutate/copy.mjs';
import { placesIn } from '../../scripts/lib/mutate/places.mjs';

const source = 'export const half = (x: number): number => x / 2;\nexport const less = 3 - 1;\n';
let project = '';

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'nines-copied-'));
  mkdirSync(join(project, 'src'));
  writeFileSync(join(project, 'src/half.ts'), source);
  mkdirSync(join(project, 'node_modules/kept'), { recursive: true });
  writeFileSync(join(project, 'node_modules/kept/index.js'), '');
  mkdirSync(join(project, 'node_modules/.cache'));
  mkdirSync(join(project, 'dist'));
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

describe('a copy', () => {
  it('has the sources and links to the packages, but neither caches nor what is built', () => {
    const copy = makeCopy(project);
    expect(readFileSync(join(copy, 'src/half.ts'), 'utf8')).toBe(source);
    expect(lstatSync(join(copy, 'node_modules/kept')).isSymbolicLink()).toBe(true);
    expect(existsSync(join(copy, 'node_modules/.cache'))).toBe(false);
    expect(existsSync(join(copy, 'dist'))).toBe(false);
    removeCopy(copy);
    expect(existsSync(copy)).toBe(false);
    expect(existsSync(join(project, 'node_modules/kept/index.js'))).toBe(true);
  });

  it('differs by exactly the edit while an error is planted, and by nothing afterwards', () => {
    const copy = makeCopy(project);
    for (const edit of placesIn('src/half.ts', source)) {
      const restore = plant(copy, edit);
      const planted = readFileSync(join(copy, 'src/half.ts'), 'utf8');
      expect(planted).toBe(source.slice(0, edit.start) + edit.after + source.slice(edit.end));
      restore();
      expect(readFileSync(join(copy, 'src/half.ts'), 'utf8')).toBe(source);
    }
    expect(readFileSync(join(project, 'src/half.ts'), 'utf8')).toBe(source);
    removeCopy(copy);
  });

  it('refuses an error that was drawn from other text', () => {
    const copy = makeCopy(project);
    const edit = placesIn('src/half.ts', `// one line more\n${source}`)[0]!;
    expect(() => plant(copy, edit)).toThrow('is not as it was');
    removeCopy(copy);
  });

  it('of a process that was killed is swept away by the next; that of a living one is not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nines-swept-'));
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.on('exit', resolve));
    const names = [`nines-mutate-${child.pid}-a`, `nines-mutate-${process.pid}-b`, 'another'];
    for (const name of names) mkdirSync(join(folder, name));
    sweepCopies(folder);
    expect(readdirSync(folder).sort()).toEqual(names.slice(1).sort());
    rmSync(folder, { recursive: true, force: true });
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/repository.ts';
import { format, readFigures } from './figures-file.ts';
import { registry } from './registry.ts';

describe('the registry of statistics', () => {
  it('names each once, in the order of docs/figures.json', () => {
    const names = registry.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(readFigures().map(({ name }) => name)).toEqual(names);
  });

  it('has a test for each family that plays the first seeds', () => {
    const families = [...new Set(registry.map(({ name }) => name.split('/')[0]))];
    const untested = families.filter((family) => {
      const test = join(root, `test/stats/${family}.test.ts`);
      return !existsSync(test) || !readFileSync(test, 'utf8').includes('checkFigures(');
    });
    expect(untested).toEqual([]);
  });

  it('reads back what it writes', () => {
    expect(format(readFigures())).toBe(readFileSync(join(root, 'docs/figures.json'), 'utf8'));
  });
});

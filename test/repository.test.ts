// The tree and what is said about it agree, and nothing committed betrays the machine it came from.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHousePlan, readImportRules } from './support/house-plan.ts';
import { importTable, type RoomRule } from './support/import-table.ts';
import { findMachinePaths, machinePatterns } from './support/machine-paths.ts';
import { readText, root, trackedPaths } from './support/repository.ts';

const planPath = join(root, 'docs/ARCHITECTURE.md');

describe('docs/ARCHITECTURE.md', () => {
  it.runIf(existsSync(planPath))('is short, and names the folders and files that exist', () => {
    const plan = readHousePlan(readFileSync(planPath, 'utf8'));
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(plan.lines).toBeLessThan(200);
    expect([...plan.folders].sort()).toEqual(rooms.sort());
    expect(plan.links.filter((link) => !existsSync(join(root, 'docs', link)))).toEqual([]);
  });

  it('would be caught naming a folder or a file that is gone', () => {
    const plan = readHousePlan(
      '# x\n\n| room | may import |\n|---|---|\n| `base/` | — |\n| gone | base |\n\n[a](MODEL.md#b) [c](https://d)\n',
    );
    expect(plan).toEqual({ lines: 8, folders: ['base', 'gone'], links: ['MODEL.md'] });
  });

  it.runIf(existsSync(planPath))('says of each room what it may import', () => {
    const sorted = (rules: Readonly<Record<string, RoomRule>>): object =>
      Object.fromEntries(
        Object.entries(rules).map(([room, { rooms, typesOf = [], packages }]) => [
          room,
          { rooms: [...rooms].sort(), typesOf: [...typesOf].sort(), packages: [...packages].sort() },
        ]),
      );
    expect(sorted(readImportRules(readFileSync(planPath, 'utf8')))).toEqual(sorted(importTable));
  });

  it('is read with its named files, types and rooms within a room', () => {
    expect(
      readImportRules('| `a` | what | b, *places*; types of c, everything · words: —; types of d | e/*, f |'),
    ).toEqual({
      a: { rooms: ['b', 'engine/places.ts'], typesOf: ['c', '*'], packages: ['e/*', 'f'] },
      'a:words': { rooms: [], typesOf: ['d'], packages: [] },
    });
  });
});

describe('docs/decisions', () => {
  it('has a number for each, without a gap, in its name and its heading', () => {
    const files = readdirSync(join(root, 'docs/decisions')).sort();
    files.forEach((file, index) => {
      const number = String(index + 1).padStart(4, '0');
      expect(file.slice(0, 5)).toBe(`${number}-`);
      expect(readText(`docs/decisions/${file}`)).toMatch(new RegExp(`^# ${number} `));
    });
  });
});

describe('tracked files', () => {
  it('contain no path or host of the machine they were written on', () => {
    const patterns = machinePatterns(root);
    const found = trackedPaths().flatMap((path) => findMachinePaths(path, readText(path) ?? '', patterns));
    expect(found).toEqual([]);
  });

  it('would be caught doing so', () => {
    const patterns = machinePatterns('/srv/checkouts/nines');
    const lines = [
      'see /srv/checkouts/nines/src/a.ts',
      ['at /ho', 'me/ada/nines/'].join(''),
      "'../worker/entry.ts'",
      'ok',
    ];
    const found = findMachinePaths('a.md', lines.join('\n'), patterns);
    expect(found.map((line) => line.split(' ')[0])).toEqual(['a.md:1', 'a.md:2']);
  });
});

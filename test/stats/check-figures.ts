// The small part of `npm run stats` that every `npm test` plays.
import { describe, expect, it } from 'vitest';
import { readFigures, rounded } from './figures-file.ts';
import { play, type Statistic } from './statistic.ts';

const stale = 'docs/figures.json is out of date: run `npm run stats -- NAME` and read the difference';

/** The first seeds measure today what docs/figures.json says, digit for digit, and all that it says of them holds. */
export function checkFigures(family: readonly Statistic[]): void {
  const file = new Map(readFigures().map((entry) => [entry.name, entry]));
  describe.each(family)('$name', (statistic) => {
    const { name, what, source, firstSeed, seeds, checkedSeeds } = statistic;
    const entry = file.get(name);

    it('is in docs/figures.json as it is declared, and holds there', () => {
      expect(entry, stale).toMatchObject({ name, what, source, firstSeed, seeds });
      expect(entry!.figures.length).toBeGreaterThan(0);
      expect(entry!.figures.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
    });

    it('measures with its first seeds what it measured then', async () => {
      expect(rounded(await play(statistic, checkedSeeds)), stale).toEqual(entry?.first);
    });
  });
}

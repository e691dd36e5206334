/**
 * `npm run stats [-- NAME …]`: plays the statistics whose names begin so, all without a name, judges them and writes
 * docs/figures.json. Fails if a verdict does not hold.
 */
import { type Entry, entryOf, readFigures, writeFigures } from './figures-file.ts';
import { registry } from './registry.ts';
import { play, type Statistic } from './statistic.ts';

export async function main(argv: readonly string[]): Promise<number> {
  const isWanted = ({ name }: Statistic): boolean =>
    argv.length === 0 || argv.some((prefix) => name.startsWith(prefix));
  const wanted = registry.filter(isWanted);
  if (wanted.length === 0 || argv.some((name) => name.startsWith('-'))) {
    console.error(`usage: npm run stats [-- NAME …]\n${registry.map(({ name }) => `  ${name}`).join('\n')}`);
    return 2;
  }
  const kept = new Map(readFigures().map((entry) => [entry.name, entry]));
  let failed = 0;
  for (const statistic of wanted) {
    const entry = await measured(statistic);
    kept.set(entry.name, entry);
    failed += show(entry);
    // Written after each: whoever stops it keeps what is done. A statistic that is gone leaves the file.
    writeFigures(registry.flatMap(({ name }) => kept.get(name) ?? []));
  }
  console.log(
    `${wanted.length} statistics, ${failed} figures that do not hold; docs/figures.json is written`,
  );
  return failed === 0 ? 0 : 1;
}

async function measured(statistic: Statistic): Promise<Entry> {
  const started = performance.now();
  let told = started;
  const samples = await play(statistic, statistic.seeds, (done) => {
    const now = performance.now();
    if (now - told < 5000) return;
    told = now;
    console.error(`${statistic.name}: ${done} of ${statistic.seeds} seeds`);
  });
  console.log(
    `${statistic.name}, ${statistic.seeds} seeds, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  return entryOf(statistic, samples);
}

/** Prints the figures; how many do not hold. */
function show({ figures }: Entry): number {
  for (const { name, value, interval, expected, verdict } of figures) {
    const range =
      interval === undefined ? '' : ` (${interval.map((end) => Number(end.toPrecision(5))).join(' … ')})`;
    console.log(`  ${verdict}: ${name} ${Number(value.toPrecision(5))}${range}, expected ${expected}`);
  }
  return figures.filter(({ verdict }) => verdict !== 'holds').length;
}

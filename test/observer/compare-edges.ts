/** The readings of every edge, in rows and at this instant, compared with what the observer counts. */
import type { Engine } from '../../src/engine/engine-contract.ts';
import { type Layout, readingOf } from '../../src/engine/telemetry/layout.ts';
import type { Seen } from './compare.ts';
import type { Differences } from './differences.ts';
import type { Lives } from './lives.ts';
import { recountEdgeRows, recountEdges } from './recount-edges.ts';

/** Who has a connection, or waits for one, is not told by the tap. */
const ofPools: readonly string[] = ['connectionsInUse', 'waitingForConnection'];

const namesIn = (layout: Layout): readonly string[] =>
  layout.entries
    .filter(({ instrument }) => instrument.on === 'edge' && !ofPools.includes(instrument.id))
    .map(nameOf)
    .sort();
const nameOf = ({ subject, instrument }: Layout['entries'][number]): string => `${subject} ${instrument.id}`;

export function compareEdges(
  { blueprint, now }: Seen,
  lives: Lives,
  engine: Pick<Engine, 'layout' | 'readings'>,
  differences: Differences,
): void {
  const readings = engine.readings();
  const counted = recountEdges(blueprint, lives);
  const names = [...counted].flatMap(([edge, sums]) => Object.keys(sums).map((name) => `${edge} ${name}`));
  differences.same(namesIn(engine.layout), names.sort(), 'edges', () => `layout at ${now}`);
  for (const [edge, sums] of counted)
    for (const [name, value] of Object.entries(sums))
      differences.same(readingOf(readings, edge, name), value, `edge ${name}`, () => `${edge} at ${now}`);
}

export function compareEdgeRows(
  { blueprint, history }: Seen,
  lives: Lives,
  count: number,
  differences: Differences,
): void {
  for (const [edge, rows] of recountEdgeRows(blueprint, lives, count))
    rows.forEach((counted, at) => {
      const row = history.rows[at];
      for (const [name, value] of Object.entries(counted)) {
        const shown = row === undefined ? undefined : readingOf(row, edge, name);
        differences.same(shown, value, `edge row ${name}`, () => `${edge}, second ${at}`);
      }
    });
}

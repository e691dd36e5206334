/** The readings of every component, in rows and at this instant, compared with what the observer counts. */
import type { Engine } from '../../src/engine/engine-contract.ts';
import { type Readings, readingOf } from '../../src/engine/telemetry/layout.ts';
import type { Seen } from './compare.ts';
import type { Differences } from './differences.ts';
import type { Lives } from './lives.ts';
import type { StateWatch } from './recount-gauges.ts';
import { type Reads, readCounts, readRows, readState } from './recount-instruments.ts';

/** Everything at this instant, `state` being that; and whether the layout has just this. */
export function compareInstruments(
  seen: Seen,
  lives: Lives,
  state: StateWatch,
  engine: Pick<Engine, 'layout' | 'readings'>,
  differences: Differences,
): void {
  const { blueprint, now } = seen;
  const { layout } = engine;
  const readings = engine.readings();
  blueprint.components.forEach(({ id }, component) => {
    const where = () => `${id} at ${now}`;
    const counted = { ...readState(state, component, now), ...readCounts(state, seen, lives, component) };
    compareReads(readings, id, counted, differences, 'reading', where);
    compareEntries(readings, id, differences, where);
    const shown = layout.entries
      .filter(({ subject }) => subject === id)
      .map(({ instrument }) => instrument.id);
    const names = Object.keys(counted);
    if (names.includes('entryCapacity')) names.push('entries');
    differences.same(shown.sort(), names.sort(), 'instruments', where);
  });
}

/** What is counted within each second. */
export function compareCountRows(
  { blueprint, facts, history }: Seen,
  lives: Lives,
  state: StateWatch,
  count: number,
  differences: Differences,
): void {
  blueprint.components.forEach(({ id }, component) => {
    readRows(state, facts, lives, component, count).forEach((counted, at) => {
      const row = history.rows[at];
      const where = () => `${id}, second ${at}`;
      if (row !== undefined) compareReads(row, id, counted, differences, 'reading row', where);
    });
  });
}

/** What is so at the end of the second of a row. */
export function compareStateRow(
  row: Seen['history']['rows'][number],
  id: string,
  state: Reads,
  differences: Differences,
): void {
  const where = () => `${id}, second ${row.second}`;
  compareReads(row, id, state, differences, 'reading row', where);
  compareEntries(row, id, differences, where);
}

function compareReads(
  readings: Readings,
  id: string,
  counted: Reads,
  differences: Differences,
  place: string,
  where: () => string,
): void {
  for (const [name, value] of Object.entries(counted))
    differences.same(readingOf(readings, id, name), value, `${place} ${name}`, where);
}

/** A cache holds no more than it may. */
function compareEntries(readings: Readings, id: string, differences: Differences, where: () => string): void {
  const [entries, room] = [readingOf(readings, id, 'entries'), readingOf(readings, id, 'entryCapacity')];
  if (entries === undefined || room === undefined) return;
  differences.same(entries <= room, true, 'entries', () => `${where()}: ${entries} of ${room}`);
}

// A window of ten seconds over joined rows: each instrument is joined as it says of itself.
import { describe, expect, it } from 'vitest';
import { createLayout, type Instrument } from '../../engine/telemetry/layout.ts';
import type { HistoryView } from '../../session/session-contract.ts';
import { readInstruments } from './instrument-window.ts';

const joins = ['sum', 'mean', 'max', 'last'] as const;
const instrumentOf = (how: Instrument['joins']): Instrument => ({
  id: how,
  on: 'component',
  kind: how === 'sum' ? 'counter' : 'gauge',
  unit: 'calls',
  joins: how,
});
const layout = createLayout([
  ...joins.map((how) => ({ subject: 'a', instrument: instrumentOf(how) })),
  { subject: 'b', instrument: instrumentOf('sum') },
]);

/** Rows of one component: how wide, and what every instrument of it reads, undefined where it has none. */
const historyOf = (rows: readonly (readonly [width: number, value: number | undefined])[]): HistoryView =>
  ({
    forEachReading: (subject, _from, _to, visit) => {
      if (subject === 'a') for (const [width, value] of rows) visit(() => value, width);
    },
  }) as Partial<HistoryView> as HistoryView;

const windowOf = (...rows: Parameters<typeof historyOf>[0]) =>
  readInstruments(historyOf(rows), layout, 'a', 10_000_000).map(({ instrument, value, seconds }) => [
    instrument.id,
    value,
    seconds,
  ]);

describe('the window of an instrument', () => {
  it('adds, averages by time, keeps the largest or the last', () => {
    expect(windowOf([2, 6], [1, 9], [5, 3])).toEqual([
      ['sum', 18, 8],
      ['mean', (2 * 6 + 9 + 5 * 3) / 8, 8],
      ['max', 9, 8],
      ['last', 3, 8],
    ]);
  });

  it('covers only the rows that have it, and is absent where none has', () => {
    expect(windowOf([2, undefined], [3, 4])).toEqual(joins.map((how) => [how, 4, 3]));
    expect(windowOf([2, undefined])).toEqual([]);
    expect(readInstruments(historyOf([[1, 5]]), layout, 'b', 10_000_000)).toEqual([]);
  });
});

/** The instruments of one component or edge as rows of the inspector: those that have a word in `words`, by id. */
import type { Micros } from '../../base/units.ts';
import type { Instrument, Layout } from '../../engine/telemetry/layout.ts';
import type { HistoryView } from '../../session/session-contract.ts';
import { grouped, rate } from '../measure/format.ts';
import { type InstrumentWindow, readInstruments } from '../measure/instrument-window.ts';
import type { FactRow } from './fact-rows.tsx';

export interface Subject {
  /** As in layouts. */
  readonly id: string;
  readonly words: Readonly<Partial<Record<string, string>>>;
  /** Absent: every instrument has something to say. */
  readonly isShown?: (instrument: Instrument) => boolean;
}

/** `last` says which seconds the rows are of. */
export function instrumentRows(
  history: HistoryView,
  layout: Layout,
  { id, words, isShown = () => true }: Subject,
  viewMicros: Micros,
  last: string,
): readonly FactRow[] {
  return readInstruments(history, layout, id, viewMicros).flatMap((window) => {
    const name = words[window.instrument.id];
    return name === undefined || !isShown(window.instrument) ? [] : [{ name, ...shown(window, last) }];
  });
}

function shown({ instrument, value, seconds }: InstrumentWindow, last: string): Omit<FactRow, 'name'> {
  if (instrument.joins === 'sum')
    return { value: `${rate(value / seconds)} /s`, note: `${grouped(value)} · ${last}` };
  return instrument.joins === 'last' ? { value } : { value: value.toFixed(1), note: last };
}

/** What the instruments of one component or edge read over the last whole seconds, joined as each says of itself. */
import type { Micros } from '../../base/units.ts';
import type { Instrument, Layout } from '../../engine/telemetry/layout.ts';
import type { HistoryView } from '../../session/session-contract.ts';
import { lastSeconds } from './class-window.ts';

export interface InstrumentWindow {
  readonly instrument: Instrument;
  readonly value: number;
  /** Seconds that it covers. */
  readonly seconds: number;
}

const joined: Readonly<
  Record<Instrument['joins'], (before: InstrumentWindow, next: InstrumentWindow) => number>
> = {
  sum: (before, next) => before.value + next.value,
  mean: (before, next) =>
    (before.value * before.seconds + next.value * next.seconds) / (before.seconds + next.seconds),
  max: (before, next) => Math.max(before.value, next.value),
  last: (_, next) => next.value,
};

/** `subject` as in layouts. An instrument that has no row in those seconds is absent. */
export function readInstruments(
  history: HistoryView,
  layout: Layout,
  subject: string,
  viewMicros: Micros,
): readonly InstrumentWindow[] {
  const { from, to } = lastSeconds(viewMicros);
  const own = layout.entries.filter((entry) => entry.subject === subject);
  return own.flatMap(({ instrument }) => {
    let window: InstrumentWindow | undefined;
    history.forEachReading(subject, from, to, (read, seconds) => {
      const value = read(instrument.id);
      if (value === undefined) return;
      const next = { instrument, value, seconds };
      if (window === undefined) window = next;
      else
        window = {
          instrument,
          value: joined[instrument.joins](window, next),
          seconds: window.seconds + seconds,
        };
    });
    return window === undefined ? [] : [window];
  });
}

/** What one edge carried over the last whole seconds: every instrument that it has. */
import type { Micros } from '../../base/units.ts';
import type { Instrument, Layout } from '../../engine/telemetry/layout.ts';
import type { HistoryView } from '../../session/session-contract.ts';
import { lastSeconds } from './class-window.ts';

export interface EdgeReading {
  readonly instrument: Instrument;
  /** Of a counter how many in all those seconds, of a gauge the average. */
  readonly value: number;
  readonly seconds: number;
}

export function readEdgeWindow(
  history: HistoryView,
  layout: Layout,
  edge: string,
  viewMicros: Micros,
): readonly EdgeReading[] {
  const { from, to } = lastSeconds(viewMicros);
  const own = layout.entries.filter(({ subject }) => subject === edge);
  return own.flatMap(({ instrument }) => {
    let [sum, seconds] = [0, 0];
    history.forEachReading(edge, from, to, (read, width) => {
      const value = read(instrument.id);
      if (value === undefined) return;
      sum += instrument.kind === 'counter' ? value : value * width;
      seconds += width;
    });
    if (seconds === 0) return [];
    return [{ instrument, value: instrument.kind === 'counter' ? sum : sum / seconds, seconds }];
  });
}

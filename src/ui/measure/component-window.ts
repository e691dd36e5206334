/** Utilisation, queue and errors of one component over the last whole seconds (USE). */
import type { Micros } from '../../base/units.ts';
import { componentColumn } from '../../engine/telemetry/records.ts';
import type { HistoryView } from '../../session/session-contract.ts';
import { lastSeconds } from './class-window.ts';

export interface ComponentWindow {
  readonly seconds: number;
  readonly arrived: number;
  readonly answered: number;
  readonly failed: number;
  readonly busyMean: number;
  readonly queueMean: number;
  readonly queueMax: number;
}

export function sumComponentWindow(
  history: HistoryView,
  component: number,
  viewMicros: Micros,
): ComponentWindow {
  const { from, to } = lastSeconds(viewMicros);
  const sum = { arrived: 0, answered: 0, failed: 0, busy: 0, queue: 0, queueMax: 0, seconds: 0 };
  history.forEachComponentRow(component, from, to, (columns, offset, width) => {
    const at = (column: number): number => columns[offset + column] ?? 0;
    sum.seconds += width;
    sum.arrived += at(componentColumn.arrived);
    sum.answered += at(componentColumn.answered);
    sum.failed += at(componentColumn.failed);
    sum.busy += at(componentColumn.busy) * width;
    sum.queue += at(componentColumn.queueLength) * width;
    sum.queueMax = Math.max(sum.queueMax, at(componentColumn.queueLengthMax));
  });
  const seconds = Math.max(1, sum.seconds);
  return {
    seconds: sum.seconds,
    arrived: sum.arrived,
    answered: sum.answered,
    failed: sum.failed,
    busyMean: sum.busy / seconds,
    queueMean: sum.queue / seconds,
    queueMax: sum.queueMax,
  };
}

/** Utilisation, queue and errors of one component over the last whole seconds (USE). */
import type { Micros } from '../../base/units.ts';
import type { ServiceInstrument } from '../../engine/telemetry/instrument-names.ts';
import type { ReadInstrument } from '../../engine/telemetry/layout.ts';
import { componentColumn } from '../../engine/telemetry/records.ts';
import type { ComponentKey, HistoryView } from '../../session/session-contract.ts';
import { lastSeconds } from './class-window.ts';

export interface ComponentWindow {
  readonly seconds: number;
  readonly arrived: number;
  readonly answered: number;
  readonly failed: number;
  /** Undefined for what has no slots. */
  readonly service: ServiceWindow | undefined;
}

export interface ServiceWindow {
  readonly busyMean: number;
  readonly queueMean: number;
  readonly queueMax: number;
}

export function sumComponentWindow(
  history: HistoryView,
  component: ComponentKey,
  viewMicros: Micros,
): ComponentWindow {
  const { from, to } = lastSeconds(viewMicros);
  const sum = { arrived: 0, answered: 0, failed: 0, seconds: 0 };
  let service: ServiceWindow | undefined;
  history.forEachComponentRow(component, from, to, (columns, offset, width, read) => {
    const at = (column: number): number => columns[offset + column] ?? 0;
    service = addService(service, sum.seconds, read, width);
    sum.seconds += width;
    sum.arrived += at(componentColumn.arrived);
    sum.answered += at(componentColumn.answered);
    sum.failed += at(componentColumn.failed);
  });
  return { ...sum, service };
}

/** `before` covers `seconds`, `read` the next `width`. */
function addService(
  before: ServiceWindow | undefined,
  seconds: number,
  read: ReadInstrument<ServiceInstrument>,
  width: number,
): ServiceWindow | undefined {
  const [busy, queue, most] = [read('busy'), read('queueLength'), read('queueLengthMax')];
  if (busy === undefined || queue === undefined || most === undefined) return before;
  if (before === undefined) return { busyMean: busy, queueMean: queue, queueMax: most };
  const mean = (one: number, other: number): number => (one * seconds + other * width) / (seconds + width);
  return {
    busyMean: mean(before.busyMean, busy),
    queueMean: mean(before.queueMean, queue),
    queueMax: Math.max(before.queueMax, most),
  };
}

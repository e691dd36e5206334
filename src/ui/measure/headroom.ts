/**
 * How many times the present traffic would fit, or by how much it is too much: what is asked of the busiest component in
 * slots (arrivals × time in a slot) against the slots it has. While anything fails for lack of capacity it is at most 1.
 */
import { type Micros, microsPerSecond } from '../../base/units.ts';
import type { RunDescription } from '../../engine/description.ts';
import { causesThat } from '../../engine/telemetry/causes.ts';
import type { ServiceInstrument } from '../../engine/telemetry/instrument-names.ts';
import { readerOf } from '../../engine/telemetry/layout.ts';
import { classColumn, componentColumn } from '../../engine/telemetry/records.ts';
import type { ComponentKey, HistoryView, LiveView } from '../../session/session-contract.ts';
import { lastSeconds } from './class-window.ts';

export interface Headroom {
  readonly component: string;
  /** Slots asked for per slot there is: above 1 more is asked than can be done. */
  readonly load: number;
  /** Of the present traffic; undefined when nothing was busy. */
  readonly times: number | undefined;
  readonly seconds: number;
}

/** What requests fail of that are too many: a full queue or connection table, or an answer that comes too late. */
const tooMany = causesThat(({ isOverload }) => isOverload);

function failsForCapacity(history: HistoryView, classes: number, from: number, to: number): boolean {
  let failed = 0;
  for (let index = 0; index < classes; index += 1) {
    history.forEachClassRow(index, from, to, (columns, offset) => {
      for (const code of tooMany) failed += columns[offset + classColumn.causes + code] ?? 0;
    });
  }
  return failed > 0;
}

function loadOf(
  history: HistoryView,
  component: ComponentKey,
  slots: number,
  from: number,
  to: number,
): number {
  let [arrived, started, busy, width] = [0, 0, 0, 0];
  history.forEachComponentRow(component, from, to, (columns, offset, seconds, read) => {
    const [startedNow, busyNow] = [read('started'), read('busy')];
    if (startedNow === undefined || busyNow === undefined) return;
    width += seconds;
    arrived += columns[offset + componentColumn.arrived] ?? 0;
    started += startedNow;
    busy += busyNow * seconds;
  });
  if (width === 0) return 0;
  // Nothing began: whatever fills the slots (a hang) fills them.
  if (started === 0) return busy / width / slots;
  return (arrived * (busy / started)) / width / slots;
}

/** `changedAt`: when an edit last changed what is asked or what there is; seconds before it are of another system. */
export function findHeadroom(
  description: RunDescription,
  live: LiveView,
  history: HistoryView,
  viewMicros: Micros,
  changedAt: Micros = 0,
): Headroom | undefined {
  const { from: oldest, to } = lastSeconds(viewMicros);
  const from = Math.min(to - 1, Math.max(oldest, Math.ceil(changedAt / microsPerSecond)));
  if (from < 0) return undefined;
  let busiest: { component: string; load: number } | undefined;
  for (const component of description.components) {
    const { id } = component;
    const slots = readerOf<ServiceInstrument>(live.readings, id)('slots');
    if (slots === undefined) continue;
    const load = loadOf(history, component, slots, from, to);
    if (busiest === undefined || load > busiest.load) busiest = { component: id, load };
  }
  if (busiest === undefined) return undefined;
  const most = failsForCapacity(history, description.classes.length, from, to) ? 1 : Number.POSITIVE_INFINITY;
  const times = busiest.load > 0 ? Math.min(most, 1 / busiest.load) : undefined;
  return { ...busiest, times, seconds: to - from };
}

/**
 * How many times the present traffic would fit, or by how much it is too much: what is asked of the busiest component in
 * slots (arrivals × time in a slot) against the slots it has. While anything fails for lack of capacity it is at most 1;
 * while anything fails for another reason it is unknown, because what fails asks for less than what is answered.
 */
import { type Micros, microsPerSecond } from '../../base/units.ts';
import type { RunDescription } from '../../engine/description.ts';
import { causesThat, type FailureCause, failureCauses } from '../../engine/telemetry/causes.ts';
import type { ServiceInstrument } from '../../engine/telemetry/instrument-names.ts';
import { readerOf } from '../../engine/telemetry/layout.ts';
import { classColumn, componentColumn } from '../../engine/telemetry/records.ts';
import type { ComponentKey, HistoryView, LiveView } from '../../session/session-contract.ts';
import { lastSeconds } from './class-window.ts';

export interface Headroom {
  readonly component: string;
  /** Slots asked for per slot there is: above 1 more is asked than can be done. */
  readonly load: number;
  /** Of the present traffic; undefined when nothing was busy, or when it is unknown. */
  readonly times: number | undefined;
  /** Why requests failed meanwhile: of lack of capacity if any did, else the most frequent cause. */
  readonly failing: Failing | undefined;
  readonly seconds: number;
}

export interface Failing {
  readonly cause: FailureCause;
  /** For the causes of the same sort. */
  readonly failed: number;
  readonly isOverload: boolean;
}

/** What requests fail of that are too many: of slots, of connections, of places to wait, or an answer that comes too late. */
const tooMany = causesThat(({ isOverload }) => isOverload);
const harmful = causesThat(({ isIntended }) => !isIntended);

function failingIn(history: HistoryView, classes: number, from: number, to: number): Headroom['failing'] {
  const byCause = new Map<number, number>();
  for (let index = 0; index < classes; index += 1) {
    history.forEachClassRow(index, from, to, (columns, offset) => {
      for (const code of harmful) {
        const failed = columns[offset + classColumn.causes + code] ?? 0;
        if (failed > 0) byCause.set(code, (byCause.get(code) ?? 0) + failed);
      }
    });
  }
  const all = [...byCause].sort(([, one], [, other]) => other - one);
  const ofLoad = all.filter(([code]) => tooMany.has(code));
  const isOverload = ofLoad.length > 0;
  const shown = isOverload ? ofLoad : all;
  const [first] = shown;
  if (first === undefined) return undefined;
  const failed = shown.reduce((sum, [, count]) => sum + count, 0);
  return { cause: failureCauses[first[0]] as FailureCause, failed, isOverload };
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
  const failing = failingIn(history, description.classes.length, from, to);
  return { ...busiest, times: timesOf(busiest.load, failing), failing, seconds: to - from };
}

function timesOf(load: number, failing: Failing | undefined): number | undefined {
  if (load === 0) return undefined;
  if (failing === undefined) return 1 / load;
  return failing.isOverload || load > 1 ? Math.min(1, 1 / load) : undefined;
}

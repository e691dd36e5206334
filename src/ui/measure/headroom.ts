/** The busiest component that has slots, and how much more of this traffic it could take before it is full. */
import type { Micros } from '../../base/units.ts';
import type { RunDescription } from '../../engine/description.ts';
import type { HistoryView, LiveView } from '../../session/session-contract.ts';
import { sumComponentWindow } from './component-window.ts';
import { readGauge } from './gauge.ts';

export interface Headroom {
  readonly component: string;
  readonly utilisation: number;
  /** Undefined when nothing was busy. */
  readonly times: number | undefined;
  readonly seconds: number;
}

export function findHeadroom(
  description: RunDescription,
  live: LiveView,
  history: HistoryView,
  viewMicros: Micros,
): Headroom | undefined {
  let busiest: Headroom | undefined;
  for (const { id, index } of description.components) {
    const slots = readGauge(live, index, 'slots');
    if (slots === 0) continue;
    const { busyMean, seconds } = sumComponentWindow(history, index, viewMicros);
    const utilisation = Math.min(1, busyMean / slots);
    if (seconds === 0 || (busiest && utilisation <= busiest.utilisation)) continue;
    busiest = { component: id, utilisation, times: utilisation > 0 ? 1 / utilisation : undefined, seconds };
  }
  return busiest;
}

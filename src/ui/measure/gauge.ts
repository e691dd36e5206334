/** Reads one component's gauges: its state at this instant. */
import type { HealthState } from '../../engine/telemetry/records.ts';
import { gaugeColumn, gaugeStride } from '../../engine/telemetry/records.ts';
import type { LiveView } from '../../session/session-contract.ts';
import { healthOf as healthIn } from '../../views/states.ts';

export function readGauge(live: LiveView, component: number, column: keyof typeof gaugeColumn): number {
  return live.gauges[component * gaugeStride + gaugeColumn[column]] ?? 0;
}

export function healthOf(live: LiveView, component: number): HealthState {
  return healthIn(live.gauges, component);
}

/** Health as the views name it: index → state → token suffix. */
import { gaugeColumn, gaugeStride, type HealthState, healthStates } from '../engine/telemetry/records.ts';

export type Tone = 'ok' | 'warn' | 'bad' | 'recover' | 'off';

export const toneOf: Readonly<Record<HealthState, Tone>> = {
  healthy: 'ok',
  degraded: 'warn',
  down: 'bad',
  recovering: 'recover',
  removed: 'off',
};

export type GaugeName = keyof typeof gaugeColumn;

export function gauge(gauges: Float64Array, component: number, name: GaugeName): number {
  return gauges[component * gaugeStride + gaugeColumn[name]] ?? 0;
}

export function healthOf(gauges: Float64Array, component: number): HealthState {
  return healthStates[gauge(gauges, component, 'health')] ?? 'healthy';
}

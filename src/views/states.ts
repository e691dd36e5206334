/** Health as the views name it: index → state → token suffix. */
import type { ComponentDescription, Trait } from '../engine/description.ts';
import type { StoreInstrument } from '../engine/telemetry/instrument-names.ts';
import { type Readings, readerOf } from '../engine/telemetry/layout.ts';
import {
  type DatabaseRole,
  databaseRoles,
  gaugeColumn,
  gaugeStride,
  type HealthState,
  healthStates,
  processModes,
} from '../engine/telemetry/records.ts';

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

/** Undefined for what is no node of a replicated store. */
export function roleOf(readings: Readings, id: string): DatabaseRole | undefined {
  return databaseRoles[readerOf<StoreInstrument>(readings, id)('role') ?? -1];
}

export function healthOf(gauges: Float64Array, component: number): HealthState {
  return healthStates[gauge(gauges, component, 'health')] ?? 'healthy';
}

/** Whether a component keeps what was written, as a store that is no cache does: copies elsewhere are compared with it. */
export const isRecord = (traits: readonly Trait[]): boolean =>
  traits.includes('replicated') && !traits.includes('cache');

/** Whether a node of the same store runs as primary: while none does, a replica cannot catch up. */
export function hasPrimary(
  { kind, group }: ComponentDescription,
  components: readonly ComponentDescription[],
  { gauges, readings }: { readonly gauges: Float64Array; readonly readings: Readings },
): boolean {
  return components.some(
    (other) =>
      other.kind === kind &&
      other.group === group &&
      roleOf(readings, other.id) === 'primary' &&
      processModes[gauge(gauges, other.index, 'processMode')] === 'ready',
  );
}

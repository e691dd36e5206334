/**
 * Gauges: the state of every component at this instant, as drawn. Health is the truth of the simulation, not what any
 * component believes: a dead server is drawn dead before its balancer has noticed.
 */
import {
  gaugeColumn,
  gaugeStride,
  type HealthState,
  healthStates,
  processModes,
} from '../telemetry/records.ts';
import type { Component } from './component.ts';
import { processMode } from './processes.ts';
import type { World } from './world.ts';

export function gaugesOf(world: World): Float64Array {
  const { components, meters, processes } = world;
  const gauges = new Float64Array(components.length * gaugeStride);
  const balancers = components.filter(({ hasRemoved }) => hasRemoved !== undefined);
  components.forEach((_, index) => {
    const at = index * gaugeStride;
    gauges[at + gaugeColumn.health] = healthStates.indexOf(healthOf(world, index, balancers));
    gauges[at + gaugeColumn.answered] = meters.of(index, 'answered');
    gauges[at + gaugeColumn.failed] = meters.of(index, 'failed');
    gauges[at + gaugeColumn.processSince] = processes.since[index] as number;
    gauges[at + gaugeColumn.rootId] = processes.unwellBy[index] as number;
    gauges[at + gaugeColumn.processMode] = processes.isOff(index)
      ? processModes.indexOf('off')
      : (processes.mode[index] as number);
  });
  return gauges;
}

/** Every balancer that lists the component has taken it out of its rotation. */
function isRemoved(balancers: readonly Component[], index: number): boolean {
  let isOut = false;
  for (const balancer of balancers) {
    const own = balancer.hasRemoved?.(index);
    if (own === false) return false;
    if (own) isOut = true;
  }
  return isOut;
}

function healthOf(world: World, index: number, balancers: readonly Component[]): HealthState {
  const { processes, meters } = world;
  const component = world.component(index);
  const mode = processes.mode[index];
  if (mode === processMode.crashed || mode === processMode.hung) return 'down';
  if (mode === processMode.starting) return 'recovering';
  // Out of rotation: on the way back after a start, else cut off.
  if (isRemoved(balancers, index)) return processes.startedBy[index] === 0 ? 'removed' : 'recovering';
  const own = component.condition?.();
  if (own !== undefined) return own;
  // A line half full is trouble already; one that turns calls away has been.
  const capacity = component.center?.queueCapacity ?? 0;
  const isCongested = capacity > 0 && meters.of(index, 'queued') * 2 >= capacity;
  return processes.unwellBy[index] !== 0 || isCongested ? 'degraded' : 'healthy';
}

/**
 * Gauges: the state of every component at this instant, as drawn. Health is the truth of the simulation, not what any
 * component believes: a dead server is drawn dead before its balancer has noticed.
 */
import { gaugeColumn, gaugeStride, type HealthState, healthStates } from '../telemetry/records.ts';
import { AppServer } from './app-server.ts';
import { Database } from './database.ts';
import { LoadBalancer } from './load-balancer.ts';
import { processMode } from './processes.ts';
import type { World } from './world.ts';

const code = Object.fromEntries(healthStates.map((state, index) => [state, index])) as Record<
  HealthState,
  number
>;
const roleCode = { primary: 1, replica: 2 } as const;

export function gaugesOf(world: World): Float64Array {
  const { components, meters, processes } = world;
  const gauges = new Float64Array(components.length * gaugeStride);
  components.forEach((component, index) => {
    const at = index * gaugeStride;
    gauges[at + gaugeColumn.health] = code[healthOf(world, index)];
    gauges[at + gaugeColumn.busy] = meters.busy[index] as number;
    gauges[at + gaugeColumn.slots] = component.slots;
    gauges[at + gaugeColumn.queueLength] = meters.queued[index] as number;
    gauges[at + gaugeColumn.queueCapacity] = component.queueCapacity;
    gauges[at + gaugeColumn.answered] = meters.answered[index] as number;
    gauges[at + gaugeColumn.failed] = meters.failed[index] as number;
    gauges[at + gaugeColumn.healthSince] = processes.since[index] as number;
    gauges[at + gaugeColumn.rootId] = processes.unwellBy[index] as number;
    if (component instanceof LoadBalancer) gauges[at + gaugeColumn.inRotation] = component.inRotation;
    if (component instanceof Database) {
      const store = world.storeOf(index);
      const { role, position } = component.replication;
      gauges[at + gaugeColumn.role] = roleCode[role];
      gauges[at + gaugeColumn.lagVersions] = store.lagVersions(position);
      gauges[at + gaugeColumn.lagMicros] = store.lagMicros(position);
    }
  });
  return gauges;
}

function healthOf(world: World, index: number): HealthState {
  const { processes, meters, components } = world;
  const component = components[index];
  const mode = processes.mode[index];
  if (mode === processMode.crashed || mode === processMode.hung) return 'down';
  if (mode === processMode.starting) return 'recovering';
  if (component instanceof AppServer && isOutOfRotation(world, index)) {
    return processes.startedBy[index] === 0 ? 'removed' : 'recovering';
  }
  if (component instanceof Database) {
    const { isPrimary, linkDownSince } = component.replication;
    const believesWrongly = isPrimary && world.storeOf(index).primary !== index;
    if (believesWrongly || (!isPrimary && linkDownSince >= 0)) return 'degraded';
  }
  const isFull =
    component !== undefined &&
    component.slots > 0 &&
    (meters.queued[index] as number) >= component.queueCapacity;
  const isCongested = isFull && component.queueCapacity > 0;
  return processes.unwellBy[index] !== 0 || isCongested ? 'degraded' : 'healthy';
}

function isOutOfRotation(world: World, server: number): boolean {
  return world.components.some(
    (component) =>
      component instanceof LoadBalancer &&
      world.links.serversOf(component.index).includes(server) &&
      !component.serves(server),
  );
}

/** Mounts the instruments that every request edge has. */
import { edgeInstruments } from '../telemetry/edge-meters.ts';
import { edgeId } from '../telemetry/layout.ts';
import type { World } from './world.ts';

const edgeCounters = [
  'sent',
  'answered',
  'failed',
  'retried',
  'rejected',
  'outcomeUnknown',
  'doneTwice',
] as const;

export function mountEdges(world: World): void {
  const { edgeMeters: meters, panel } = world;
  meters.edges.forEach(({ caller, callee }, edge) => {
    const subject = edgeId(world.idOf(caller), world.idOf(callee));
    for (const name of edgeCounters)
      panel.mount(subject, edgeInstruments[name], { now: () => meters.count(edge, name) });
    panel.mount(subject, edgeInstruments.inFlight, {
      now: () => meters.inFlight(edge),
      integral: () => meters.inFlightIntegral(edge, world.now),
    });
  });
}

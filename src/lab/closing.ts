/**
 * The end of a window: from then on nobody arrives, so that whoever arrived before can be followed to his end. Otherwise
 * a hang would look cheaper than a crash by all who still wait when the counting stops.
 */
import type { Micros } from '../base/units.ts';
import type { Blueprint } from '../engine/blueprint.ts';
import type { StampedCommand } from '../engine/command.ts';

/** Recorded traffic is cut off; drawn traffic is ended by `closingCommands`. */
export function withTapeUntil(blueprint: Blueprint, until: Micros): Blueprint {
  const { tape } = blueprint;
  if (tape === undefined) return blueprint;
  const { offsets, classes, keys, clients } = tape;
  const later = offsets.findIndex((offset) => offset > until);
  const end = later < 0 ? offsets.length : later;
  return {
    ...blueprint,
    tape: {
      ...tape,
      offsets: offsets.subarray(0, end),
      classes: classes.subarray(0, end),
      keys: keys.subarray(0, end),
      clients: clients.subarray(0, end),
    },
  };
}

export function closingCommands({ components, tape }: Blueprint, until: Micros): readonly StampedCommand[] {
  if (tape !== undefined) return [];
  return components.flatMap(({ id, parameters }) =>
    parameters
      .filter(({ means }) => means === 'load')
      .map(({ path }) => ({ at: until, command: { kind: 'set', path: `${id}.${path}`, value: 0 } })),
  );
}

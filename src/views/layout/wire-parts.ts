/** What wires in columns and in rows have in common. */

import type { LinkDescription } from '../../engine/description.ts';
import { edgeId } from '../../engine/telemetry/layout.ts';
import type { Cuts } from './cuts.ts';
import { type FlowPath, withGap } from './flow-path.ts';
import type { Bus, Wire } from './layout-types.ts';

export interface Wired {
  readonly wires: readonly Wire[];
  readonly buses: readonly Bus[];
}

/** With its gap near the card that its cut isolates, but never past the middle. */
export function gapNear(path: FlowPath, link: LinkDescription, distance: number, cuts: Cuts): FlowPath {
  const part = path.length > 0 ? Math.min(0.5, distance / path.length) : 0.5;
  return withGap(path, cuts.isolated(link) === link.from ? part : 1 - part);
}

export function wireOf(link: LinkDescription, path: FlowPath, bus: string | undefined, cuts: Cuts): Wire {
  const { from, to, carries } = link;
  return { id: edgeId(from, to), from, to, carries, path, bus, told: cuts.told(link) };
}

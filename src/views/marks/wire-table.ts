/** Finds the path of a hop by component indices: looked up for every mark of every frame. */

import type { LinkDescription } from '../../engine/description.ts';
import { edgeId } from '../../engine/telemetry/layout.ts';
import { type FlowPath, pointAlong } from '../layout/flow-path.ts';
import type { FlowLayout, Wire } from '../layout/layout-types.ts';

export interface Tray {
  readonly x: number;
  readonly y: number;
}

/** How far the middle of a mark stays off a card: half of the largest mark and the border. */
export const markClearance = 7;

export interface WireLane {
  readonly path: FlowPath;
  /** The part of the path that lies clear of both cards, 0…1; marks travel on it. */
  readonly from: number;
  readonly to: number;
  /** Where on that part a lost message stops. */
  readonly gapAt: number;
  /** How long a message is on its way: all that is known of one that has not arrived. */
  readonly delayMicros: number;
  /** Nothing gets through towards the callee now. */
  readonly cut: boolean;
  /** Where what was lost at the callee comes to rest; undefined where it would have to cross the card's words. */
  readonly tray: Tray | undefined;
}

export interface WireTable {
  /** Of the wires that all requests travel, the clear length of the shortest; dots must not merge on it. */
  readonly shortest: number;
  lane(from: number, to: number): WireLane | undefined;
}

export function wireTable(layout: FlowLayout, links: readonly LinkDescription[]): WireTable {
  const size = 1 + layout.cards.reduce((most, card) => Math.max(most, card.index), 0);
  const lanes: (WireLane | undefined)[] = new Array(size * size);
  const indexOf = new Map(layout.cards.map((card) => [card.id, card.index]));
  const linkOf = new Map(links.map((link) => [edgeId(link.from, link.to), link]));
  for (const wire of layout.wires) {
    const from = indexOf.get(wire.from);
    const to = indexOf.get(wire.to);
    const link = linkOf.get(wire.id);
    if (wire.carries !== 'request' || from === undefined || to === undefined || !link) continue;
    lanes[from * size + to] = {
      path: wire.path,
      ...clearPart(wire.path),
      delayMicros: link.oneWayDelayMicros,
      cut: link.cutForward,
      tray: trayOf(layout, wire),
    };
  }
  const alone = new Set(layout.bundles.filter((one) => one.links.length === 1).flatMap((one) => one.links));
  const lengths = layout.wires
    .filter((wire) => alone.has(wire.id))
    .map(({ path }) => Math.max(0, path.length - 2 * markClearance));
  return {
    shortest: Math.min(...lengths),
    lane: (from, to) => (from < 0 ? undefined : lanes[from * size + to]),
  };
}

/** Below a card that the wire reaches from the side. A chip counts what it lost itself. */
function trayOf(layout: FlowLayout, { to, path }: Wire): Tray | undefined {
  const card = layout.cards.find((one) => one.id === to);
  if (!card || card.size === 'chip' || card.size === 'cell') return undefined;
  if (path.points.at(-2)! > card.x) return undefined;
  return { x: card.x + 10, y: card.y + card.height + 10.5 };
}

function clearPart(path: FlowPath): Pick<WireLane, 'from' | 'to' | 'gapAt'> {
  const margin = path.length > 0 ? Math.min(0.25, markClearance / path.length) : 0;
  const part = 1 - 2 * margin;
  return { from: margin, to: 1 - margin, gapAt: Math.min(1, Math.max(0, (path.gapAt - margin) / part)) };
}

/** The point at `fraction` (0…1) of the part of a lane that lies clear of the cards. */
export function alongLane(lane: WireLane, fraction: number, out: { x: number; y: number }): void {
  const part = Math.min(1, Math.max(0, fraction));
  pointAlong(lane.path, lane.from + part * (lane.to - lane.from), out);
}

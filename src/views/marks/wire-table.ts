/** Finds the path of a hop by component indices: looked up for every mark of every frame. */
import type { LinkDescription } from '../../engine/description.ts';
import { type FlowPath, pointAlong } from '../layout/flow-path.ts';
import { linkId } from '../layout/hops.ts';
import type { FlowLayout } from '../layout/layout-types.ts';

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
}

export interface WireTable {
  lane(from: number, to: number): WireLane | undefined;
  /** Where what was lost at this component comes to rest. */
  tray(component: number): Tray | undefined;
}

export function wireTable(layout: FlowLayout, links: readonly LinkDescription[]): WireTable {
  const size = 1 + layout.cards.reduce((most, card) => Math.max(most, card.index), 0);
  const lanes: (WireLane | undefined)[] = new Array(size * size);
  const trays: (Tray | undefined)[] = new Array(size);
  const indexOf = new Map(layout.cards.map((card) => [card.id, card.index]));
  const linkOf = new Map(links.map((link) => [linkId(link.from, link.to), link]));
  for (const card of layout.cards) {
    // A chip counts what it lost itself: a cross rests before it.
    if (card.size === 'chip' || card.size === 'cell') continue;
    trays[card.index] = { x: card.x + 10, y: card.y + card.height + 10.5 };
  }
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
    };
  }
  return {
    lane: (from, to) => (from < 0 ? undefined : lanes[from * size + to]),
    tray: (component) => trays[component],
  };
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

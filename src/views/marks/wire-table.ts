/** Finds the path of a hop by component indices: looked up for every mark of every frame. */
import type { LinkDescription } from '../../engine/description.ts';
import type { FlowPath } from '../layout/flow-path.ts';
import type { FlowLayout } from '../layout/layout-types.ts';
import { linkId } from '../layout/wire-tiers.ts';

export interface Tray {
  readonly x: number;
  readonly y: number;
}

export interface WireLane {
  readonly path: FlowPath;
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
  for (const card of layout.cards) trays[card.index] = { x: card.x + 2, y: card.y + card.height + 9 };
  for (const wire of layout.wires) {
    const from = indexOf.get(wire.from);
    const to = indexOf.get(wire.to);
    const link = linkOf.get(wire.id);
    if (wire.carries !== 'request' || from === undefined || to === undefined || !link) continue;
    lanes[from * size + to] = {
      path: wire.path,
      delayMicros: link.oneWayDelayMicros,
      cut: link.cutForward,
    };
  }
  return {
    lane: (from, to) => (from < 0 ? undefined : lanes[from * size + to]),
    tray: (component) => trays[component],
  };
}

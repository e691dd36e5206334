/** Finds the path of a hop by component indices: looked up for every mark of every frame. */
import type { FlowPath } from '../layout/flow-path.ts';
import type { FlowLayout } from '../layout/layout-types.ts';

export interface Tray {
  readonly x: number;
  readonly y: number;
}

export interface WireTable {
  path(from: number, to: number): FlowPath | undefined;
  /** Where what was lost at this component comes to rest. */
  tray(component: number): Tray | undefined;
}

export function wireTable(layout: FlowLayout): WireTable {
  const size = 1 + layout.cards.reduce((most, card) => Math.max(most, card.index), 0);
  const paths: (FlowPath | undefined)[] = new Array(size * size);
  const trays: (Tray | undefined)[] = new Array(size);
  const indexOf = new Map(layout.cards.map((card) => [card.id, card.index]));
  for (const card of layout.cards) trays[card.index] = { x: card.x + 2, y: card.y + card.height + 9 };
  for (const wire of layout.wires) {
    const from = indexOf.get(wire.from);
    const to = indexOf.get(wire.to);
    if (wire.carries === 'request' && from !== undefined && to !== undefined)
      paths[from * size + to] = wire.path;
  }
  return {
    path: (from, to) => (from < 0 ? undefined : paths[from * size + to]),
    tray: (component) => trays[component],
  };
}

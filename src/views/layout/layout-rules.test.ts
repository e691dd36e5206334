// What must hold on every canvas, for every scenario, in both languages.

import { describe, expect, it } from 'vitest';
import type { RunDescription } from '../../engine/description.ts';
import { edgeId } from '../../engine/telemetry/layout.ts';
import {
  farmDescription,
  mm1Description,
  referenceDescription,
  referenceOf,
  verticalDescription,
} from '../fixtures/descriptions.ts';
import { canvasSizes, chinese, cornerAt, english } from '../fixtures/layout-rooms.ts';
import { wireTable } from '../marks/wire-table.ts';
import { pointAlong } from './flow-path.ts';
import { cardRoom, layoutFlow, noteBox } from './layout-flow.ts';
import type { Box, FlowLayout, Point } from './layout-types.ts';

const descriptions: readonly RunDescription[] = [
  referenceDescription,
  referenceOf(12),
  verticalDescription,
  farmDescription(4),
  farmDescription(12),
  mm1Description,
];

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function overlaps(layout: FlowLayout, room: (card: FlowLayout['cards'][number]) => Box): string[] {
  return layout.cards.flatMap((a, index) =>
    layout.cards
      .slice(index + 1)
      .filter((b) => overlap(room(a), room(b)))
      .map((b) => `${a.id} and ${b.id}`),
  );
}

const within = ({ x, y }: Point, box: Box): boolean =>
  x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;

/** Cards that a drawn wire runs through, its own two ends apart. */
function crossings(layout: FlowLayout): string[] {
  const at = { x: 0, y: 0 };
  return layout.wires
    .filter((wire) => wire.carries === 'request')
    .flatMap((wire) => {
      const others = layout.cards.filter((card) => card.id !== wire.from && card.id !== wire.to);
      const hit = new Set<string>();
      for (let step = 0; step <= 400; step += 1) {
        pointAlong(wire.path, step / 400, at);
        for (const card of others) if (within(at, card)) hit.add(`${wire.id} through ${card.id}`);
      }
      return [...hit];
    });
}

const cases = descriptions.flatMap((description) =>
  canvasSizes.flatMap((size) =>
    [english, chinese].map((texts) => {
      const many = description.components.length;
      const name = `${description.scenario} (${many}) at ${size.width}×${size.height} ${texts.words.script}`;
      return [name, description, size, texts] as const;
    }),
  ),
);

describe.each(cases)('%s', (_name, description, size, texts) => {
  const layout = layoutFlow(description, size, texts, cornerAt(size));

  it('shows every component once, nothing overlapping, trays, waiting lines and targets included', () => {
    expect(layout.cards.map((card) => card.id).sort()).toEqual(
      description.components.map((one) => one.id).sort(),
    );
    expect(overlaps(layout, cardRoom)).toEqual([]);
    const target = (card: FlowLayout['cards'][number]): Box => ({
      ...card,
      y: card.y - card.reach.above,
      height: card.height + card.reach.above + card.reach.below,
    });
    expect(overlaps(layout, target)).toEqual([]);
  });

  it('clips nothing and leaves the corner to the buttons', () => {
    const { x, y, width, height } = layout.viewBox;
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(size.width);
    expect(y + height).toBeLessThanOrEqual(size.height);
    const { corner } = cornerAt(size);
    const buttons = { x: 8, y: 8, width: corner.width - 11, height: corner.height - 12 };
    expect(layout.cards.filter((card) => overlap(card, buttons))).toEqual([]);
  });

  it('runs no wire through a card', () => {
    expect(crossings(layout)).toEqual([]);
  });

  it('keeps what is written off cards, waiting lines and other group cards', () => {
    for (const note of layout.notes) {
      const box = noteBox(note);
      expect(layout.cards.map(cardRoom).filter((one) => overlap(one, box))).toEqual([]);
      const others = layout.groups.filter(
        (group) =>
          overlap(group, box) && !note.links.every((id) => group.members.includes(id.split('->')[1]!)),
      );
      expect(others).toEqual([]);
    }
  });

  it('shows at most 24 cards and uses a bus for more than six pairs', () => {
    const alone = layout.cards.filter((card) => card.size !== 'cell').length;
    expect(alone + layout.groups.filter((group) => group.closed).length).toBeLessThanOrEqual(24);
    for (const bundle of layout.bundles) {
      const free = layout.wires.filter((wire) => bundle.links.includes(wire.id) && wire.bus === undefined);
      expect(new Set(free.map((wire) => wire.path.points.join())).size).toBeLessThanOrEqual(6);
    }
  });

  it('has a wire for every hop that a mark can take', () => {
    const table = wireTable(layout, description.links);
    const indexOf = new Map(description.components.map((one) => [one.id, one.index]));
    for (const link of description.links.filter((one) => one.carries === 'request')) {
      const lane = table.lane(indexOf.get(link.from)!, indexOf.get(link.to)!);
      expect(lane?.path.length, edgeId(link.from, link.to)).toBeGreaterThan(8);
    }
  });
});

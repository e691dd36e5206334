import { describe, expect, it } from 'vitest';
import type { RunDescription } from '../../engine/description.ts';
import { mm1Description, verticalDescription } from '../fixtures/vertical-description.ts';
import { cutWay, gapWires } from '../flow/wires-view.ts';
import { pointAlong } from './flow-path.ts';
import { cardRoom, layoutFlow } from './layout-flow.ts';
import type { Box, FlowLayout, Size } from './layout-types.ts';
import { linkId } from './wire-tiers.ts';

// The canvas at 1440×900 and at 1280×720, legend taken off.
const sizes: readonly Size[] = [
  { width: 1000, height: 472 },
  { width: 860, height: 352 },
];

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function overlaps(layout: FlowLayout): string[] {
  const found: string[] = [];
  layout.cards.forEach((a, index) => {
    for (const b of layout.cards.slice(index + 1)) {
      if (overlap(cardRoom(a), cardRoom(b))) found.push(`${a.id} and ${b.id}`);
    }
  });
  return found;
}

/** Cards that a drawn wire runs through, its own two ends apart. */
function crossings(layout: FlowLayout): string[] {
  const found: string[] = [];
  for (const wire of layout.wires.filter((one) => one.carries === 'request')) {
    const points = wire.path.points;
    for (const card of layout.cards.filter((one) => one.id !== wire.from && one.id !== wire.to)) {
      for (let at = 0; at + 3 < points.length; at += 2) {
        for (let step = 0; step <= 20; step += 1) {
          const t = step / 20;
          const x = points[at]! * (1 - t) + points[at + 2]! * t;
          const y = points[at + 1]! * (1 - t) + points[at + 3]! * t;
          const inside = x > card.x && x < card.x + card.width && y > card.y && y < card.y + card.height;
          if (inside) found.push(`${wire.id} through ${card.id}`);
        }
      }
    }
  }
  return [...new Set(found)];
}

const cases: readonly (readonly [string, RunDescription, Size])[] = sizes.flatMap((size) => [
  [`vertical at ${size.width}×${size.height}`, verticalDescription, size] as const,
  [`mm1 at ${size.width}×${size.height}`, mm1Description, size] as const,
]);

describe.each(cases)('%s', (_name, description, size) => {
  const layout = layoutFlow(description, size);

  it('shows every component once, nothing overlapping, trays and waiting lines included', () => {
    expect(layout.cards.map((card) => card.id).sort()).toEqual(
      description.components.map((one) => one.id).sort(),
    );
    expect(overlaps(layout)).toEqual([]);
  });

  it('clips nothing', () => {
    const { x, y, width, height } = layout.viewBox;
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(size.width);
    expect(y + height).toBeLessThanOrEqual(size.height);
  });

  it('runs no wire through a card', () => {
    expect(crossings(layout)).toEqual([]);
  });

  it('keeps the notes of hops off the cards, their waiting lines and the frames', () => {
    for (const { note } of layout.bundles) {
      const box = { x: note.x - note.width / 2, y: note.y - 36, width: note.width, height: 36 };
      const hit = [...layout.cards.map(cardRoom), ...layout.groups].filter((one) => overlap(one, box));
      expect(hit).toEqual([]);
    }
  });
});

describe('vertical', () => {
  const layout = layoutFlow(verticalDescription, sizes[0]!);
  const card = (id: string) => layout.cards.find((one) => one.id === id)!;

  it('stands in tiers from left to right', () => {
    expect(card('users').x).toBeLessThan(card('lb').x);
    expect(card('lb').x).toBeLessThan(card('api-1').x);
    expect(card('api-1').x).toBeLessThan(card('db-primary').x);
  });

  it('uses the largest cards that fit', () => {
    expect(card('api-1').size).toBe('full');
    expect(card('db-primary').size).toBe('full');
    expect(card('lb').size).toBe('compact');
    const small = layoutFlow(verticalDescription, sizes[1]!);
    expect(small.cards.find((one) => one.id === 'api-1')?.size).toBe('compact');
  });

  it('frames the store with its sentinels as chips', () => {
    expect(layout.groups).toHaveLength(1);
    expect(layout.groups[0]?.members).toEqual(
      expect.arrayContaining(['db-primary', 'db-replica-2', 'sentinel-3']),
    );
    expect(card('sentinel-1').size).toBe('chip');
  });

  it('bundles 4 × 3 links into one bus and leaves 1 × 4 alone', () => {
    expect(layout.buses).toHaveLength(1);
    expect(layout.wires.find((wire) => wire.id === 'lb->api-1')?.bus).toBeUndefined();
    expect(layout.wires.find((wire) => wire.id === 'api-1->db-primary')?.bus).toBe(layout.buses[0]?.id);
  });

  it('takes a link that is cut alone off the bus', () => {
    const links = verticalDescription.links.map((link) =>
      link.from === 'api-1' && link.to === 'db-primary' ? { ...link, cutForward: true } : link,
    );
    const cut = layoutFlow({ ...verticalDescription, links }, sizes[0]!);
    expect(cut.wires.find((wire) => wire.id === 'api-1->db-primary')?.bus).toBeUndefined();
  });

  it('moves a dragged card with its wires, and nothing else', () => {
    const moved = layoutFlow(verticalDescription, sizes[0]!, { lb: { x: 240, y: 40 } });
    expect(moved.cards.find((one) => one.id === 'lb')).toMatchObject({ x: 240, y: 40 });
    expect(moved.wires.find((wire) => wire.id === 'users->lb')?.path.points.at(-1)).toBe(40 + 28);
    expect(moved.cards.find((one) => one.id === 'api-1')).toEqual(card('api-1'));
  });

  it('keeps every card on the canvas, wherever it was dragged to and however large the canvas was then', () => {
    for (const size of sizes) {
      for (const card of layout.cards) {
        for (const place of [
          { x: -5_000, y: -5_000 },
          { x: 9_000, y: 9_000 },
          { x: 1_400, y: 20 },
        ]) {
          const { viewBox: box } = layoutFlow(verticalDescription, size, { [card.id]: place });
          const inside =
            box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height;
          expect(inside, `${card.id} at ${place.x},${place.y}: ${JSON.stringify(box)}`).toBe(true);
        }
      }
    }
  });
});

describe('cuts', () => {
  const cut = (isOff: (from: string, to: string) => boolean) => {
    const links = verticalDescription.links.map((link) =>
      isOff(link.from, link.to) || isOff(link.to, link.from)
        ? { ...link, cutForward: true, cutBackward: true }
        : link,
    );
    const description = { ...verticalDescription, links };
    const layout = layoutFlow(description, sizes[0]!);
    const ways = new Map(links.map((link) => [linkId(link.from, link.to), cutWay(link)]));
    return { layout, gaps: gapWires(layout, ways) };
  };

  it('are told by the card that is cut from many, not by marks heaped beside it', () => {
    const { layout, gaps } = cut((from, to) => from === 'db-primary' && to !== 'api-1');
    expect(layout.badges).toEqual([{ card: 'db-primary', cut: 8, of: 9 }]);
    expect(gaps).toEqual([]);
  });

  it('between two cards are one mark, on the canvas and near the card', () => {
    const { layout, gaps } = cut((from, to) => from === 'db-replica-1' && to === 'db-replica-2');
    expect(layout.badges).toEqual([]);
    expect(gaps).toHaveLength(1);
    const at = { x: 0, y: 0 };
    pointAlong(gaps[0]!.path, gaps[0]!.path.gapAt, at);
    expect(at.x).toBeLessThan(sizes[0]!.width - 7);
    const over = layout.cards.some(
      (card) => at.x < card.x + card.width && at.x > card.x && at.y > card.y && at.y < card.y + card.height,
    );
    expect(over).toBe(false);
  });
});

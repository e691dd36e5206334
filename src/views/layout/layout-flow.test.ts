import { describe, expect, it } from 'vitest';
import { edgeId } from '../../engine/telemetry/layout.ts';
import { farmDescription, referenceDescription, verticalDescription } from '../fixtures/descriptions.ts';
import { canvasSizes, cornerAt, desktop, english, phone } from '../fixtures/layout-rooms.ts';
import { cutWay, gapWires } from '../flow/wires-view.ts';
import { pointAlong } from './flow-path.ts';
import { layoutFlow } from './layout-flow.ts';
import { type Box, type FlowLayout, groupKey, type Point } from './layout-types.ts';

const within = ({ x, y }: Point, box: Box): boolean =>
  x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;

describe('reference', () => {
  const layout = layoutFlow(referenceDescription, desktop, english);
  const card = (id: string) => layout.cards.find((one) => one.id === id)!;

  it('folds users, CDN and balancer into one column, above each other', () => {
    expect(card('users').x).toBe(card('lb').x);
    expect(card('users').y).toBeLessThan(card('cdn').y);
    expect(card('cdn').y).toBeLessThan(card('lb').y);
    expect(card('lb').x).toBeLessThan(card('api-1').x);
    expect(card('api-1').x).toBeLessThan(card('redis-primary').x);
  });

  it('stands in straight tiers where there is room', () => {
    const wide = layoutFlow(referenceDescription, { width: 1290, height: 600 }, english);
    const at = (id: string) => wide.cards.find((one) => one.id === id)!;
    expect(at('users').x).toBeLessThan(at('cdn').x);
    expect(at('cdn').x).toBeLessThan(at('lb').x);
    expect(at('api-1').size).toBe('full');
  });

  it('draws each store as one group card with its own sentinels', () => {
    expect(layout.groups.map(({ id, members, watchers }) => [id, members.length, watchers])).toEqual([
      ['redis', 2, ['redis-sentinel-1', 'redis-sentinel-2', 'redis-sentinel-3']],
      ['database', 3, ['db-sentinel-1', 'db-sentinel-2', 'db-sentinel-3']],
    ]);
    for (const group of layout.groups) {
      for (const id of [...group.members, ...group.watchers]) {
        expect(card(id).size).toBe('chip');
        expect(within({ x: card(id).x + 1, y: card(id).y + 1 }, group)).toBe(true);
      }
    }
    expect(card('db-sentinel-2').label).toBe('2');
  });

  it('reaches both stores through one trunk', () => {
    expect(layout.buses).toHaveLength(1);
    const trunk = layout.buses[0]!.trunks[0]!.points[0]!.x;
    for (const id of ['redis-primary', 'db-replica-2']) {
      const wire = layout.wires.find((one) => one.id === `api-3->${id}`)!;
      expect(wire.path.points[2]).toBe(trunk);
    }
  });

  it('stacks tiers on a phone, with targets for a thumb', () => {
    const narrow = layoutFlow(referenceDescription, phone, english, cornerAt(phone));
    const at = (id: string) => narrow.cards.find((one) => one.id === id)!;
    expect(narrow.stacked).toBe(true);
    const down = ['users', 'api-1', 'redis-primary', 'redis-sentinel-1', 'db-primary', 'db-sentinel-1'];
    const tops = down.map((id) => at(id).y);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    for (const { id, height, reach } of narrow.cards) {
      expect(height + reach.above + reach.below, id).toBeGreaterThanOrEqual(48);
    }
  });
});

describe('many servers alike', () => {
  it('become one card with a cell for each, and one wire', () => {
    const layout = layoutFlow(farmDescription(12), desktop, english);
    expect(layout.groups.map(({ name, closed }) => [name, closed])).toEqual([['api ×12', true]]);
    const calls = layout.wires.filter((wire) => wire.from === 'lb').map((wire) => wire.path.points.join());
    expect(new Set(calls).size).toBe(1);
  });
});

describe('dragging', () => {
  const layout = layoutFlow(referenceDescription, desktop, english);
  const find = (from: FlowLayout, id: string) => from.cards.find((one) => one.id === id)!;

  it('moves a card with its wires, and nothing else', () => {
    const moved = layoutFlow(referenceDescription, desktop, english, {
      overrides: { lb: { x: 16, y: 400 } },
    });
    expect(find(moved, 'lb')).toMatchObject({ x: 16, y: 400 });
    expect(moved.wires.find((wire) => wire.id === 'cdn->lb')?.path.points.at(-1)).toBe(400);
    expect(find(moved, 'api-1')).toEqual(find(layout, 'api-1'));
  });

  it('moves a group card with all its chips', () => {
    const group = layout.groups[1]!;
    const place = { x: group.x, y: group.y - 8 };
    const moved = layoutFlow(referenceDescription, desktop, english, {
      overrides: { [groupKey('database')]: place },
    });
    expect(find(moved, 'db-sentinel-3').y).toBe(find(layout, 'db-sentinel-3').y - 8);
    expect(find(moved, 'redis-primary')).toEqual(find(layout, 'redis-primary'));
  });

  it.each(canvasSizes.slice(0, 3))(
    'keeps everything on the canvas at $width×$height, wherever it was put',
    (size) => {
      const ids = ['users', 'api-2', groupKey('redis'), groupKey('database')];
      for (const id of ids) {
        for (const place of [
          { x: -5_000, y: -5_000 },
          { x: 9_000, y: 9_000 },
          { x: 1_400, y: 20 },
        ]) {
          const { viewBox: box } = layoutFlow(referenceDescription, size, english, {
            overrides: { [id]: place },
          });
          const inside =
            box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height;
          expect(inside, `${id} at ${place.x},${place.y}: ${JSON.stringify(box)}`).toBe(true);
        }
      }
    },
  );
});

describe('cuts', () => {
  const cut = (isOff: (from: string, to: string) => boolean, size = desktop) => {
    const links = verticalDescription.links.map((link) =>
      isOff(link.from, link.to) || isOff(link.to, link.from)
        ? { ...link, cutForward: true, cutBackward: true }
        : link,
    );
    const layout = layoutFlow({ ...verticalDescription, links }, size, english, cornerAt(size));
    const ways = new Map(links.map((link) => [edgeId(link.from, link.to), cutWay(link)]));
    return { layout, gaps: gapWires(layout, ways) };
  };

  it('are told by the card that is cut from many, not by marks heaped beside it', () => {
    const { layout, gaps } = cut((from, to) => from === 'db-primary' && to !== 'api-1');
    expect(layout.badges).toEqual([{ card: 'db-primary', cut: 8, of: 9 }]);
    expect(gaps).toEqual([]);
  });

  it('take a link that is cut alone off the bus', () => {
    const { layout } = cut((from, to) => from === 'api-1' && to === 'db-primary');
    expect(layout.wires.find((wire) => wire.id === 'api-1->db-primary')?.bus).toBeUndefined();
  });

  it.each([desktop, phone])(
    'between two cards are one mark, on the canvas and on no card at $width',
    (size) => {
      for (const [a, b] of [
        ['db-replica-1', 'db-replica-2'],
        ['sentinel-1', 'db-primary'],
        ['sentinel-2', 'sentinel-3'],
      ] as const) {
        const { layout, gaps } = cut((from, to) => from === a && to === b, size);
        expect(gaps.map((wire) => wire.id)).toHaveLength(1);
        const at = { x: 0, y: 0 };
        pointAlong(gaps[0]!.path, gaps[0]!.path.gapAt, at);
        expect(at.x).toBeLessThan(size.width);
        expect(layout.cards.filter((card) => within(at, card)).map((card) => card.id)).toEqual([]);
      }
    },
  );
});

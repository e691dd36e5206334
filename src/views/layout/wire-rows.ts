/**
 * Request links between rows: along the lane below the callers to the trunk at the left edge, down it, and along the
 * lane above the called to each of them. No lane runs through a title or a card.
 */
import type { Cuts } from './cuts.ts';
import { pathThrough } from './flow-path.ts';
import { type End, type Ends, type Hop, idsOf, leftOf, linksAt, rightOf } from './hops.ts';
import type { Box, Bus, BusStub, BusTrunk, Point, Wire } from './layout-types.ts';
import type { Lanes } from './place-rows.ts';
import { trunkX } from './rows.ts';
import { gapNear, type Wired, wireOf } from './wire-parts.ts';

type LanesById = ReadonlyMap<string, Lanes>;

/** A cut is drawn this far before its card, on the lane. */
const gapBeforeCard = 12;

export function wireRows(hops: readonly Hop[], ends: Ends, lanes: LanesById, cuts: Cuts): Wired {
  const wires: Wire[] = [];
  const buses: Bus[] = [];
  for (const hop of hops) {
    const direct = hop.links.length === 1 ? directPoints(hop.from[0]!.box, hop.to[0]!.box) : undefined;
    const bus = direct ? undefined : busOf(hop, lanes);
    if (bus) buses.push(bus);
    for (const link of hop.links) {
      const from = ends.get(link.from);
      const to = ends.get(link.to);
      if (!from || !to) continue;
      const points = direct ?? [...outOf(from, lanes), ...[...outOf(to, lanes, 'to')].reverse()];
      const path = gapNear(pathThrough(points), link, gapBeforeCard, cuts);
      wires.push(wireOf(link, path, bus?.id, cuts));
    }
  }
  return { wires, buses };
}

/** Neighbours in a row, or one right below the other. */
function directPoints(from: Box, to: Box): readonly Point[] | undefined {
  if (from.y === to.y) return from.x < to.x ? [rightOf(from), leftOf(to)] : undefined;
  const isBelow = Math.abs(middle(from) - middle(to)) < 24 && to.y >= from.y + from.height;
  if (!isBelow) return undefined;
  const x = (middle(from) + middle(to)) / 2;
  return [
    { x, y: from.y + from.height },
    { x, y: to.y },
  ];
}

const middle = ({ x, width }: Box): number => x + width / 2;

/** From a card, or towards it when read backwards, to the trunk. */
function outOf(end: End, lanes: LanesById, side: 'from' | 'to' = 'from'): readonly Point[] {
  const { box, card } = end;
  if (card === undefined) return [leftOf(box), { x: trunkX, y: leftOf(box).y }];
  const x = middle(box);
  const lane = laneOf(end, lanes, side);
  return [
    { x, y: side === 'from' ? box.y + box.height : box.y },
    { x, y: lane },
    { x: trunkX, y: lane },
  ];
}

function laneOf({ box, card, id }: End, lanes: LanesById, side: 'from' | 'to'): number {
  if (card === undefined) return box.y + box.height / 2;
  const lane = lanes.get(id);
  return side === 'from' ? (lane?.below ?? box.y + box.height) : (lane?.above ?? box.y);
}

function busOf(hop: Hop, lanes: LanesById): Bus {
  const sides = [
    { side: 'from', ends: hop.from },
    { side: 'to', ends: hop.to },
  ] as const;
  const stubs: BusStub[] = [];
  const branches: BusTrunk[] = [];
  const heights: number[] = [];
  for (const { side, ends } of sides) {
    const rows = new Set(ends.map((end) => laneOf(end, lanes, side)));
    for (const y of rows) {
      const row = ends.filter((end) => laneOf(end, lanes, side) === y);
      heights.push(y);
      const links = idsOf(row.flatMap((end) => linksAt(hop, end, side)));
      const far = Math.max(...row.map((end) => (end.card ? middle(end.box) : end.box.x)));
      const points = [
        { x: far, y },
        { x: trunkX, y },
      ];
      branches.push({
        id: `${hop.id} ${side} ${y}`,
        points: side === 'from' ? points : [...points].reverse(),
        links,
      });
      for (const end of row) stubs.push(stubOf(hop, end, y, side));
    }
  }
  const trunk: BusTrunk = {
    id: hop.id,
    points: [
      { x: trunkX, y: Math.min(...heights) },
      { x: trunkX, y: Math.max(...heights) },
    ],
    links: idsOf(hop.links),
  };
  return { id: hop.id, trunks: [trunk, ...branches], stubs };
}

function stubOf(hop: Hop, end: End, lane: number, side: 'from' | 'to'): BusStub {
  const { box, card } = end;
  const x = card ? middle(box) : box.x;
  const edge = card ? (side === 'from' ? box.y + box.height : box.y) : lane;
  const points: readonly Point[] = [
    { x, y: edge },
    { x, y: lane },
  ];
  return {
    end: end.id,
    cards: end.cards,
    side: side === 'from' ? 'in' : 'out',
    points: side === 'from' ? points : [...points].reverse(),
    links: idsOf(linksAt(hop, end, side)),
  };
}

/**
 * Request links between columns. With more than six pairs everything runs through one vertical bus: 4 × 3 separate
 * wires were unreadable. Cards below each other in one column are joined by a straight wire.
 */
import type { LinkDescription } from '../../engine/description.ts';
import { queueGutter } from './card-sizes.ts';
import type { Cuts } from './cuts.ts';
import { curveBetween, type FlowPath, pathThrough, pointsOf } from './flow-path.ts';
import { type End, type Ends, type Hop, idsOf, leavesBus, leftOf, linksAt, rightOf } from './hops.ts';
import type { Box, Bus, BusStub, Wire } from './layout-types.ts';
import { gapNear, type Wired, wireOf } from './wire-parts.ts';

const pairsWithoutBus = 6;
/** The gap of a wire of its own stands this far before the card that it isolates, clear of its waiting line. */
const gapBeforeCard = queueGutter + 10;

/** Where the wires of a hop turn: half way between its callers and what they call, frames included. */
export function gapBetween(hop: Hop): { readonly start: number; readonly end: number } {
  const start = Math.max(
    ...hop.from.map(({ box, group }) => Math.max(box.x + box.width, group ? group.x + group.width : 0)),
  );
  const end = Math.min(...hop.to.map(({ box, group }) => Math.min(box.x, group?.x ?? box.x)));
  return { start, end };
}

/** Whether one stands above the other. */
export const inOneColumn = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && (a.y + a.height <= b.y || b.y + b.height <= a.y);

export function wireColumns(hops: readonly Hop[], ends: Ends, cuts: Cuts): Wired {
  const wires: Wire[] = [];
  const buses: Bus[] = [];
  for (const hop of hops) {
    const pairs = hop.from.length * hop.to.length;
    const bus = pairs > pairsWithoutBus ? busOf(hop, cuts) : undefined;
    if (bus) buses.push(bus.bus);
    if (!bus && hop.links.length > pairs) {
      buses.push(sharedWires(hop));
      wires.push(...hop.links.map((link) => sharedWire(link, hop, ends, cuts)));
      continue;
    }
    for (const link of hop.links) {
      const from = ends.get(link.from);
      const to = ends.get(link.to);
      if (from && to) wires.push(requestWire(link, hop, from, to, bus, cuts));
    }
  }
  return { wires, buses };
}

/** Links to and from a closed frame lie on one another: one line for each two ends, as wide as all of them. */
function sharedWires(hop: Hop): Bus {
  const trunks = hop.from.flatMap((from) =>
    hop.to.map((to) => ({
      id: `${hop.id} ${from.id} ${to.id}`,
      points: pointsOf(directPath(from.box, to.box)),
      links: idsOf(linksAt(hop, from, 'from').filter((link) => to.cards.includes(link.to))),
    })),
  );
  return { id: hop.id, trunks, stubs: [] };
}

function sharedWire(link: LinkDescription, hop: Hop, ends: Ends, cuts: Cuts): Wire {
  const path = directPath(ends.get(link.from)!.box, ends.get(link.to)!.box);
  return wireOf(link, path, hop.id, cuts);
}

interface PlacedBus {
  readonly bus: Bus;
  readonly x: number;
}

function requestWire(
  link: LinkDescription,
  hop: Hop,
  from: End,
  to: End,
  bus: PlacedBus | undefined,
  cuts: Cuts,
): Wire {
  if (!bus || leavesBus(link, hop, cuts)) {
    return wireOf(link, gapNear(directPath(from.box, to.box), link, gapBeforeCard, cuts), undefined, cuts);
  }
  const start = rightOf(from.box);
  const end = leftOf(to.box);
  const turns = [start, { x: bus.x, y: start.y }, { x: bus.x, y: end.y }, end];
  return wireOf(link, pathThrough(turns, Math.min((end.x - bus.x) * 0.7, gapBeforeCard)), bus.bus.id, cuts);
}

/** Off the middle of a card: there the tray below it has its words. */
export const wireBesideTray = 24;

function directPath(from: Box, to: Box): FlowPath {
  if (!inOneColumn(from, to)) return curveBetween(rightOf(from), leftOf(to));
  const x = Math.min(from.x + from.width, to.x + to.width) - wireBesideTray;
  const down = from.y < to.y;
  return pathThrough([
    { x, y: down ? from.y + from.height : from.y },
    { x, y: down ? to.y : to.y + to.height },
  ]);
}

function busOf(hop: Hop, cuts: Cuts): PlacedBus {
  const { start, end } = gapBetween(hop);
  const x = Math.round((start + end) / 2);
  const stub = (one: End, side: BusStub['side']): BusStub => {
    const at = side === 'in' ? rightOf(one.box) : leftOf(one.box);
    const trunk = { x, y: at.y };
    const links = linksAt(hop, one, side === 'in' ? 'from' : 'to').filter(
      (link) => !leavesBus(link, hop, cuts),
    );
    return {
      end: one.id,
      cards: one.cards,
      side,
      points: side === 'in' ? [at, trunk] : [trunk, at],
      links: idsOf(links),
    };
  };
  const stubs = [...hop.from.map((one) => stub(one, 'in')), ...hop.to.map((one) => stub(one, 'out'))];
  const heights = stubs.map((one) => one.points[0]!.y);
  const points = [
    { x, y: Math.min(...heights) },
    { x, y: Math.max(...heights) },
  ];
  const links = [...new Set(stubs.flatMap((one) => one.links))];
  return { x, bus: { id: hop.id, trunks: [{ id: hop.id, points, links }], stubs } };
}

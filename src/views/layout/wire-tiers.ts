/**
 * Links between placed cards. Between two tiers with more than six pairs everything runs through one vertical bus:
 * 4 × 3 separate wires were unreadable.
 */
import type { LinkDescription } from '../../engine/description.ts';
import { noteHeight, queueGutter, trayHeight } from './card-sizes.ts';
import { type Cuts, isCut } from './cuts.ts';
import { curveBeside, curveBetween, type FlowPath, pathThrough, withGap } from './flow-path.ts';
import type { Bundle, Bus, BusStub, CardBox, GroupBox, Point, Wire } from './layout-types.ts';
import type { Tier } from './tiers.ts';

const pairsWithoutBus = 6;

export interface WiredTiers {
  readonly wires: readonly Wire[];
  readonly buses: readonly Bus[];
  readonly bundles: readonly Bundle[];
}

export const linkId = (from: string, to: string): string => `${from}->${to}`;

interface Hop {
  readonly id: string;
  readonly links: readonly LinkDescription[];
  readonly from: readonly CardBox[];
  readonly to: readonly CardBox[];
}

/** Request links that join the same two tiers. */
function hopsOf(
  tiers: readonly Tier[],
  links: readonly LinkDescription[],
  cards: ReadonlyMap<string, CardBox>,
): readonly Hop[] {
  const tierOf = new Map(tiers.flatMap((tier, index) => tier.members.map((one) => [one.id, index] as const)));
  const hops = new Map<string, LinkDescription[]>();
  for (const link of links) {
    if (link.carries !== 'request' || !cards.has(link.from) || !cards.has(link.to)) continue;
    const id = `${tierOf.get(link.from)}>${tierOf.get(link.to)}`;
    hops.set(id, [...(hops.get(id) ?? []), link]);
  }
  const boxes = (ids: readonly string[]): CardBox[] => [...new Set(ids)].flatMap((id) => cards.get(id) ?? []);
  return [...hops].map(([id, group]) => ({
    id,
    links: group,
    from: boxes(group.map((link) => link.from)),
    to: boxes(group.map((link) => link.to)),
  }));
}

const rightOf = (card: CardBox): Point => ({ x: card.x + card.width, y: card.y + card.height / 2 });
const leftOf = (card: CardBox): Point => ({ x: card.x, y: card.y + card.height / 2 });

export function wireTiers(
  tiers: readonly Tier[],
  links: readonly LinkDescription[],
  cards: ReadonlyMap<string, CardBox>,
  groups: readonly GroupBox[],
  cuts: Cuts,
): WiredTiers {
  const wires: Wire[] = [];
  const buses: Bus[] = [];
  const bundles: Bundle[] = [];
  for (const hop of hopsOf(tiers, links, cards)) {
    const edge = Math.max(...hop.from.map((card) => card.x + card.width));
    const frame = groups.filter((group) => hop.to.some((card) => group.members.includes(card.id)));
    const start = Math.min(...hop.to.map((card) => card.x), ...frame.map((group) => group.x));
    const x = Math.round((edge + start) / 2);
    const bus = hop.from.length * hop.to.length > pairsWithoutBus ? busOf(hop, x, cuts) : undefined;
    if (bus) buses.push(bus);
    for (const link of hop.links) wires.push(requestWire(link, hop, cards, bus, cuts));
    bundles.push(bundleOf(hop, edge, start, bus));
  }
  for (const link of links) {
    const from = cards.get(link.from);
    const to = cards.get(link.to);
    if (link.carries === 'control' && from && to) wires.push(controlWire(link, from, to, cuts));
  }
  return { wires, buses, bundles };
}

/** A link that is cut alone leaves the bus, so that the gap stands on it and on no other. */
function leavesBus(link: LinkDescription, hop: Hop, cuts: Cuts): boolean {
  const others = hop.links.filter((one) => one.to === link.to);
  return isCut(link) && !cuts.told(link) && !others.every(isCut);
}

/** The gap of a wire of its own stands this far before the card that it isolates, clear of its waiting line. */
const gapBeforeCard = queueGutter + 10;
const gapBesideCard = 18;

function requestWire(
  link: LinkDescription,
  hop: Hop,
  cards: ReadonlyMap<string, CardBox>,
  bus: Bus | undefined,
  cuts: Cuts,
): Wire {
  const from = rightOf(cards.get(link.from)!);
  const to = leftOf(cards.get(link.to)!);
  if (!bus || leavesBus(link, hop, cuts)) {
    return wireOf(link, gapNear(curveBetween(from, to), link, gapBeforeCard, cuts), undefined, cuts);
  }
  const turns = [from, { x: bus.x, y: from.y }, { x: bus.x, y: to.y }, to];
  return wireOf(link, pathThrough(turns, Math.min((to.x - bus.x) * 0.7, gapBeforeCard)), bus.id, cuts);
}

/** With its gap near the card that its cut isolates, but never past the middle. */
function gapNear(path: FlowPath, link: LinkDescription, distance: number, cuts: Cuts): FlowPath {
  const part = path.length > 0 ? Math.min(0.5, distance / path.length) : 0.5;
  return withGap(path, cuts.isolated(link) === link.from ? part : 1 - part);
}

function controlWire(link: LinkDescription, from: CardBox, to: CardBox, cuts: Cuts): Wire {
  const beside = Math.abs(from.x + from.width - to.x - to.width) < 40;
  const path = beside ? curveBeside(rightOf(from), rightOf(to), 12) : curveBetween(rightOf(from), leftOf(to));
  return wireOf(link, gapNear(path, link, gapBesideCard, cuts), undefined, cuts);
}

function wireOf(link: LinkDescription, path: FlowPath, bus: string | undefined, cuts: Cuts): Wire {
  const { from, to, carries } = link;
  return { id: linkId(from, to), from, to, carries, path, bus, told: cuts.told(link) };
}

function busOf(hop: Hop, x: number, cuts: Cuts): Bus {
  const stub = (card: CardBox, side: BusStub['side']): BusStub => {
    const at = side === 'in' ? rightOf(card) : leftOf(card);
    const trunk = { x, y: at.y };
    const links = hop.links.filter(
      (link) => (side === 'in' ? link.from : link.to) === card.id && !leavesBus(link, hop, cuts),
    );
    const ids = links.map((link) => linkId(link.from, link.to));
    return {
      card: card.id,
      side,
      from: side === 'in' ? at : trunk,
      to: side === 'in' ? trunk : at,
      links: ids,
    };
  };
  const stubs = [...hop.from.map((card) => stub(card, 'in')), ...hop.to.map((card) => stub(card, 'out'))];
  const heights = stubs.map((one) => one.from.y);
  return { id: hop.id, x, top: Math.min(...heights), bottom: Math.max(...heights), stubs };
}

/** Above the callers the note may reach over them. */
const overCallers = 48;
/** The note is lifted over the callers when it need not go farther than this. */
const liftMost = 24;
const noteGap = 6;
/** Between two cards it may reach over each this far, and leaves the next note as much. */
const besides = 12;

function bundleOf(hop: Hop, start: number, end: number, bus: Bus | undefined): Bundle {
  const isFan = hop.from.length === 1 && hop.to.length > 1 && !bus;
  return {
    id: hop.id,
    from: hop.from.map((card) => card.id),
    to: hop.to.map((card) => card.id),
    links: hop.links.map((link) => linkId(link.from, link.to)),
    note: isFan ? noteAtFan(hop.from[0]!, hop.to) : noteAboveWires(hop, start, end, bus),
  };
}

/** At the root of a fan: above the caller's shoulder, left of the highest wire. */
function noteAtFan(caller: CardBox, callees: readonly CardBox[]): Bundle['note'] {
  const above = caller.y - noteGap;
  // A caller that was dragged to the upper edge has its note below.
  if (above < noteHeight) {
    const y = caller.y + caller.height + trayHeight + noteHeight;
    return { x: caller.x + caller.width / 2, y, width: caller.width };
  }
  const bottom = above;
  const highest = callees.reduce((a, b) => (leftOf(b).y < leftOf(a).y ? b : a));
  const { points } = curveBetween(rightOf(caller), leftOf(highest));
  let right = caller.x + caller.width + overCallers;
  for (let at = 0; at < points.length; at += 2) {
    if (points[at + 1]! < bottom + noteGap) right = Math.min(right, points[at]! - 2 * noteGap);
  }
  const width = Math.max(40, right - caller.x - besides - 2);
  return { x: right - width / 2, y: bottom, width };
}

/** Above the highest wire of the gap, clear of the waiting lines at its right end. */
function noteAboveWires(hop: Hop, start: number, end: number, bus: Bus | undefined): Bundle['note'] {
  const ends = [...hop.from, ...hop.to].map((card) => card.y + card.height / 2);
  const overWires = Math.min(...ends) - 10;
  const beside = hop.from.length > 1 ? hop.from : [...hop.from, ...hop.to];
  const overCards = Math.min(...beside.map((card) => card.y)) - noteGap;
  const y = Math.max(
    noteHeight,
    overWires - overCards <= liftMost ? Math.min(overWires, overCards) : overWires,
  );
  const isOver = (card: CardBox): boolean => card.y > y;
  const overBoth = hop.from.every(isOver) && hop.to.every(isOver) && !bus;
  if (overBoth) return { x: (start + end) / 2, y, width: Math.max(40, end - start + 2 * besides) };
  const left = start + (hop.from.every(isOver) ? -overCallers : 1);
  const right = end - (hop.to.some((card) => card.queue) && !bus ? queueGutter + 2 : 1);
  return { x: (left + right) / 2, y, width: Math.max(40, right - left) };
}

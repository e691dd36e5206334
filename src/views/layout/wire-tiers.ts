/**
 * Links between placed cards. Between two tiers with more than six pairs everything runs through one vertical bus:
 * 4 × 3 separate wires were unreadable.
 */
import type { LinkDescription } from '../../engine/description.ts';
import { noteHeight, queueGutter } from './card-sizes.ts';
import { curveBeside, curveBetween, pathThrough } from './flow-path.ts';
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
): WiredTiers {
  const wires: Wire[] = [];
  const buses: Bus[] = [];
  const bundles: Bundle[] = [];
  for (const hop of hopsOf(tiers, links, cards)) {
    const edge = Math.max(...hop.from.map((card) => card.x + card.width));
    const frame = groups.filter((group) => hop.to.some((card) => group.members.includes(card.id)));
    const start = Math.min(...hop.to.map((card) => card.x), ...frame.map((group) => group.x));
    const x = Math.round((edge + start) / 2);
    const bus = hop.from.length * hop.to.length > pairsWithoutBus ? busOf(hop, x) : undefined;
    if (bus) buses.push(bus);
    for (const link of hop.links) wires.push(requestWire(link, hop, cards, bus));
    bundles.push(bundleOf(hop, edge, start, bus));
  }
  for (const link of links) {
    const from = cards.get(link.from);
    const to = cards.get(link.to);
    if (link.carries === 'control' && from && to) wires.push(controlWire(link, from, to));
  }
  return { wires, buses, bundles };
}

const isCut = (link: LinkDescription): boolean => link.cutForward || link.cutBackward;

/** A link that is cut alone leaves the bus, so that the gap stands on it and on no other. */
function leavesBus(link: LinkDescription, hop: Hop): boolean {
  const others = hop.links.filter((one) => one.to === link.to);
  return isCut(link) && !others.every(isCut);
}

function requestWire(
  link: LinkDescription,
  hop: Hop,
  cards: ReadonlyMap<string, CardBox>,
  bus: Bus | undefined,
): Wire {
  const from = rightOf(cards.get(link.from)!);
  const to = leftOf(cards.get(link.to)!);
  if (!bus || leavesBus(link, hop)) return wireOf(link, curveBetween(from, to), undefined);
  const turns = [from, { x: bus.x, y: from.y }, { x: bus.x, y: to.y }, to];
  return wireOf(link, pathThrough(turns, (to.x - bus.x) * 0.7), bus.id);
}

function controlWire(link: LinkDescription, from: CardBox, to: CardBox): Wire {
  const beside = Math.abs(from.x + from.width - to.x - to.width) < 40;
  const path = beside ? curveBeside(rightOf(from), rightOf(to), 12) : curveBetween(rightOf(from), leftOf(to));
  return wireOf(link, path, undefined);
}

function wireOf(link: LinkDescription, path: Wire['path'], bus: string | undefined): Wire {
  return { id: linkId(link.from, link.to), from: link.from, to: link.to, carries: link.carries, path, bus };
}

function busOf(hop: Hop, x: number): Bus {
  const stub = (card: CardBox, side: BusStub['side']): BusStub => {
    const at = side === 'in' ? rightOf(card) : leftOf(card);
    const trunk = { x, y: at.y };
    const links = hop.links.filter(
      (link) => (side === 'in' ? link.from : link.to) === card.id && !leavesBus(link, hop),
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

/** The note stands above the highest wire of the gap, clear of the waiting lines at its right end. */
function bundleOf(hop: Hop, start: number, end: number, bus: Bus | undefined): Bundle {
  const ends = [...hop.from, ...hop.to].map((card) => card.y + card.height / 2);
  const y = Math.max(noteHeight, Math.min(...ends) - 10);
  const above = hop.from.every((card) => card.y > y);
  const left = start + (above ? -overCallers : 2);
  const right = end - (hop.to.some((card) => card.queue) && !bus ? queueGutter + 2 : 2);
  return {
    id: hop.id,
    from: hop.from.map((card) => card.id),
    to: hop.to.map((card) => card.id),
    links: hop.links.map((link) => linkId(link.from, link.to)),
    note: { x: (left + right) / 2, y, width: Math.max(40, right - left) },
  };
}

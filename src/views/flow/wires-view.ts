/**
 * Wires and buses under the cards: width = sqrt(calls sent per second), of which the hatched part = the share that failed;
 * dashed with a gap mark = cut.
 */

import { type Selection, scaleSqrt, select } from 'd3';
import type { LinkDescription } from '../../engine/description.ts';
import { edgeId } from '../../engine/telemetry/layout.ts';
import { pathData, pointAlong } from '../layout/flow-path.ts';
import type { Bus, BusStub, FlowLayout, Point, Wire } from '../layout/layout-types.ts';
import type { ViewWords } from '../words.ts';
import { type EdgeFlows, failedShare, sumFlows } from './edge-flows.ts';
import type { FlowData } from './flow-data.ts';

export type Layer = Selection<SVGGElement, undefined, null, undefined>;

/** 300/s is about 4 px: wide enough to compare, narrow enough for dots to be seen on it. */
export const wireWidth = scaleSqrt().domain([0, 1_000]).range([1.25, 7]).clamp(true);

/** In rows wires run in narrow lanes between chips. */
const laneShare = 0.5;

type CutWay = 'none' | 'forward' | 'backward' | 'both';

export function cutWay(link: LinkDescription): CutWay {
  if (link.cutForward) return link.cutBackward ? 'both' : 'forward';
  return link.cutBackward ? 'backward' : 'none';
}

export interface WiresView {
  /** Shapes: after a layout, a cut, a selection. */
  shape(
    layout: FlowLayout,
    links: readonly LinkDescription[],
    selected: string | undefined,
    words: ViewWords,
  ): void;
  /** Widths, failures and titles: once per change of the rates. */
  rates(layout: FlowLayout, data: FlowData, words: ViewWords): void;
}

function wireTitle(
  id: string,
  cuts: ReadonlyMap<string, CutWay>,
  flows: EdgeFlows,
  breakers: FlowData['breakers'],
  words: ViewWords,
): string {
  const [from = '', to = ''] = id.split('->');
  const label = words.wireLabel(from, to, cuts.get(id) ?? 'none');
  const flow = flows.get(id);
  const breaker = breakers.get(id);
  const facts = [
    ...(flow === undefined ? [] : [words.wireFlow({ ...flow, failedShare: failedShare(flow) })]),
    ...(breaker === undefined ? [] : [words.wireBreaker(breaker)]),
  ];
  return facts.length === 0 ? label : `${label}: ${facts.join(' · ')}`;
}

/** Narrower than the wire, so that the wire shows on both sides; wide enough to be seen. */
const failedWidth = (wire: number, share: number): number => Math.min(wire, Math.max(1, wire * share));

interface Strand {
  readonly key: string;
  readonly d: string;
  readonly links: readonly string[];
  /** partly = some of its links are cut. */
  readonly tone: 'plain' | 'cut' | 'partly' | 'selected';
}

export function createWiresView(layer: Layer, onPick: (links: readonly string[]) => void): WiresView {
  const lines = layer.append('g').attr('class', 'nv-wires');
  const failures = layer.append('g').attr('class', 'nv-wire-failures');
  const hits = layer.append('g').attr('class', 'nv-wire-hits');
  const gaps = layer.append('g').attr('class', 'nv-gaps');
  let cuts: ReadonlyMap<string, CutWay> = new Map();
  let strands: readonly Strand[] = [];

  function drawTitles(flows: EdgeFlows, breakers: FlowData['breakers'], words: ViewWords): void {
    hits.selectAll<SVGPathElement, Strand>('path').each(function title({ links }) {
      const text = links.map((id) => wireTitle(id, cuts, flows, breakers, words)).join('\n');
      select(this)
        .selectAll('title')
        .data([text])
        .join('title')
        .text((one) => one);
    });
  }

  return {
    shape(layout, links, selected, words) {
      cuts = new Map(links.map((link) => [edgeId(link.from, link.to), cutWay(link)]));
      strands = strandsOf(layout, cuts, selected);
      lines
        .selectAll<SVGPathElement, Strand>('path')
        .data(strands, (strand) => strand.key)
        .join('path')
        .attr('class', (strand) => `nv-wire nv-wire-${strand.tone}`)
        .attr('d', (strand) => strand.d);
      hits
        .selectAll<SVGPathElement, Strand>('path')
        .data(
          strands.filter((strand) => strand.tone !== 'selected'),
          (strand) => strand.key,
        )
        .join('path')
        .attr('class', 'nv-wire-hit')
        .attr('d', (strand) => strand.d)
        .on('click', (event: MouseEvent, strand) => {
          event.stopPropagation();
          onPick(strand.links);
        });
      drawTitles(new Map(), new Map(), words);
      drawGaps(gaps, gapWires(layout, cuts), cuts);
    },
    rates(layout, { outcomes: { edges }, breakers }, words) {
      const thin = layout.stacked ? laneShare : 1;
      const widthOf = ({ tone, links }: Strand): number =>
        wireWidth(tone === 'selected' ? 0 : sumFlows(edges, links).sent) * thin;
      const shareOf = ({ links }: Strand): number => failedShare(sumFlows(edges, links));
      lines
        .selectAll<SVGPathElement, Strand>('path')
        .style('stroke-width', (strand) => `${widthOf(strand)}px`);
      failures
        .selectAll<SVGPathElement, Strand>('path')
        .data(
          strands.filter((strand) => strand.tone === 'plain' && shareOf(strand) > 0),
          (strand) => strand.key,
        )
        .join('path')
        .attr('class', 'nv-wire-failed')
        .attr('d', (strand) => strand.d)
        .style('stroke-width', (strand) => `${failedWidth(widthOf(strand), shareOf(strand))}px`);
      drawTitles(edges, breakers, words);
    },
  };
}

function strandsOf(
  layout: FlowLayout,
  cuts: ReadonlyMap<string, CutWay>,
  selected: string | undefined,
): readonly Strand[] {
  const isCut = (id: string): boolean => (cuts.get(id) ?? 'none') !== 'none';
  const strands: Strand[] = [];
  for (const bus of layout.buses) {
    for (const { id, points, links } of bus.trunks) {
      // Where links share all of their way, the way itself shows what is cut of them.
      const tone =
        bus.stubs.length > 0 || !links.some(isCut) ? 'plain' : links.every(isCut) ? 'cut' : 'partly';
      strands.push({ key: id, d: through(points), links, tone });
    }
    for (const stub of bus.stubs) {
      strands.push({
        key: stubKey(bus, stub),
        d: through(stub.points),
        links: stub.links,
        tone: stubTone(stub, isCut, layout.badges),
      });
    }
  }
  for (const wire of layout.wires) {
    const cut = isCut(wire.id);
    // On a bus the stub shows the cut; control links are drawn only while they are cut, once per pair, and not
    // where a card tells it.
    if (wire.bus !== undefined || (wire.carries === 'control' && (!cut || wire.told))) continue;
    if (wire.carries === 'control' && isSecondOfPair(wire, cuts)) continue;
    strands.push({ key: wire.id, d: pathData(wire.path), links: [wire.id], tone: cut ? 'cut' : 'plain' });
  }
  const chosen = layout.wires.find((wire) => wire.id === selected);
  if (chosen) {
    strands.push({ key: 'selected', d: pathData(chosen.path), links: [chosen.id], tone: 'selected' });
  }
  return strands;
}

const through = (points: readonly Point[]): string => `M${points.map(({ x, y }) => `${x},${y}`).join('L')}`;

function stubTone(
  { cards, links }: BusStub,
  isCut: (id: string) => boolean,
  badges: FlowLayout['badges'],
): Strand['tone'] {
  if (!links.some(isCut)) return 'plain';
  if (links.every(isCut)) return 'cut';
  // Only at the card that the cut isolates: the others still get through to whom they need.
  return badges.some((badge) => cards.includes(badge.card)) ? 'partly' : 'plain';
}

/** Control links often run both ways: the cut between two cards is one. */
function isSecondOfPair(wire: Wire, cuts: ReadonlyMap<string, CutWay>): boolean {
  const back = cuts.get(edgeId(wire.to, wire.from)) ?? 'none';
  return back !== 'none' && wire.from > wire.to;
}

const stubKey = (bus: Bus, stub: BusStub): string => `${bus.id} ${stub.side} ${stub.end}`;

/** One gap per cut pair; the links of a cut stub share theirs, and what a card tells needs none among other wires. */
export function gapWires(layout: FlowLayout, cuts: ReadonlyMap<string, CutWay>): readonly Wire[] {
  const shared = new Set<string>();
  const isCut = (id: string): boolean => (cuts.get(id) ?? 'none') !== 'none';
  const stubs = layout.buses.flatMap((bus) => bus.stubs.filter((stub) => stub.side === 'out'));
  const cutStubs = new Set(stubs.filter((stub) => stub.links.every(isCut)).flatMap((stub) => stub.cards));
  return layout.wires.filter((wire) => {
    if (!isCut(wire.id)) return false;
    if (wire.carries === 'control') return !wire.told && !isSecondOfPair(wire, cuts);
    if (wire.bus === undefined) return true;
    if (!cutStubs.has(wire.to)) return false;
    const known = shared.has(wire.to);
    shared.add(wire.to);
    return !known;
  });
}

/** A gap with two bars; an arrow on the side from which nothing gets through. */
function drawGaps(
  layer: Selection<SVGGElement, undefined, null, undefined>,
  wires: readonly Wire[],
  cuts: ReadonlyMap<string, CutWay>,
): void {
  const arrows: Readonly<Record<CutWay, string>> = {
    none: '',
    forward: 'M-13,-4L-7,0L-13,4',
    backward: 'M13,-4L7,0L13,4',
    both: 'M-13,-4L-7,0L-13,4M13,-4L7,0L13,4',
  };
  const place = (wire: Wire): string => {
    const at = { x: 0, y: 0 };
    const before = { x: 0, y: 0 };
    pointAlong(wire.path, wire.path.gapAt, at);
    pointAlong(wire.path, wire.path.gapAt - 0.02, before);
    const angle = (Math.atan2(at.y - before.y, at.x - before.x) * 180) / Math.PI;
    return `translate(${at.x},${at.y}) rotate(${Math.round(angle)})`;
  };
  const marks = layer
    .selectAll<SVGGElement, Wire>('g')
    .data(wires, (wire) => wire.id)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'nv-gap');
      group
        .append('rect')
        .attr('class', 'nv-gap-hole')
        .attr('x', -5)
        .attr('y', -7)
        .attr('width', 10)
        .attr('height', 14);
      group.append('path').attr('class', 'nv-gap-bars').attr('d', 'M-4,-6V6M4,-6V6');
      group.append('path').attr('class', 'nv-gap-arrow');
      return group;
    })
    .attr('transform', place);
  marks.select('.nv-gap-arrow').attr('d', (wire) => arrows[cuts.get(wire.id) ?? 'none']);
}

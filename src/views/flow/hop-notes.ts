/**
 * Above the wires between two tiers: what the last second's calls came to. The split bar is the exact proportion,
 * not the sample; failed is hatched and taller, so it shows without colour.
 */
import type { FlowLayout, HopNote } from '../layout/layout-types.ts';
import { type Font, firstThatFits, type Measure } from '../measure.ts';
import type { OutcomeCounts, ViewWords } from '../words.ts';
import { captionPx } from './card-geometry.ts';
import { type EdgeFlow, sumFlows } from './edge-flows.ts';
import type { FlowData } from './flow-data.ts';
import type { Layer } from './wires-view.ts';

interface Segment {
  readonly name: keyof OutcomeCounts;
  readonly from: number;
  readonly share: number;
}

export interface HopNotes {
  draw(layout: FlowLayout, data: FlowData): void;
}

/** Of the first hop the requests themselves, with their fates as their users see them; further in, calls. */
const noteCounts = (data: FlowData, note: HopNote, flow: EdgeFlow): OutcomeCounts =>
  note.asked
    ? data.outcomes.requests
    : { ok: flow.answered, slow: 0, stale: 0, degraded: 0, failed: flow.failed };

export function segmentsOf(counts: OutcomeCounts): readonly Segment[] {
  const total = counts.ok + counts.slow + counts.stale + counts.degraded + counts.failed;
  if (total <= 0) return [];
  let from = 0;
  return (['ok', 'stale', 'degraded', 'slow', 'failed'] as const).flatMap((name) => {
    const share = counts[name] / total;
    const segment = { name, from, share };
    from += share;
    return share > 0 ? [segment] : [];
  });
}

/** Slow, stale and degraded are judged where requests end; of the calls further in, only good and failed are known. */
function countTexts(counts: OutcomeCounts, asked: boolean, words: ViewWords): readonly string[] {
  const texts = words.splitCounts(counts);
  return asked ? texts : texts.slice(1);
}

/** The rate and below it the share that failed: each shortens by itself, so that none gives way to the other. */
export function noteLines(
  flow: Pick<EdgeFlow, 'sent' | 'inFlight'>,
  counts: OutcomeCounts,
  asked: boolean,
  words: ViewWords,
  width: number,
  font: Font,
  measure: Measure,
): readonly string[] {
  const rates = words.flowRate(flow, asked);
  return [rates, words.splitNote(counts)].flatMap(
    (texts) => firstThatFits(texts, width, font, measure) ?? texts.at(-1) ?? [],
  );
}

const barHeight: Readonly<Record<keyof OutcomeCounts, number>> = {
  ok: 3,
  stale: 4,
  degraded: 4,
  slow: 5,
  failed: 7,
};
const barWidth = 72;
/** On a note of one line the bar stands behind the words. */
const inlineBar = 40;
const inlineGap = 6;

/** The same on one line: the rate and the share that failed, shortened together. */
function inlineNote(
  flow: EdgeFlow,
  counts: OutcomeCounts,
  words: ViewWords,
  width: number,
  font: Font,
  measure: Measure,
): string {
  const shares = words.splitNote(counts);
  const rates = words.flowRate(flow, false);
  const texts =
    shares.length === 0 ? rates : rates.flatMap((rate) => shares.map((share) => `${rate} · ${share}`));
  return firstThatFits(texts, width, font, measure) ?? texts.at(-1) ?? '';
}

export function createHopNotes(layer: Layer, words: () => ViewWords, measure: Measure): HopNotes {
  const root = layer.append('g').attr('class', 'nv-hop-notes');
  return {
    draw(layout, data) {
      const font: Font = { px: captionPx(words().script), weight: 400 };
      const linesOf = (note: HopNote, counts: OutcomeCounts, flow: EdgeFlow): readonly string[] => {
        const { asked, lines } = note;
        const width = lines === 1 ? note.width - inlineBar - inlineGap : note.width;
        if (data.reducedMotion) {
          const texts = countTexts(counts, asked, words());
          if (lines === 1) return [firstThatFits(texts, width, font, measure) ?? texts.at(-1) ?? ''];
          return linesThatFit(texts, width, font, measure);
        }
        if (lines === 1) return [inlineNote(flow, counts, words(), width, font, measure)];
        return noteLines(flow, counts, asked, words(), width, font, measure);
      };
      root
        .selectAll<SVGGElement, HopNote>('g.nv-hop-note')
        .data(layout.notes, (note) => note.id)
        .join((enter) => {
          const group = enter.append('g').attr('class', 'nv-hop-note');
          group.append('title');
          group.append('text');
          group.append('g').attr('class', 'nv-split');
          return group;
        })
        .attr('transform', ({ x, y }) => `translate(${x},${y})`)
        .each(function each(note) {
          const flow = sumFlows(data.outcomes.edges, note.links);
          const counts = noteCounts(data, note, flow);
          const title = this.querySelector('title');
          const text = words().hopNote(note.asked);
          if (title !== null && title.textContent !== text) title.textContent = text;
          const label = this.querySelector('text');
          label?.setAttribute('text-anchor', note.anchor);
          label?.setAttribute('x', note.lines === 1 ? String(-inlineBar - inlineGap) : '0');
          drawLines(label, linesOf(note, counts, flow), font.px, note.lines);
          const width = note.lines === 1 ? inlineBar : Math.min(barWidth, note.width);
          drawBar(this, counts, width, barStart(note, width), note.lines === 1 ? -2 : 0);
        });
    },
  };
}

/** Left end of the bar from the note's own point. */
function barStart({ anchor }: HopNote, width: number): number {
  if (anchor === 'start') return 0;
  return anchor === 'end' ? -width : -width / 2;
}

/** The first text that fits on one line or, broken in two, at separators before spaces: no count is left out for room. */
export function linesThatFit(
  texts: readonly string[],
  width: number,
  font: Font,
  measure: Measure,
): readonly string[] {
  const fits = (line: string): boolean => measure(line, font) <= width;
  for (const separator of [' · ', ' ']) {
    for (const text of texts) {
      if (fits(text)) return [text];
      const parts = text.split(separator);
      for (let first = parts.length - 1; first > 0; first -= 1) {
        const lines = [parts.slice(0, first).join(separator), parts.slice(first).join(separator)];
        if (lines.every(fits)) return lines;
      }
    }
  }
  return [];
}

function drawLines(
  label: SVGTextElement | null,
  lines: readonly string[],
  px: number,
  most: HopNote['lines'],
): void {
  if (label === null) return;
  const drawn = lines.join('\n');
  if (label.getAttribute('data-lines') === drawn) return;
  label.setAttribute('data-lines', drawn);
  label.setAttribute('font-size', String(px));
  const x = label.getAttribute('x') ?? '0';
  const spans = lines.map((line, index) => {
    const span = document.createElementNS(label.namespaceURI, 'tspan');
    span.setAttribute('x', x);
    span.setAttribute('y', String(most === 1 ? 0 : -8 - (lines.length - 1 - index) * 14));
    span.textContent = line;
    if (index > 0) span.setAttribute('class', 'nv-hop-failed');
    return span;
  });
  label.replaceChildren(...spans);
}

function drawBar(
  group: SVGGElement,
  counts: OutcomeCounts,
  width: number,
  start: number,
  middle: number,
): void {
  const holder = group.querySelector('.nv-split');
  if (!holder) return;
  const segments = segmentsOf(counts);
  while (holder.childNodes.length > segments.length) holder.lastChild?.remove();
  segments.forEach((segment, index) => {
    const node =
      holder.children[index] ?? holder.appendChild(document.createElementNS(group.namespaceURI, 'rect'));
    const height = barHeight[segment.name];
    node.setAttribute('class', `nv-split-${segment.name}`);
    node.setAttribute('x', String(Math.round((start + segment.from * width) * 10) / 10));
    node.setAttribute('y', String(middle - height / 2 - 2));
    node.setAttribute('width', String(Math.round(segment.share * width * 10) / 10));
    node.setAttribute('height', String(height));
  });
}

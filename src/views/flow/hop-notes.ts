/**
 * Above the wires between two tiers: what the last second's calls came to. The split bar is the exact proportion,
 * not the sample; failed is hatched and taller, so it shows without colour.
 */
import type { FlowLayout } from '../layout/layout-types.ts';
import { type Font, firstThatFits, type Measure } from '../measure.ts';
import type { OutcomeCounts, ViewWords } from '../words.ts';
import { type FlowData, type outcomeColumn, outcomeOf } from './flow-data.ts';
import type { Layer } from './wires-view.ts';

type OutcomeName = keyof typeof outcomeColumn;

interface Segment {
  readonly name: keyof OutcomeCounts;
  readonly from: number;
  readonly share: number;
}

export interface HopNotes {
  draw(layout: FlowLayout, data: FlowData): void;
}

/** Counts of each hop; the first hop's are the requests themselves, with their fates as their users see them. */
export function hopCounts(layout: FlowLayout, data: FlowData, hop: number): OutcomeCounts {
  const bundle = layout.bundles[hop];
  if (hop === 0 || bundle === undefined) return data.outcomes.requests;
  const sum = (name: OutcomeName): number => sumAtFarEnd(layout, data, bundle.to, name);
  return { ok: sum('answered'), slow: 0, stale: 0, failed: sum('failed') };
}

/** What was sent over each hop a second: not what ended there, which runs ahead of it while a line empties. */
export function hopRate(layout: FlowLayout, data: FlowData, hop: number): number {
  const bundle = layout.bundles[hop];
  if (hop === 0 || bundle === undefined) return data.outcomes.arrivedPerSecond;
  return sumAtFarEnd(layout, data, bundle.to, 'arrived');
}

function sumAtFarEnd(layout: FlowLayout, data: FlowData, ids: readonly string[], name: OutcomeName): number {
  const indexOf = new Map(layout.cards.map((card) => [card.id, card.index]));
  return ids.reduce((total, id) => total + outcomeOf(data.outcomes, indexOf.get(id) ?? -1, name), 0);
}

export function segmentsOf(counts: OutcomeCounts): readonly Segment[] {
  const total = counts.ok + counts.slow + counts.stale + counts.failed;
  if (total <= 0) return [];
  let from = 0;
  return (['ok', 'stale', 'slow', 'failed'] as const).flatMap((name) => {
    const share = counts[name] / total;
    const segment = { name, from, share };
    from += share;
    return share > 0 ? [segment] : [];
  });
}

/** Slow and stale are judged where requests end; of the calls further in, only good and failed are known. */
function countTexts(counts: OutcomeCounts, hop: number, words: ViewWords): readonly string[] {
  const texts = words.splitCounts(counts);
  return hop === 0 ? texts : texts.slice(1);
}

/** The rate and below it the share that failed: each shortens by itself, so that none gives way to the other. */
export function noteLines(
  sent: number,
  counts: OutcomeCounts,
  hop: number,
  words: ViewWords,
  width: number,
  font: Font,
  measure: Measure,
): readonly string[] {
  const rates = hop === 0 ? [words.rate(sent)] : words.callRate(sent);
  return [rates, words.splitNote(counts)].flatMap(
    (texts) => firstThatFits(texts, width, font, measure) ?? texts.at(-1) ?? [],
  );
}

const barHeight: Readonly<Record<keyof OutcomeCounts, number>> = { ok: 3, stale: 4, slow: 5, failed: 7 };

export function createHopNotes(layer: Layer, words: () => ViewWords, measure: Measure): HopNotes {
  const root = layer.append('g').attr('class', 'nv-hop-notes');
  return {
    draw(layout, data) {
      const font: Font = { px: words().script === 'cjk' ? 13 : 12, weight: 400 };
      const groups = root
        .selectAll<SVGGElement, FlowLayout['bundles'][number]>('g.nv-hop-note')
        .data(layout.bundles, (bundle) => bundle.id)
        .join((enter) => {
          const group = enter.append('g').attr('class', 'nv-hop-note');
          group.append('title');
          group.append('text').attr('text-anchor', 'middle');
          group.append('g').attr('class', 'nv-split');
          return group;
        })
        .attr('transform', ({ note }) => `translate(${note.x},${note.y})`);
      groups.each(function each(bundle, index) {
        const counts = hopCounts(layout, data, index);
        const { width } = bundle.note;
        const lines = data.reducedMotion
          ? linesThatFit(countTexts(counts, index, words()), width, font, measure)
          : noteLines(hopRate(layout, data, index), counts, index, words(), width, font, measure);
        const title = this.querySelector('title');
        if (title !== null) title.textContent = words().hopNote(index === 0);
        drawLines(this.querySelector('text'), lines, font.px);
        drawBar(this, counts, Math.min(72, width));
      });
    },
  };
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

function drawLines(label: SVGTextElement | null, lines: readonly string[], px: number): void {
  if (label === null || label.getAttribute('data-lines') === lines.join('\n')) return;
  label.setAttribute('data-lines', lines.join('\n'));
  label.setAttribute('font-size', String(px));
  const spans = lines.map((line, index) => {
    const span = document.createElementNS(label.namespaceURI, 'tspan');
    span.setAttribute('x', '0');
    span.setAttribute('y', String(-10 - (lines.length - 1 - index) * (px + 2)));
    span.textContent = line;
    if (index > 0) span.setAttribute('class', 'nv-hop-failed');
    return span;
  });
  label.replaceChildren(...spans);
}

function drawBar(group: SVGGElement, counts: OutcomeCounts, width: number): void {
  const holder = group.querySelector('.nv-split');
  if (!holder) return;
  const segments = segmentsOf(counts);
  while (holder.childNodes.length > segments.length) holder.lastChild?.remove();
  segments.forEach((segment, index) => {
    const node =
      holder.children[index] ?? holder.appendChild(document.createElementNS(group.namespaceURI, 'rect'));
    const height = barHeight[segment.name];
    node.setAttribute('class', `nv-split-${segment.name}`);
    node.setAttribute('x', String(Math.round((segment.from - 0.5) * width * 10) / 10));
    node.setAttribute('y', String(-height / 2 - 2));
    node.setAttribute('width', String(Math.round(segment.share * width * 10) / 10));
    node.setAttribute('height', String(height));
  });
}

/** What the shapes of this request mean; only those that it shows. */
import type { Selection } from 'd3';
import type { RequestSpans } from './request-spans.ts';
import { type SegmentKind, segmentKinds } from './segments.ts';
import { drawMark, drawSegment, type Layer, type Patterns } from './waterfall-shapes.ts';
import type { WaterfallWords } from './waterfall-words.ts';

type List = Selection<HTMLUListElement, unknown, null, undefined>;

const swatch = { width: 26, height: 14 };

/** In the order of the kinds. */
export function kindsOf({ rows }: RequestSpans): readonly SegmentKind[] {
  return segmentKinds.filter((kind) =>
    rows.some(({ segments }) => segments.some((segment) => segment.kind === kind)),
  );
}

export function appendLegend(
  root: Selection<HTMLDivElement, unknown, null, undefined>,
  spans: RequestSpans,
  words: WaterfallWords,
  patterns: Patterns,
): void {
  const list = root.append('ul').attr('class', 'nv-wf-legend') as List;
  for (const kind of kindsOf(spans)) {
    const stretch = { kind, x: 1, width: swatch.width - 2 };
    drawSegment(item(list, words.segment[kind]), stretch, 0, swatch.height, patterns);
  }
  if (spans.rows.some(({ goesOn }) => goesOn))
    item(list, spans.endedAt === undefined ? words.goesOn : words.goesOnForNobody)
      .append('path')
      .attr('class', 'nv-wf nv-wf-open')
      .attr('d', `M${swatch.width},1H1V${swatch.height - 1}H${swatch.width}`);
  if (spans.rows.some(({ cause }) => cause !== undefined))
    drawMark(item(list, words.gaveUp), 'cross', swatch.width / 2, swatch.height / 2);
  if (spans.rows.some(({ attempt }) => attempt > 1))
    drawMark(item(list, words.retry), 'square', swatch.width / 2, swatch.height / 2);
  item(list, words.playhead)
    .append('path')
    .attr('class', 'nv-wf-playhead')
    .attr('d', `M${swatch.width / 2 - 4},0h8l-4,5Zm4,5V${swatch.height}`);
}

/** The layer of its swatch. */
function item(list: List, text: string): Layer {
  const entry = list.append('li');
  const layer = entry
    .append('svg')
    .attr('width', swatch.width)
    .attr('height', swatch.height)
    .attr('aria-hidden', 'true')
    .append('g');
  entry.append('span').text(text);
  return layer as Layer;
}

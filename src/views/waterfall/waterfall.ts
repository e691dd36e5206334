/**
 * V8, the waterfall of one request: a row per call, its time tiled by what it went to, a cross where a caller gave up,
 * dashes for what goes on for nobody, and the playhead at viewTime. A function of (element, data, words) without timers.
 */
import { select } from 'd3';
import { createMeasure } from '../measure.ts';
import type { RequestSpans } from './request-spans.ts';
import type { SegmentKind } from './segments.ts';
import {
  barHeight,
  type LaidRow,
  layoutWaterfall,
  type Text,
  type WaterfallLayout,
} from './waterfall-layout.ts';
import { appendLegend } from './waterfall-legend.ts';
import { appendPatterns, drawMark, drawSegment, type Layer, type Patterns } from './waterfall-shapes.ts';
import type { WaterfallWords } from './waterfall-words.ts';
import './waterfall.css';

export interface WaterfallData {
  readonly spans: RequestSpans;
  /** Component ids by index. */
  readonly names: readonly string[];
  readonly width: number;
  readonly viewMicros: number;
  readonly words: WaterfallWords;
  /** Accessible name of the picture. */
  readonly label: string;
}

export interface Waterfall {
  draw(data: WaterfallData): void;
  destroy(): void;
}

export function createWaterfall(container: HTMLElement): Waterfall {
  const root = select(container).append('div').attr('class', 'nv-waterfall');
  const measure = createMeasure(getComputedStyle(root.node()!).fontFamily);
  let drawn: { readonly data: WaterfallData; readonly layout: WaterfallLayout } | undefined;

  function redraw(data: WaterfallData): void {
    const { spans, width, words, names } = data;
    const nameOf = (component: number): string => names[component] ?? '';
    const layout = layoutWaterfall({ spans, nameOf, width, words, measure });
    drawn = { data, layout };
    root.selectAll('*').remove();
    const svg = root
      .append('svg')
      .attr('class', `nv-wf-svg nv-wf-${words.script}`)
      .attr('role', 'img')
      .attr('aria-label', data.label)
      .attr('width', layout.width)
      .attr('height', layout.height)
      .attr('viewBox', `0 0 ${layout.width} ${layout.height}`);
    const patterns = appendPatterns(svg as never);
    drawAxis(svg.append('g') as never, layout);
    for (const row of layout.rows) drawRow(svg.append('g') as never, row, layout, patterns);
    svg.append('path').attr('class', 'nv-wf-playhead');
    appendLegend(root as never, spans, words, patterns);
    placePlayhead(data.viewMicros);
  }

  function placePlayhead(viewMicros: number): void {
    if (drawn === undefined) return;
    const { x, plotTop, height } = drawn.layout;
    const [from = 0, to = 0] = x.domain();
    const at = x(viewMicros);
    const isInside = viewMicros >= from && viewMicros <= to;
    const top = plotTop - 6;
    root
      .select('.nv-wf-playhead')
      .attr('d', isInside ? `M${at - 4},${top - 5}H${at + 4}L${at},${top}ZM${at},${top}V${height}` : null);
  }

  return {
    draw(data) {
      const last = drawn?.data;
      const isSame =
        last?.spans === data.spans &&
        last.width === data.width &&
        last.words === data.words &&
        last.names === data.names &&
        last.label === data.label;
      if (isSame) placePlayhead(data.viewMicros);
      else if (data.width > 0) redraw(data);
    },
    destroy: () => void root.remove(),
  };
}

function drawAxis(layer: Layer, { ticks, plotTop, height, plot }: WaterfallLayout): void {
  for (const tick of ticks) {
    layer
      .append('path')
      .attr('class', 'nv-wf-grid')
      .attr('d', `M${tick.x},${plotTop - 6}V${height}`);
    if (tick.label) drawText(layer, tick.label, 'nv-wf-tick');
  }
  layer
    .append('path')
    .attr('class', 'nv-wf-axis')
    .attr('d', `M${plot[0]},${plotTop - 6}H${plot[1]}`);
}

function drawRow(layer: Layer, laid: LaidRow, { plot, width }: WaterfallLayout, patterns: Patterns): void {
  const { row, barTop } = laid;
  layer.attr('class', 'nv-wf-row').attr('data-hop', row.index);
  layer
    .append('path')
    .attr('class', 'nv-wf-rule')
    .attr('d', `M0,${laid.top + laid.height}H${width}`);
  drawText(layer, laid.label, 'nv-wf-label');
  drawText(layer, laid.end, `nv-wf-end${row.cause === undefined && !row.isLost ? '' : ' nv-wf-bad'}`).attr(
    'text-anchor',
    'end',
  );
  if (row.attempt > 1) drawMark(layer, 'square', laid.indent + 6, laid.label.y - 4);
  for (const bar of laid.bars) drawSegment(layer, bar, barTop, barHeight, patterns);
  if (laid.openFrom !== undefined) {
    layer
      .append('path')
      .attr('class', 'nv-wf nv-wf-open')
      .attr('d', `M${plot[1]},${barTop + 1}H${laid.openFrom}V${barTop + barHeight - 1}H${plot[1]}`);
  }
  for (const { label, kind } of laid.bars) if (label) drawInside(layer, label, kind, barTop);
  if (laid.crossX !== undefined) drawMark(layer, 'cross', laid.crossX, barTop + barHeight / 2);
}

/** On a pattern words stand on a plate of their own. */
function drawInside(layer: Layer, label: Text, kind: SegmentKind, barTop: number): void {
  if (kind !== 'working')
    layer
      .append('rect')
      .attr('class', 'nv-wf-plate')
      .attr('x', label.x - 3)
      .attr('y', barTop + 2)
      .attr('width', label.width + 6)
      .attr('height', barHeight - 4);
  drawText(layer, label, `nv-wf-inside nv-wf-inside-${kind}`);
}

function drawText(layer: Layer, { text, x, y }: Text, className: string) {
  return layer.append('text').attr('class', className).attr('x', x).attr('y', y).text(text);
}

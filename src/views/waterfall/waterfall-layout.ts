/**
 * Where everything of a waterfall stands: labels, bars and ends are in columns of their own, or, where it is narrow, on
 * a line above the bar, so that no text can meet another. Texts are measured before they are placed.
 */

import { type ScaleLinear, scaleLinear } from 'd3';
import { calleeName } from '../dependency-names.ts';
import { type Font, firstThatFits, type Measure } from '../measure.ts';
import type { RequestRow, RequestSpans } from './request-spans.ts';
import type { Segment, SegmentKind } from './segments.ts';
import type { WaterfallWords } from './waterfall-words.ts';

export interface Text {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Bar extends Segment {
  readonly x: number;
  readonly width: number;
  readonly label: Text | undefined;
}

export interface LaidRow {
  readonly row: RequestRow;
  readonly top: number;
  readonly height: number;
  readonly barTop: number;
  readonly bars: readonly Bar[];
  /** Of the label; a retry's mark stands before it. */
  readonly indent: number;
  readonly label: Text;
  /** `x` is its right edge. */
  readonly end: Text;
  /** Where the caller gave up, and from where work goes on beyond the record. */
  readonly crossX: number | undefined;
  readonly openFrom: number | undefined;
}

export interface WaterfallLayout {
  readonly width: number;
  readonly height: number;
  readonly plot: readonly [left: number, right: number];
  readonly plotTop: number;
  readonly x: ScaleLinear<number, number>;
  readonly ticks: readonly { readonly x: number; readonly label: Text | undefined }[];
  readonly rows: readonly LaidRow[];
}

export interface LayoutInput {
  readonly spans: RequestSpans;
  readonly nameOf: (component: number) => string;
  readonly width: number;
  readonly words: WaterfallWords;
  readonly measure: Measure;
}

export const barHeight = 18;
/** Below this width labels stand above the bars. */
const narrowWidth = 620;
const axisHeight = 28;
const edge = 8;
const gap = 12;
const indentStep = 10;
export const retryMark = 16;
/** Kept free at the right for what goes on beyond the record. */
const openShare = 0.05;
const tickDistance = 84;
const crossRoom = 6;
const labelIndent = 5;

export const fontsOf = (words: WaterfallWords): { readonly plain: Font; readonly strong: Font } => {
  const px = words.script === 'cjk' ? 13 : 12;
  return { plain: { px, weight: 400 }, strong: { px, weight: 600 } };
};

export function layoutWaterfall(input: LayoutInput): WaterfallLayout {
  const { spans, width } = input;
  const isNarrow = width < narrowWidth;
  const labels = spans.rows.map((row) => labelsOf(row, input));
  const ends = spans.rows.map((row) => input.words.rowEnd(row, spans.until));
  const plot = isNarrow ? ([edge, width - edge] as const) : plotBetween(labels, ends, input);
  const length = Math.max(1, spans.until - spans.arrivedAt);
  const isOpen = spans.rows.some(({ goesOn }) => goesOn);
  const x = scaleLinear()
    .domain([spans.arrivedAt, spans.arrivedAt + length * (isOpen ? 1 + openShare : 1)])
    .range([plot[0], plot[1]]);
  const rowHeight = isNarrow ? 46 : 28;
  const rows = spans.rows.map((row, place): LaidRow => {
    const top = axisHeight + place * rowHeight;
    const textY = isNarrow ? top + 17 : top + rowHeight / 2 + 4;
    const indent = edge + row.depth * indentStep;
    const labelX = indent + (row.attempt > 1 ? retryMark : 0);
    const endLimit = isNarrow ? width / 2 : width - edge - plot[1] - gap;
    const end = placed(ends[place] ?? [], width - edge, textY, endLimit, input, 'plain');
    const labelLimit = (isNarrow ? width - edge - end.width : plot[0]) - gap - labelX;
    const barTop = isNarrow ? top + 24 : top + (rowHeight - barHeight) / 2;
    const failed = row.cause !== undefined && row.returnedAt !== undefined;
    const crossX = failed ? x(row.returnedAt) : undefined;
    return {
      row,
      top,
      height: rowHeight,
      barTop,
      bars: row.segments.map((segment) => barOf(segment, x, barTop, crossX, input)),
      indent,
      label: placed(labels[place] ?? [], labelX, textY, labelLimit, input, 'strong'),
      end,
      crossX,
      openFrom: row.goesOn ? x(spans.until) : undefined,
    };
  });
  return {
    width,
    height: axisHeight + rows.length * rowHeight + 6,
    plot,
    plotTop: axisHeight,
    x,
    ticks: ticksOf(x, spans.arrivedAt, input),
    rows,
  };
}

/** Longest first. */
function labelsOf(
  { to, dependency, verb, attempt }: RequestRow,
  { nameOf, words }: LayoutInput,
): readonly string[] {
  const name = calleeName(nameOf(to), dependency);
  const whole = `${name} · ${words.verb[verb]}`;
  return attempt > 1 ? [`${whole} · ${words.attempt(attempt)}`, whole, name] : [whole, name];
}

/** The columns left and right are as wide as their longest texts, but leave most of the width to the bars. */
function plotBetween(
  labels: readonly (readonly string[])[],
  ends: readonly (readonly string[])[],
  { spans, width, words, measure }: LayoutInput,
): readonly [number, number] {
  const fonts = fontsOf(words);
  const widest = (texts: readonly number[]): number => Math.ceil(Math.max(0, ...texts));
  const left = widest(
    spans.rows.map(
      (row, place) =>
        edge +
        row.depth * indentStep +
        (row.attempt > 1 ? retryMark : 0) +
        measure(labels[place]?.[0] ?? '', fonts.strong),
    ),
  );
  const right = widest(ends.map((end) => measure(end[0] ?? '', fonts.plain)));
  return [Math.min(left, width * 0.34) + gap, width - edge - Math.min(right, width * 0.24) - gap];
}

function placed(
  texts: readonly string[],
  x: number,
  y: number,
  limit: number,
  { words, measure }: LayoutInput,
  weight: 'plain' | 'strong',
): Text {
  const font = fontsOf(words)[weight];
  const text =
    firstThatFits(texts, limit, font, measure) ?? shortened(texts.at(-1) ?? '', limit, font, measure);
  return { text, x, y, width: measure(text, font) };
}

function shortened(text: string, limit: number, font: Font, measure: Measure): string {
  let length = text.length;
  while (length > 0 && measure(`${text.slice(0, length)}…`, font) > limit) length -= 1;
  return length === 0 ? '' : `${text.slice(0, length)}…`;
}

/** Kinds that are only a line have no room for words. */
const isThin = (kind: SegmentKind): boolean => kind === 'travelling' || kind === 'waiting';

function barOf(
  segment: Segment,
  x: ScaleLinear<number, number>,
  top: number,
  crossX: number | undefined,
  { words, measure }: LayoutInput,
): Bar {
  const [left, right] = [x(segment.from), x(segment.to)];
  // No word under a cross: one at its beginning leaves it none.
  const until =
    crossX === undefined || crossX < left + labelIndent - crossRoom
      ? right
      : Math.min(right, crossX - crossRoom);
  const room = until - left - 2 * labelIndent;
  const texts = isThin(segment.kind) ? [] : words.segmentLabel(segment.kind, segment.to - segment.from);
  const text = firstThatFits(texts, room, fontsOf(words).plain, measure);
  const width = text === undefined ? 0 : measure(text, fontsOf(words).plain);
  const label = text === undefined ? undefined : { text, x: left + labelIndent, y: top + 13, width };
  return { ...segment, x: left, width: right - left, label };
}

function ticksOf(
  x: ScaleLinear<number, number>,
  arrivedAt: number,
  { words, measure, width }: LayoutInput,
): WaterfallLayout['ticks'] {
  const [from = 0, to = 1] = x.domain();
  const [left = 0, right = 1] = x.range();
  const span = to - from;
  const offsets = scaleLinear().domain([0, span]);
  const wanted = Math.max(2, Math.floor((right - left) / tickDistance));
  return offsets.ticks(wanted).map((offset) => {
    const at = x(arrivedAt + offset);
    const text = words.axisTick(offset, span);
    const textWidth = measure(text, fontsOf(words).plain);
    const textX = Math.max(2, at - textWidth / 2);
    const fits = textX + textWidth <= width - 2;
    return { x: at, label: fits ? { text, x: textX, y: 13, width: textWidth } : undefined };
  });
}

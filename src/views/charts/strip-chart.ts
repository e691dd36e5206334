/**
 * A small time chart of the metrics strip: lines on one value axis, an optional objective, fault bands, fork points,
 * a ghost (dashed) run and the cursor. Its time scale is the scrubber's.
 */
import { axisLeft, curveLinear, curveStepAfter, line, max, type ScaleLinear, scaleLinear, select } from 'd3';
import { createMeasure, type Measure } from '../measure.ts';
import type { Series, SeriesPoint, TimeBand } from './chart-types.ts';
import { type LineLabel, placeLabels } from './line-labels.ts';
import { drawBands, drawForks } from './time-marks.ts';
import { type Margins, type TimeDomain, timeScale } from './time-scale.ts';
import './charts.css';

export interface StripChartOptions {
  readonly margins: Margins;
  /** A tick of the value axis, with its unit. */
  format(value: number): string;
}

export interface StripChartData {
  readonly width: number;
  readonly height: number;
  readonly domain: TimeDomain;
  readonly series: readonly Series[];
  /** What lines are called, by the id of their series; those without a name are explained elsewhere. */
  readonly names?: ReadonlyMap<string, string>;
  /** The other branch, dashed. */
  readonly ghost?: readonly Series[];
  /** Horizontal line at the objective. */
  readonly objective?: number;
  /** Cursor: viewTime. */
  readonly cursor: number;
  readonly bands: readonly TimeBand[];
  readonly forkPoints: readonly number[];
  /** Value axis; by default from 0 to the largest value, objective included. */
  readonly range?: readonly [number, number];
}

export interface StripChart {
  draw(data: StripChartData): void;
  destroy(): void;
}

export const stripMargins: Margins = { left: 56, right: 8, top: 6, bottom: 4 };

export function createStripChart(element: SVGSVGElement, options: StripChartOptions): StripChart {
  const svg = select(element).classed('nv-strip', true).attr('aria-hidden', 'true');
  const bands = svg.append('g');
  const axis = svg.append('g').attr('class', 'nv-axis');
  const objective = svg.append('path').attr('class', 'nv-objective');
  const ghosts = svg.append('g');
  const lines = svg.append('g');
  const forks = svg.append('g');
  const cursor = svg.append('path').attr('class', 'nv-cursor');
  const labels = svg.append('g').attr('class', 'nv-line-labels');
  const measure = createMeasure(getComputedStyle(element).fontFamily);
  const top = svg.append('text').attr('class', 'nv-axis-top').attr('text-anchor', 'end').attr('dy', '0.8em');
  return {
    draw(data) {
      const { margins } = options;
      svg
        .attr('viewBox', `0 0 ${data.width} ${data.height}`)
        .attr('width', data.width)
        .attr('height', data.height);
      const x = timeScale(data.width, margins, data.domain);
      const y = valueScale(data, margins);
      const bottom = data.height - margins.bottom;
      drawBands(bands, data.bands, x, margins.top, bottom);
      const [low = 0, high = 1] = y.domain();
      axis.attr('transform', `translate(${margins.left},0)`).call(
        axisLeft(y)
          .tickValues([low, high])
          .tickSize(3)
          .tickPadding(4)
          .tickFormat((value) => shortTick(options.format(Number(value)))),
      );
      // Without room for an axis the largest value is at least named.
      const named = margins.left < leastAxis && data.height >= leastNamed && data.width >= 120;
      top
        .attr('x', data.width - margins.right)
        .attr('y', 0)
        .text(named ? shortTick(String(high)) : '');
      const across =
        data.objective === undefined
          ? ''
          : `M${margins.left},${y(data.objective)}H${data.width - margins.right}`;
      objective.attr('d', across);
      drawSeries(ghosts, data.ghost ?? [], x, y, true);
      drawSeries(lines, data.series, x, y, false);
      const room = { cursor: x(data.cursor), edge: data.width - margins.right };
      drawLabels(labels, labelsOf(data, x, y, margins), measure, room);
      drawForks(forks, data.forkPoints, x, margins.top, bottom);
      cursor.attr('d', `M${x(data.cursor)},${margins.top - 2}V${bottom}`);
    },
    destroy: () => void svg.selectAll('*').remove(),
  };
}

const leastAxis = 20;
const leastNamed = 18;

/** A number that would be too long for the margin in its SI short form, its unit kept: 100000/s → 100k/s. */
export function shortTick(text: string): string {
  return text.replace(/^-?\d+(\.\d+)?/, (digits) => {
    const value = Number(digits);
    if (Math.abs(value) >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
    return Math.abs(value) >= 1e4 ? `${Number((value / 1e3).toPrecision(3))}k` : digits;
  });
}

function valueScale(data: StripChartData, margins: Margins): ScaleLinear<number, number> {
  const all = [...data.series, ...(data.ghost ?? [])].flatMap((series) => series.points);
  const top = Math.max(max(all, (point) => point.value) ?? 0, data.objective ?? 0);
  const range = data.range ?? [0, top > 0 ? top : 1];
  const scale = scaleLinear()
    .domain(range)
    .range([data.height - margins.bottom - 1, margins.top + 1]);
  return data.range === undefined ? scale.nice(2) : scale;
}

type Group = ReturnType<typeof svgGroup>;
const svgGroup = (svg: ReturnType<typeof select<SVGSVGElement, unknown>>) => svg.append('g');

function drawSeries(
  group: Group,
  all: readonly Series[],
  x: ScaleLinear<number, number>,
  y: ScaleLinear<number, number>,
  ghost: boolean,
): void {
  group
    .selectAll<SVGPathElement, Series>('path')
    .data(all, (series) => series.id)
    .join('path')
    .attr('class', (series) => {
      const dense = isDense(series.points, x) ? ' nv-series-dense' : '';
      return `nv-series nv-series-${series.tone}${ghost ? ' nv-series-ghost' : ''}${dense}`;
    })
    .attr('d', (series) =>
      line<SeriesPoint>()
        .defined((point) => point.value !== undefined)
        .x((point) => x(point.at))
        .y((point) => y(point.value ?? 0))
        .curve(series.stepped === true ? curveStepAfter : curveLinear)(
        thin(series.points, x) as SeriesPoint[],
      ),
    );
}

interface PlacedLabel extends LineLabel {
  /** The end of its line. */
  readonly x: number;
}

function labelsOf(
  { series, names, height }: StripChartData,
  x: (at: number) => number,
  y: (value: number) => number,
  margins: Margins,
): readonly PlacedLabel[] {
  let right = 0;
  const ends = series.flatMap(({ id, tone, points }) => {
    const name = names?.get(id);
    const last = points.findLast(({ value }) => value !== undefined);
    if (name === undefined || last?.value === undefined) return [];
    right = Math.max(right, x(last.at));
    return { name, y: y(last.value), isTold: tone === 'ink' };
  });
  return placeLabels(ends, margins.top, height - margins.bottom).map((label) => ({ ...label, x: right }));
}

const labelGap = 5;

/** Each behind its line and not across the cursor, or where that is too near the edge, on the line. */
function drawLabels(
  group: Group,
  all: readonly PlacedLabel[],
  measure: Measure,
  { cursor, edge }: { readonly cursor: number; readonly edge: number },
): void {
  const placed = all.map((label) => {
    const width = labelGap + measure(label.text, labelFont);
    const from = cursor > label.x && cursor < label.x + width ? cursor : label.x;
    const isBehind = from + width <= edge;
    return { ...label, isBehind, x: isBehind ? from + labelGap : label.x - labelGap };
  });
  group
    .selectAll<SVGTextElement, (typeof placed)[number]>('text')
    .data(placed)
    .join('text')
    .attr('class', ({ isTold }) => (isTold ? 'nv-line-label nv-line-label-told' : 'nv-line-label'))
    .attr('text-anchor', ({ isBehind }) => (isBehind ? 'start' : 'end'))
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .attr('dy', '0.35em')
    .text(({ text }) => text);
}

const labelFont = { px: 12, weight: 600 } as const;

/** More points than half pixels: up and down share a pixel, and what is drawn is a band. */
function isDense(points: readonly SeriesPoint[], x: (at: number) => number): boolean {
  const [left, right] = [points[0], points.at(-1)];
  return left !== undefined && right !== undefined && points.length > (x(right.at) - x(left.at)) * 2;
}

/** Never more points than half pixels: of those that share one, the lowest and the highest stay. */
export function thin(points: readonly SeriesPoint[], x: (at: number) => number): readonly SeriesPoint[] {
  if (!isDense(points, x)) return points;
  const kept: SeriesPoint[] = [];
  let column = Number.NaN;
  for (const point of points) {
    const at = Math.round(x(point.at));
    const last = kept.at(-1);
    const before = kept.at(-2);
    if (at !== column || last?.value === undefined || point.value === undefined) kept.push(point);
    else if (before?.value !== undefined && (point.value - last.value) * (last.value - before.value) > 0) {
      kept[kept.length - 1] = point;
    } else if (point.value !== last.value) kept.push(point);
    column = at;
  }
  return kept;
}

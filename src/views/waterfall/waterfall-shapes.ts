/**
 * The shapes of the segments, for rows and legend alike: solid, hatched, outlined, striped, dotted, dashed, so that
 * none is told from another by colour alone. Patterns have ids of their own in each view.
 */

import type { Selection } from 'd3';
import { path } from 'd3';
import { type MarkShape, traceMark } from '../glyphs/fate-marks.ts';
import type { SegmentKind } from './segments.ts';

export type Layer = Selection<SVGGElement, unknown, null, undefined>;
export type Svg = Selection<SVGSVGElement, unknown, null, undefined>;

/** `url(#…)` by kind. */
export type Patterns = Readonly<Partial<Record<SegmentKind, string>>>;

let views = 0;

const patternPaths = [
  ['queued', 'M0,0V6', 'rotate(45)'],
  ['halted', 'M0,0V6', ''],
  ['confirming', 'M0,3H6', ''],
] as const satisfies readonly (readonly [SegmentKind, string, string])[];

export function appendPatterns(svg: Svg): Patterns {
  views += 1;
  const patterns: Partial<Record<SegmentKind, string>> = {};
  const definitions = svg.append('defs');
  for (const [kind, path, turn] of patternPaths) {
    const id = `nv-waterfall-${kind}-${views}`;
    patterns[kind] = `url(#${id})`;
    definitions
      .append('pattern')
      .attr('id', id)
      .attr('width', 6)
      .attr('height', 6)
      .attr('patternUnits', 'userSpaceOnUse')
      .attr('patternTransform', turn)
      .append('path')
      .attr('class', `nv-wf-pattern nv-wf-pattern-${kind}`)
      .attr('d', path);
  }
  return patterns;
}

/** Nothing that happened is invisible, however short. */
const leastWidth = 1.5;

export interface Stretch {
  readonly kind: SegmentKind;
  readonly x: number;
  readonly width: number;
}

export function drawSegment(
  layer: Layer,
  stretch: Stretch,
  top: number,
  height: number,
  patterns: Patterns,
): void {
  const { kind, x } = stretch;
  const width = Math.max(leastWidth, stretch.width);
  if (kind === 'travelling' || kind === 'lost') {
    layer
      .append('path')
      .attr('class', `nv-wf nv-wf-${kind}`)
      .attr('d', `M${x},${top + height / 2}H${x + width}`);
    return;
  }
  // Strokes lie inside, so that neighbours do not meet.
  const inset = kind === 'working' || width < 3 ? 0 : 0.75;
  layer
    .append('rect')
    .attr('class', `nv-wf nv-wf-${kind}${width < 3 ? ' nv-wf-sliver' : ''}`)
    .attr('x', x + inset)
    .attr('y', top + inset)
    .attr('width', width - 2 * inset)
    .attr('height', height - 2 * inset)
    .attr('fill', patterns[kind] ?? null);
}

export function drawMark(layer: Layer, shape: MarkShape, x: number, y: number): void {
  const pen = path();
  traceMark(pen, shape, x, y);
  const outline = pen.toString();
  // A cross on a bar is seen on any colour.
  if (shape === 'cross') layer.append('path').attr('class', 'nv-wf-halo').attr('d', outline);
  layer.append('path').attr('class', `nv-wf-mark nv-wf-mark-${shape}`).attr('d', outline);
}

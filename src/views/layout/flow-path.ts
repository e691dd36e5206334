/**
 * A wire as a polyline with its running length, so that a mark's place is a fraction of the way and wires, buses
 * and marks follow exactly the same line.
 */
import type { Point } from './layout-types.ts';

export interface FlowPath {
  /** x, y, x, y, … */
  readonly points: Float64Array;
  /** Length from the start to each point. */
  readonly lengths: Float64Array;
  readonly length: number;
  /** Where along it, 0…1, a cut is drawn and a lost message stops. */
  readonly gapAt: number;
}

/** `gapFromEnd` places the gap that far before the end instead of half way. */
export function pathThrough(points: readonly Point[], gapFromEnd?: number): FlowPath {
  const flat = new Float64Array(points.length * 2);
  const lengths = new Float64Array(points.length);
  let length = 0;
  points.forEach((point, index) => {
    const previous = points[index - 1];
    if (previous) length += Math.hypot(point.x - previous.x, point.y - previous.y);
    flat[index * 2] = point.x;
    flat[index * 2 + 1] = point.y;
    lengths[index] = length;
  });
  const gapAt = gapFromEnd === undefined || length === 0 ? 0.5 : 1 - gapFromEnd / length;
  return { points: flat, lengths, length, gapAt };
}

/** Its corners, as points. */
export function pointsOf({ points }: FlowPath): readonly Point[] {
  return Array.from({ length: points.length / 2 }, (_, index) => ({
    x: points[index * 2]!,
    y: points[index * 2 + 1]!,
  }));
}

export const withGap = (path: FlowPath, gapAt: number): FlowPath => ({ ...path, gapAt });

const curveSegments = 24;

/** The curve of d3-shape's linkHorizontal, as a polyline. */
export function curveBetween(from: Point, to: Point): FlowPath {
  const middle = (from.x + to.x) / 2;
  return cubic(from, { x: middle, y: from.y }, { x: middle, y: to.y }, to);
}

/** A curve that leaves and enters on the right: control links beside a tier. */
export function curveBeside(from: Point, to: Point, bulge: number): FlowPath {
  const x = Math.max(from.x, to.x) + bulge;
  return cubic(from, { x, y: from.y }, { x, y: to.y }, to);
}

function cubic(a: Point, b: Point, c: Point, d: Point): FlowPath {
  const points: Point[] = [];
  for (let step = 0; step <= curveSegments; step += 1) {
    const t = step / curveSegments;
    const s = 1 - t;
    const wa = s * s * s;
    const wb = 3 * s * s * t;
    const wc = 3 * s * t * t;
    const wd = t * t * t;
    points.push({
      x: wa * a.x + wb * b.x + wc * c.x + wd * d.x,
      y: wa * a.y + wb * b.y + wc * c.y + wd * d.y,
    });
  }
  return pathThrough(points);
}

/** Writes the point at `fraction` (0…1) of the length into `out`. */
export function pointAlong(path: FlowPath, fraction: number, out: { x: number; y: number }): void {
  const { points, lengths, length } = path;
  const wanted = Math.min(1, Math.max(0, fraction)) * length;
  let low = 0;
  let high = lengths.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lengths[middle]! <= wanted) low = middle;
    else high = middle;
  }
  const span = lengths[high]! - lengths[low]!;
  const t = span > 0 ? (wanted - lengths[low]!) / span : 0;
  out.x = points[low * 2]! + (points[high * 2]! - points[low * 2]!) * t;
  out.y = points[low * 2 + 1]! + (points[high * 2 + 1]! - points[low * 2 + 1]!) * t;
}

/** As an SVG path; two decimals are finer than any screen. */
export function pathData(path: FlowPath): string {
  const { points } = path;
  let data = '';
  for (let index = 0; index < points.length; index += 2) {
    data += `${index === 0 ? 'M' : 'L'}${round(points[index]!)},${round(points[index + 1]!)}`;
  }
  return data;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

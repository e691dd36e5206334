/**
 * Circuit breakers that are not closed, drawn on the wires whose calls they turn away: an open switch in a disc, or the
 * half disc of what recovers. Callers whose wires end in one share a mark; its ring is dashed where others are closed.
 */
import { type FlowPath, pointAlong } from '../layout/flow-path.ts';
import type { FlowLayout, Point, Wire } from '../layout/layout-types.ts';
import type { FlowData } from './flow-data.ts';
import type { Layer } from './wires-view.ts';

export interface BreakerMark extends Point {
  readonly key: string;
  readonly state: 'open' | 'halfOpen';
  /** All wires that end there have one. */
  readonly isWhole: boolean;
}

/** Behind the last corner, clear of the gap of a cut; on a wire without corners before its middle. */
const behindCorner = 8;
const roomNeeded = 20;
const alongWire = 0.4;
/** A curve is drawn with more points than a wire with corners has. */
const mostCorners = 6;

export function markPlace(path: FlowPath): Point {
  const at = { x: 0, y: 0 };
  const { lengths, length } = path;
  const corner = lengths.at(-2) ?? 0;
  const hasCorners = lengths.length > 2 && lengths.length <= mostCorners;
  // Between rows of chips there is no room behind it.
  const along = length - corner < roomNeeded ? corner : corner + behindCorner;
  pointAlong(path, hasCorners && length > 0 ? along / length : alongWire, at);
  return { x: Math.round(at.x), y: Math.round(at.y) };
}

export function breakerMarks(
  { wires }: Pick<FlowLayout, 'wires'>,
  breakers: FlowData['breakers'],
): readonly BreakerMark[] {
  if (breakers.size === 0) return [];
  const places = new Map<string, { readonly at: Point; readonly wires: Wire[] }>();
  for (const wire of wires) {
    if (wire.carries !== 'request') continue;
    const at = markPlace(wire.path);
    const key = `${wire.to} ${at.x} ${at.y}`;
    const place = places.get(key) ?? { at, wires: [] };
    place.wires.push(wire);
    places.set(key, place);
  }
  return [...places].flatMap(([key, place]) => {
    const found = place.wires.flatMap(({ id }) => breakers.get(id) ?? []);
    if (found.length === 0) return [];
    const state = found.some(({ isHalfOpen }) => !isHalfOpen) ? 'open' : 'halfOpen';
    return [{ key, ...place.at, state, isWhole: found.length === place.wires.length } as const];
  });
}

/** Wires in rows run close to the cards. */
const stackedScale = 0.75;
const radius = 7;
const ring = `M0,${-radius}A${radius},${radius},0,1,1,0,${radius}A${radius},${radius},0,1,1,0,${-radius}Z`;
const signs: Readonly<Record<BreakerMark['state'], string>> = {
  // Two contacts, and a lever that is lifted off the second.
  open: 'M-5,1.5H-2.2L2.4,-3.6M2.2,1.5H5',
  halfOpen: `M0,${-radius}A${radius},${radius},0,0,0,0,${radius}Z`,
};

export function createBreakerMarks(layer: Layer) {
  const group = layer.append('g').attr('class', 'nv-breakers');
  return {
    draw(layout: FlowLayout, breakers: FlowData['breakers']): void {
      group
        .selectAll<SVGGElement, BreakerMark>('g')
        .data(breakerMarks(layout, breakers), ({ key }) => key)
        .join((enter) => {
          const mark = enter.append('g');
          mark.append('path').attr('class', 'nv-breaker-ring').attr('d', ring);
          mark.append('path').attr('class', 'nv-breaker-sign');
          return mark;
        })
        .attr('class', ({ state }) => `nv-breaker nv-breaker-${state}`)
        .attr('data-part', ({ isWhole }) => (isWhole ? null : ''))
        .attr('transform', ({ x, y }) => `translate(${x},${y}) scale(${layout.stacked ? stackedScale : 1})`)
        .select('.nv-breaker-sign')
        .attr('d', ({ state }) => signs[state]);
    },
  };
}

/** Fault bands and fork points, drawn alike on the scrubber and on every chart. */
import type { ScaleLinear, Selection } from 'd3';
import type { TimeBand } from './chart-types.ts';

type Group = Selection<SVGGElement, unknown, null, undefined>;
type Scale = ScaleLinear<number, number>;

export function drawBands(
  group: Group,
  bands: readonly TimeBand[],
  x: Scale,
  top: number,
  bottom: number,
): void {
  group
    .selectAll<SVGGElement, TimeBand>('g')
    .data(bands as TimeBand[])
    .join((enter) => {
      const band = enter.append('g');
      band.append('rect');
      band.append('path');
      return band;
    })
    .attr('class', (band) => `nv-band nv-band-${band.kind}`)
    .call((band) => {
      band
        .select('rect')
        .attr('x', (one) => x(one.from))
        .attr('y', top)
        .attr('width', (one) => Math.max(1, x(one.to) - x(one.from)))
        .attr('height', Math.max(0, bottom - top));
      // The edge is what tells the band without colour.
      band.select('path').attr('d', (one) => `M${x(one.from)},${top}V${bottom}`);
    });
}

export function drawForks(
  group: Group,
  points: readonly number[],
  x: Scale,
  top: number,
  bottom: number,
): void {
  group
    .selectAll<SVGPathElement, number>('path')
    .data(points as number[])
    .join('path')
    .attr('class', 'nv-fork')
    .attr(
      'd',
      (at) => `M${x(at)},${bottom}V${top + 6}M${x(at) - 4},${top}L${x(at)},${top + 6}L${x(at) + 4},${top}`,
    );
}

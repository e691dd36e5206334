/** Hatch patterns of one view: 45°, clipped by the rounded plate that they fill. Ids differ from view to view. */
import type { Selection } from 'd3';

let views = 0;

export function appendHatch(svg: Selection<SVGSVGElement, undefined, null, undefined>): string {
  views += 1;
  const id = `nv-hatch-${views}`;
  svg
    .append('defs')
    .append('pattern')
    .attr('id', id)
    .attr('width', 8)
    .attr('height', 8)
    .attr('patternUnits', 'userSpaceOnUse')
    .attr('patternTransform', 'rotate(45)')
    .append('path')
    .attr('class', 'nv-hatch-line')
    .attr('d', 'M0,0V8');
  return `url(#${id})`;
}

/**
 * The five states as shapes, told apart without colour: disc with tick, triangle with !, octagon
 * with x, half disc, dashed ring. Drawn around (0, 0) in a box of 16; `data-tone` gives the colour in CSS.
 */
import type { Selection } from 'd3';
import type { HealthState } from '../../engine/telemetry/records.ts';
import { toneOf } from '../states.ts';
import './glyphs.css';

export interface GlyphPart {
  readonly d: string;
  /** body = filled in the tone, sign = stroked in the surface colour, line = stroked in the tone. */
  readonly paint: 'body' | 'sign' | 'line' | 'dashed';
}

const disc = 'M0,-7.5A7.5,7.5,0,1,1,0,7.5A7.5,7.5,0,1,1,0,-7.5Z';
const ring = 'M0,-6.5A6.5,6.5,0,1,1,0,6.5A6.5,6.5,0,1,1,0,-6.5Z';

export const stateGlyphs: Readonly<Record<HealthState, readonly GlyphPart[]>> = {
  healthy: [
    { d: disc, paint: 'body' },
    { d: 'M-3.4,0.3L-1,2.8L3.6,-2.4', paint: 'sign' },
  ],
  degraded: [
    { d: 'M0,-7.5L8,6.8L-8,6.8Z', paint: 'body' },
    { d: 'M0,-3V1.6M0,4V4.4', paint: 'sign' },
  ],
  down: [
    { d: 'M-3.2,-7.8H3.2L7.8,-3.2V3.2L3.2,7.8H-3.2L-7.8,3.2V-3.2Z', paint: 'body' },
    { d: 'M-2.9,-2.9L2.9,2.9M2.9,-2.9L-2.9,2.9', paint: 'sign' },
  ],
  recovering: [
    { d: ring, paint: 'line' },
    { d: 'M0,-6.5A6.5,6.5,0,0,0,0,6.5Z', paint: 'body' },
  ],
  removed: [
    { d: ring, paint: 'dashed' },
    { d: 'M-2.6,0H2.6', paint: 'line' },
  ],
};

/** Draws the glyph of `state` into `group`; cheap when nothing changed. */
export function drawStateGlyph(
  group: Selection<SVGGElement, undefined, null, undefined>,
  state: HealthState,
): void {
  if (group.attr('data-state') === state) return;
  group.attr('class', 'nv-state-glyph').attr('data-state', state).attr('data-tone', toneOf[state]);
  group.attr('aria-hidden', 'true');
  group
    .selectAll<SVGPathElement, GlyphPart>('path')
    .data(stateGlyphs[state])
    .join('path')
    .attr('d', (part) => part.d)
    .attr('class', (part) => `nv-glyph-${part.paint}`);
}

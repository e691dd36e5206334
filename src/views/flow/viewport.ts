/** Zoom and pan. Auto-fit never goes below the size at which card text is legible: beyond that one pans. */
import type { Selection } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom';
import type { Box, Size } from '../layout/layout-types.ts';

/** 12 px captions stay at 11 px or more. */
export const legibleScale = 11 / 12;
export const scaleExtent: readonly [number, number] = [0.5, 4];

/** A diagram of a few cards may grow, so that it does not stand lost on a large canvas. */
const largestFit = 1.5;

/** Shows all of `box` when that is legible, else its top left. Real pixels unless most of the canvas would be empty. */
export function fitTransform(box: Box, size: Size): ZoomTransform {
  const inside =
    box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height;
  const small = box.width < size.width * 0.65 && box.height < size.height * 0.65;
  if (inside && !small) return zoomIdentity;
  const margin = 6;
  const k = Math.min((size.width - 2 * margin) / box.width, (size.height - 2 * margin) / box.height);
  const scale = Math.min(small ? largestFit : 1, Math.max(legibleScale, k));
  const spareX = Math.max(0, size.width - 2 * margin - box.width * scale) / 2;
  const spareY = Math.max(0, size.height - 2 * margin - box.height * scale) / 2;
  return zoomIdentity
    .translate(margin + spareX - box.x * scale, margin + spareY - box.y * scale)
    .scale(scale);
}

export interface Viewport {
  readonly transform: () => ZoomTransform;
  fit(box: Box, size: Size): void;
  zoomBy(factor: number): void;
  /** True once a person has zoomed or panned: then a new layout does not move their view. */
  readonly touched: () => boolean;
  destroy(): void;
}

export function createViewport(
  svg: Selection<SVGSVGElement, undefined, null, undefined>,
  onChange: (transform: ZoomTransform) => void,
): Viewport {
  let current = zoomIdentity;
  let touched = false;
  const behavior = zoom<SVGSVGElement, undefined>()
    .scaleExtent([...scaleExtent])
    .filter((event: MouseEvent | WheelEvent) => {
      const onCard = event.target instanceof Element && event.target.closest('.nv-card') !== null;
      return event.type === 'wheel' || (!onCard && event.button === 0);
    })
    .on('zoom', (event: D3ZoomEvent<SVGSVGElement, undefined>) => {
      current = event.transform;
      if (event.sourceEvent !== null) touched = true;
      onChange(current);
    });
  svg.call(behavior).on('dblclick.zoom', null);
  return {
    transform: () => current,
    touched: () => touched,
    fit(box, size) {
      touched = false;
      svg.call(behavior.transform, fitTransform(box, size));
    },
    zoomBy(factor) {
      touched = true;
      svg.call(behavior.scaleBy, factor);
    },
    destroy: () => void svg.on('.zoom', null),
  };
}

/**
 * Zoom and pan, by wheel, drag, two fingers and whoever calls `zoomBy` and `panBy`. Fitting never goes below the size
 * at which card text is legible, and nobody can zoom out beyond it. One finger pans only what is larger than the
 * canvas: else it belongs to the page.
 */
import type { Selection } from 'd3';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from 'd3';
import type { Box, Size } from '../layout/layout-types.ts';

/** Captions of 12 px are drawn at 12 px or more. */
export const legibleScale = 1;
const largestScale = 4;

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
  // What fits stands in the middle, what does not begins a margin inside.
  const inset = (room: number, length: number): number => (length <= room ? (room - length) / 2 : margin);
  return zoomIdentity
    .translate(
      inset(size.width, box.width * scale) - box.x * scale,
      inset(size.height, box.height * scale) - box.y * scale,
    )
    .scale(scale);
}

/** What of zooming makes sense now. */
export interface ZoomState {
  readonly canGrow: boolean;
  readonly canShrink: boolean;
  /** It was zoomed or panned away from where everything fits. */
  readonly moved: boolean;
}

export interface Viewport {
  readonly transform: () => ZoomTransform;
  readonly state: () => ZoomState;
  /** Part of the diagram lies beyond the canvas. */
  readonly pannable: () => boolean;
  /** `keeps` leaves a view that was zoomed or panned where it is, as far as it still can be. */
  fit(box: Box, size: Size, keeps: boolean): void;
  zoomBy(factor: number): void;
  panBy(x: number, y: number): void;
  /** Pans as little as needed for `box` to be in sight. */
  show(box: Box): void;
  destroy(): void;
}

/** The point of the diagram in the middle of the canvas. */
const centreOf = (transform: ZoomTransform, { width, height }: Size): [number, number] =>
  transform.invert([width / 2, height / 2]);

export function createViewport(
  svg: Selection<SVGSVGElement, undefined, null, undefined>,
  onChange: (transform: ZoomTransform) => void,
): Viewport {
  let current = zoomIdentity;
  let home = zoomIdentity;
  let canvas: Size = { width: 1, height: 1 };
  let isLarger = false;
  const moved = (): boolean =>
    Math.abs(current.k - home.k) > 1e-6 || Math.hypot(current.x - home.x, current.y - home.y) > 0.5;
  const pannable = (): boolean => isLarger || current.k > home.k + 1e-6;
  const behavior = zoom<SVGSVGElement, undefined>()
    .filter((event: MouseEvent | WheelEvent | TouchEvent) => {
      if (event.type === 'wheel') return true;
      const onCard = event.target instanceof Element && event.target.closest('.nv-card') !== null;
      if ('touches' in event) return event.touches.length > 1 || (pannable() && !onCard);
      return !onCard && event.button === 0;
    })
    .on('zoom', (event: D3ZoomEvent<SVGSVGElement, undefined>) => {
      current = event.transform;
      svg.style('touch-action', pannable() ? 'none' : 'pan-x pan-y');
      onChange(current);
    });
  svg.call(behavior).on('dblclick.zoom', null);
  return {
    transform: () => current,
    pannable,
    state: () => ({
      canGrow: current.k < largestScale - 1e-6,
      canShrink: current.k > Math.min(1, home.k) + 1e-6,
      moved: moved(),
    }),
    fit(box, size, keeps) {
      const kept = keeps && moved() ? current : undefined;
      canvas = size;
      home = fitTransform(box, size);
      const right = box.x + box.width;
      const bottom = box.y + box.height;
      isLarger = right * home.k + home.x > size.width + 1 || bottom * home.k + home.y > size.height + 1;
      const least = Math.min(1, home.k);
      const [width, height] = [size.width / least, size.height / least];
      behavior.scaleExtent([least, largestScale]).extent([
        [0, 0],
        [size.width, size.height],
      ]);
      behavior.translateExtent([
        [Math.min(0, box.x - 6), Math.min(0, box.y - 6)],
        [Math.max(width, right + 6), Math.max(height, bottom + 6)],
      ]);
      svg.call(behavior.transform, home);
      // Through the behaviour's own constraint: it may not leave the new bounds.
      if (kept) svg.call(behavior.scaleTo, kept.k).call(behavior.translateTo, ...centreOf(kept, size));
    },
    zoomBy: (factor) => void svg.call(behavior.scaleBy, factor),
    panBy: (x, y) => void svg.call(behavior.translateBy, x / current.k, y / current.k),
    show(box) {
      const shift = (from: number, to: number, length: number): number =>
        from < 0 ? 8 - from : to > length ? length - to - 8 : 0;
      const [left, top] = current.apply([box.x, box.y]);
      const [right, bottom] = current.apply([box.x + box.width, box.y + box.height]);
      const x = shift(left, right, canvas.width);
      const y = shift(top, bottom, canvas.height);
      if (x !== 0 || y !== 0) svg.call(behavior.translateBy, x / current.k, y / current.k);
    },
    destroy: () => void svg.on('.zoom', null),
  };
}

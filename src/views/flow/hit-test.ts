/** Which moving mark is under the pointer: the nearest one within reach (400 at most: a scan is enough). */
import type { MarkBuffer } from '../marks/mark-buffer.ts';

/** What of a `ZoomTransform` is needed here. */
interface Transform {
  applyX(x: number): number;
  applyY(y: number): number;
}

/** The request of that mark, as its arrival ordinal. Coordinates in CSS px from the view's top left. */
export function hitMark(
  buffer: MarkBuffer,
  transform: Transform,
  x: number,
  y: number,
  reach: number,
): number | undefined {
  let best = reach;
  let ordinal: number | undefined;
  for (let index = 0; index < buffer.count; index += 1) {
    const dx = transform.applyX(buffer.x[index]!) - x;
    const dy = transform.applyY(buffer.y[index]!) - y;
    const distance = Math.hypot(dx, dy);
    if (distance > best) continue;
    best = distance;
    ordinal = buffer.ordinal[index];
  }
  return ordinal;
}

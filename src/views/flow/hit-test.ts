/** What is under the pointer: the nearest mark within reach (400 at most: a scan is enough), else a card. */
import type { ZoomTransform } from 'd3-zoom';
import type { FlowLayout } from '../layout/layout-types.ts';
import type { MarkBuffer } from '../marks/mark-buffer.ts';
import type { FlowHit } from './flow-options.ts';

/** Half of the smallest target of WCAG 2.5.8. */
const reachPx = 12;

export function hitMark(
  buffer: MarkBuffer,
  transform: ZoomTransform,
  x: number,
  y: number,
): FlowHit | undefined {
  let best = reachPx;
  let ordinal: number | undefined;
  for (let index = 0; index < buffer.count; index += 1) {
    const dx = transform.applyX(buffer.x[index]!) - x;
    const dy = transform.applyY(buffer.y[index]!) - y;
    const distance = Math.hypot(dx, dy);
    if (distance >= best) continue;
    best = distance;
    ordinal = buffer.ordinal[index];
  }
  return ordinal === undefined ? undefined : { kind: 'mark', ordinal };
}

export function hitCard(
  layout: FlowLayout | undefined,
  transform: ZoomTransform,
  x: number,
  y: number,
): FlowHit | undefined {
  const left = transform.invertX(x);
  const top = transform.invertY(y);
  const card = layout?.cards.find(
    (one) => left >= one.x && left <= one.x + one.width && top >= one.y && top <= one.y + one.height,
  );
  return card ? { kind: 'card', id: card.id } : undefined;
}

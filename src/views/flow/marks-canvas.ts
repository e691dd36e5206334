/** The one canvas above the wires: every mark of a shape in one path, at its own size whatever the zoom. */
import type { ZoomTransform } from 'd3';
import { markShapes, paintMarks, shapeCode, traceMark } from '../glyphs/fate-marks.ts';
import type { Box } from '../layout/layout-types.ts';
import type { MarkBuffer } from '../marks/mark-buffer.ts';
import type { Colors } from '../theme.ts';

export function paintMarkBuffer(
  context: CanvasRenderingContext2D,
  buffer: MarkBuffer,
  transform: ZoomTransform,
  pixelRatio: number,
  colors: Colors,
  cards: readonly Box[],
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  if (buffer.count === 0) return;
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  for (const shape of markShapes) {
    const code = shapeCode[shape];
    let any = false;
    for (let index = 0; index < buffer.count; index += 1) {
      if (buffer.shape[index] !== code) continue;
      if (!any) context.beginPath();
      any = true;
      const x = transform.applyX(buffer.x[index]!);
      const y = transform.applyY(buffer.y[index]!);
      traceMark(context, shape, x, y);
      if (shape === 'square') traceAttempts(context, x, y, buffer.attempt[index]!);
    }
    if (any) paintMarks(context, shape, colors);
  }
  context.setLineDash([]);
  // A wire may run under a card that was dragged onto it: whatever is on it must not cover the card's words.
  for (const card of cards) {
    const { k } = transform;
    context.clearRect(transform.applyX(card.x), transform.applyY(card.y), card.width * k, card.height * k);
  }
}

/** One tick above the square per try. */
function traceAttempts(context: CanvasRenderingContext2D, x: number, y: number, attempt: number): void {
  for (let tick = 0; tick < Math.min(4, attempt); tick += 1) {
    context.moveTo(x - 2.5 + tick * 2.2, y - 8);
    context.lineTo(x - 2.5 + tick * 2.2, y - 5.5);
  }
}

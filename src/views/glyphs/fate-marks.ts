/**
 * Fates of requests as shapes for canvas, at least 7 px. The index is the shape code in a
 * MarkBuffer. The legend draws with the same functions, so it cannot disagree with the canvas.
 */
import type { Colors, ColorToken } from '../theme.ts';

export const markShapes = ['disc', 'diamond', 'cross', 'square', 'bar', 'tail', 'ghost'] as const;
export type MarkShape = (typeof markShapes)[number];

export const shapeCode = {
  disc: 0,
  diamond: 1,
  cross: 2,
  square: 3,
  bar: 4,
  tail: 5,
  ghost: 6,
} as const satisfies Record<MarkShape, number>;

export const shapeToken: Readonly<Record<MarkShape, ColorToken>> = {
  disc: 'state-ok',
  diamond: 'state-warn',
  cross: 'state-bad',
  square: 'state-recover',
  bar: 'state-off',
  tail: 'state-ok',
  ghost: 'ink-3',
};

/** Shapes painted by filling; the others by stroking. */
export function isFilled(shape: MarkShape): boolean {
  return shape === 'disc' || shape === 'diamond' || shape === 'bar';
}

/** What canvas and d3-path have in common. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  rect(x: number, y: number, width: number, height: number): void;
}

/** Adds one mark to the current path of `context`: all marks of a shape are filled or stroked at once. */
export function traceMark(context: Pen, shape: MarkShape, x: number, y: number): void {
  switch (shape) {
    case 'disc':
      context.moveTo(x + 3.5, y);
      context.arc(x, y, 3.5, 0, 6.2832);
      return;
    case 'diamond':
      context.moveTo(x, y - 4.8);
      context.lineTo(x + 4.8, y);
      context.lineTo(x, y + 4.8);
      context.lineTo(x - 4.8, y);
      context.closePath();
      return;
    case 'cross':
      context.moveTo(x - 3.4, y - 3.4);
      context.lineTo(x + 3.4, y + 3.4);
      context.moveTo(x + 3.4, y - 3.4);
      context.lineTo(x - 3.4, y + 3.4);
      return;
    case 'square':
      context.rect(x - 3.2, y - 3.2, 6.4, 6.4);
      return;
    case 'bar':
      context.rect(x - 1.5, y - 4.5, 3, 9);
      return;
    case 'tail':
      context.moveTo(x + 3, y);
      context.arc(x, y, 3, 0, 6.2832);
      context.moveTo(x - 3, y);
      context.lineTo(x - 7.5, y);
      return;
    case 'ghost':
      context.moveTo(x + 3.5, y);
      context.arc(x, y, 3.5, 0, 6.2832);
      return;
  }
}

/** Paints the path traced for `shape`. */
export function paintMarks(context: CanvasRenderingContext2D, shape: MarkShape, colors: Colors): void {
  const color = colors[shapeToken[shape]];
  if (isFilled(shape)) {
    context.fillStyle = color;
    context.fill();
    return;
  }
  context.strokeStyle = color;
  context.lineWidth = shape === 'cross' ? 2.4 : 1.6;
  context.setLineDash(shape === 'ghost' ? [2, 2] : []);
  context.stroke();
}

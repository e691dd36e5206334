/** A waiting line: ticks stacked upwards beside the card against a cap line, one each up to 24, then one for k. */
import { path } from 'd3';

export const maxTicks = 24;
export const tickWidth = 10;

export interface QueueTicks {
  readonly ticks: string;
  /** Height of the cap line above the foot; 0 = no line. */
  readonly cap: number;
  readonly perTick: number;
}

/** Coordinates have their origin at the foot of the line, y upwards negative. */
export function queueTicks(length: number, capacity: number, height: number): QueueTicks {
  if (length <= 0) return { ticks: '', cap: 0, perTick: 1 };
  // Against the cap when there is one: a full line must look full.
  const perTick = Math.max(1, Math.ceil(Math.max(capacity, length) / maxTicks));
  const all = Math.max(1, Math.ceil(Math.max(capacity, length) / perTick));
  const pitch = Math.min(4, height / all);
  const drawn = Math.min(maxTicks, Math.ceil(length / perTick));
  const pen = path();
  for (let tick = 0; tick < drawn; tick += 1) {
    pen.rect(0, -(tick + 1) * pitch + pitch * 0.25, tickWidth, Math.max(1, pitch * 0.6));
  }
  return { ticks: pen.toString(), cap: capacity > 0 ? all * pitch : 0, perTick };
}

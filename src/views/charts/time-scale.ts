/**
 * The one scale from time to x. Scrubber and strip charts use it with the same domain and margins, so that a fault
 * band or a fork point stands at the same x on all of them.
 */
import { type ScaleLinear, scaleLinear } from 'd3';

export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Micros of the run. */
export type TimeDomain = readonly [from: number, to: number];

export function timeScale(
  width: number,
  margins: Pick<Margins, 'left' | 'right'>,
  domain: TimeDomain,
): ScaleLinear<number, number> {
  const to = Math.max(domain[1], domain[0] + 1);
  return scaleLinear()
    .domain([domain[0], to])
    .range([margins.left, Math.max(margins.left + 1, width - margins.right)])
    .clamp(true);
}

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** Round times (1, 2, 5, 10, 15, 30 s, 1, 2, 5 min, …) at least `gap` px apart. */
export function timeTicks(scale: ScaleLinear<number, number>, gap: number): readonly number[] {
  const [from = 0, to = 1] = scale.domain();
  const [left = 0, right = 1] = scale.range();
  const seconds = (to - from) / 1e6;
  const fits = Math.max(1, Math.floor((right - left) / gap));
  let step = steps.find((one) => seconds / one <= fits) ?? 3600;
  while (seconds / step > fits) step *= 2;
  const ticks: number[] = [];
  const stepMicros = step * 1e6;
  for (let at = Math.ceil(from / stepMicros) * stepMicros; at <= to; at += stepMicros) ticks.push(at);
  return ticks;
}

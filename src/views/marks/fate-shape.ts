/** The shape of a mark: a fate shows only once it has happened, except a failure, which shows where it ends. */
import type { MarkShape } from '../glyphs/fate-marks.ts';
import { fateOf, header, hop } from './journey.ts';

export function travellingShape(
  data: Float64Array,
  at: number,
  index: number,
  viewMicros: number,
): MarkShape {
  const endedAt = header(data, at, 'endedAt');
  if (endedAt >= 0 && endedAt <= viewMicros) {
    const fate = fateOf(data, at);
    if (fate === 'slow') return 'diamond';
    if (fate === 'stale') return 'tail';
    // Whoever asked has left: the work goes on for nobody.
    if (hop(data, at, index, 'sentAt') >= endedAt) return 'ghost';
  }
  return hop(data, at, index, 'attempt') > 1 ? 'square' : 'disc';
}

/**
 * The hop where a failed request ended: the last one sent before its end, so a call that nobody answered fails at
 * the callee that kept it waiting. What was sent later is work for nobody.
 */
export function failingHop(data: Float64Array, at: number): number {
  const endedAt = header(data, at, 'endedAt');
  for (let index = header(data, at, 'hops') - 1; index > 0; index -= 1) {
    if (hop(data, at, index, 'sentAt') <= endedAt) return index;
  }
  return Math.min(0, header(data, at, 'hops') - 1);
}

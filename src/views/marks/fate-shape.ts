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

/** Index of the hop where a failed request ended: the last one that did not end well. */
export function failingHop(data: Float64Array, at: number): number {
  for (let index = header(data, at, 'hops') - 1; index >= 0; index -= 1) {
    if (hop(data, at, index, 'cause') !== 0) return index;
  }
  return header(data, at, 'hops') - 1;
}

/** Of several classes of requests the one whose downtime is told where there is room for one: that with the most of it. */
import type { RequestClass } from '../../engine/description.ts';

/** Its index; the last one listed where several have the same. A class that never comes is told of only if all are such. */
export function toldClass(
  classes: readonly Pick<RequestClass, 'share'>[],
  downtimeOf: (index: number) => number,
): number {
  const rank = (index: number): number => (classes[index]?.share === 0 ? -1 : downtimeOf(index));
  return classes.reduce((told, _, index) => (rank(index) >= rank(told) ? index : told), 0);
}

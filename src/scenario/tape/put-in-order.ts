/**
 * Requests in the order in which they happened. A server writes a line when it has answered, so lines may stand out of
 * order; and a log's stamps are whole seconds, so those of one second are spread evenly over it, in file order.
 */
import { type Micros, microsPerSecond } from '../../base/units.ts';

/** Line indices by time; equal times stay in file order. */
export function orderByTime(times: Float64Array): Uint32Array {
  const order = new Uint32Array(times.length);
  for (let index = 0; index < order.length; index += 1) order[index] = index;
  if (isAscending(times)) return order;
  return order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
}

function isAscending(times: Float64Array): boolean {
  for (let index = 1; index < times.length; index += 1) {
    if ((times[index] as number) < (times[index - 1] as number)) return false;
  }
  return true;
}

/** n requests of one second come at 0, 1/n, … (n − 1)/n of it; all times after the first second's beginning. */
export function spreadOverSeconds(sorted: Float64Array): Float64Array {
  const spread = new Float64Array(sorted.length);
  const start = sorted[0] ?? 0;
  for (let from = 0; from < sorted.length; ) {
    const second = sorted[from] as Micros;
    let to = from + 1;
    while (to < sorted.length && sorted[to] === second) to += 1;
    const count = to - from;
    for (let index = 0; index < count; index += 1)
      spread[from + index] = second - start + Math.floor((index * microsPerSecond) / count);
    from = to;
  }
  return spread;
}

/** The column in a new order. */
export function ordered<Column extends Float64Array | Int32Array | Uint8Array>(
  column: Column,
  order: Uint32Array,
): Column {
  const copy = column.slice() as Column;
  for (let index = 0; index < order.length; index += 1)
    copy[index] = column[order[index] as number] as number;
  return copy;
}

/** Numbers names anew, in the order in which they now first appear. Changes the column. */
export function renumber(column: Int32Array, count: number): void {
  const numbers = new Int32Array(count).fill(-1);
  let next = 0;
  for (let index = 0; index < column.length; index += 1) {
    const old = column[index] as number;
    if (numbers[old] === -1) {
      numbers[old] = next;
      next += 1;
    }
    column[index] = numbers[old] as number;
  }
}

/** The call table: what a call costs there, and columns against one record per call, as ratios within one run. */
import { liveInColumns } from '../call-columns.ts';
import { liveInRecords } from '../call-records.ts';
import { interleave, median, medianRatio, type Row } from '../measure.ts';

const calls = 2_000_000;
/** Requests abreast: as `three-tier` has them, and as when a queue has grown over all the processor's caches. */
const abreast = [64, 100_000];

/** A fixed shuffle, so that calls end in another order than they began. */
function shuffled(count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, place) => place);
  for (let place = count - 1; place > 0; place -= 1) {
    const other = Math.imul(place, 0x9e3779b1) >>> 0;
    const swap = other % (place + 1);
    [order[place], order[swap]] = [order[swap] as number, order[place] as number];
  }
  return order;
}

export function run(): Row[] {
  return abreast.flatMap((count) => {
    const order = shuffled(count);
    const rounds = calls / (2 * count);
    const sums = new Set<number>();
    const times = interleave(
      {
        columns: () => sums.add(liveInColumns(order, rounds)),
        records: () => sums.add(liveInRecords(order, rounds)),
      },
      7,
    );
    if (sums.size !== 1) throw new Error(`the layouts disagree: ${[...sums].join(', ')}`);
    const name = `${count} requests abreast`;
    return [
      { name: `${name}: a call`, value: (median(times.columns) / calls) * 1e6, unit: 'ns', better: 'lower' },
      {
        name: `${name}: columns to records`,
        value: medianRatio(times.columns, times.records),
        unit: '×',
        better: 'lower',
      },
    ] satisfies Row[];
  });
}

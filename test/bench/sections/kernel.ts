/** The kernel against closures over objects, and lanes against the heap alone, as ratios within one run. */
import { runClosures } from '../closure-baseline.ts';
import { runKernel, type Workload } from '../kernel-workloads.ts';
import { interleave, median, medianRatio, type Row } from '../measure.ts';

const customers = 200_000;
const workloads: Readonly<Record<string, Workload>> = {
  'M/M/1 at 90 %': { seed: 1, servers: 1, meanGapMicros: 1000, meanServiceMicros: 900 },
  '8 servers, round robin, 90 %': { seed: 2, servers: 8, meanGapMicros: 1000, meanServiceMicros: 7200 },
  '8 servers, each customer with a timeout of 5 s': {
    seed: 3,
    servers: 8,
    meanGapMicros: 1000,
    meanServiceMicros: 7200,
    timeoutMicros: 5_000_000,
  },
};

export function run(): Row[] {
  return Object.entries(workloads).flatMap(([name, workload]) => {
    const sums = new Set<number>();
    const times = interleave({
      kernel: () => sums.add(runKernel(workload, customers)),
      heapOnly: () => sums.add(runKernel(workload, customers, false)),
      closures: () => sums.add(runClosures(workload, customers)),
    });
    if (sums.size !== 1) throw new Error(`${name}: the contestants disagree: ${[...sums].join(', ')}`);
    const perSecond = (customers / median(times.kernel)) * 1000;
    const rows: Row[] = [
      { name, value: perSecond / 1e6, unit: 'M customers/s', better: 'higher' },
      {
        name: `${name}: to closures`,
        value: medianRatio(times.closures, times.kernel),
        unit: '×',
        better: 'higher',
      },
    ];
    if (workload.timeoutMicros === undefined) return rows;
    const lanes: Row = {
      name: `${name}: lanes to heap only`,
      value: medianRatio(times.heapOnly, times.kernel),
      unit: '×',
      better: 'higher',
    };
    return [...rows, lanes];
  });
}

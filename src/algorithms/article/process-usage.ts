/**
 * Two percentages of a process that are of something else than they seem.
 *
 *   heap % = 100 · used / committed so far;  CPU % = CPU seconds since the start / 10
 *
 * Source: the article's health endpoint; held against `algorithms.health.cpuFormula` and `application.heapRatioIdleExpress`.
 * O(1). Known failure: what is committed grows with what is used, so an idle process shows 73 % of nothing in particular;
 * CPU time only grows, so 5 % of a core passes 70 after 3.9 hours for good, and a core pinned for ten seconds shows 1.
 */
import { atLeast, check, positive } from '../../base/options.ts';
import { type Micros, microsPerSecond } from '../../base/units.ts';
import type { Defect } from './defect.ts';

export const defects: readonly Defect[] = [
  {
    name: 'heapOverCommitted',
    keys: [
      ['application', 'heapRatioIdleExpress'],
      ['algorithms', 'health', 'heapUsedOverHeapTotalPct_thisIdleProcess'],
    ],
    right: 'healthReport',
    what: 'Used heap is divided by what has been committed so far instead of by its limit.',
  },
  {
    name: 'cpuTimeAsPercent',
    keys: [['algorithms', 'health', 'cpuFormula']],
    right: 'healthReport',
    what: 'CPU seconds since the start, divided by ten, are taken for a percentage of now.',
  },
];

export function heapPercent(used: number, committed: number): number {
  check('used', used, atLeast(0));
  check('committed', committed, positive);
  return (used / committed) * 100;
}

export function cpuPercent(cpuTime: Micros): number {
  check('cpuTime', cpuTime, atLeast(0));
  return cpuTime / microsPerSecond / 10;
}

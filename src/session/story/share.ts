/** How many of the requests that ended in an outage failed. An outage is rarely a time in which nothing is answered. */
import type { ClassTotals } from '../../engine/telemetry/records.ts';
import type { OutageBegun } from './outages.ts';

export interface Share {
  readonly ended: number;
  readonly failed: number;
}

/**
 * Of an outage that is not over: what `totals` of its class have more than before it. Totals older than the fact
 * give what the fact itself counted.
 */
export function shareSince(
  { class: id, ended, failed, endedBefore, failedBefore }: OutageBegun['values'],
  totals: readonly Pick<ClassTotals, 'id' | 'ok' | 'failed'>[],
): Share {
  const now = totals.find((one) => one.id === id);
  const since = (now?.ok ?? 0) + (now?.failed ?? 0) - endedBefore;
  return now === undefined || since < ended
    ? { ended, failed }
    : { ended: since, failed: now.failed - failedBefore };
}

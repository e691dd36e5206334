/** What became of each class of requests, counted again from their lives: rows, latencies, totals. */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import { failureCauses } from '../../src/engine/telemetry/causes.ts';
import { classColumn, classStride } from '../../src/engine/telemetry/records.ts';
import type { RequestLife } from './lives.ts';
import { quantileOf, sparseOf } from './quantiles.ts';
import { secondOf } from './spans.ts';

export const latencyOf = ({ arrivedAt, endedAt }: RequestLife): number => endedAt - arrivedAt;
const isOk = ({ endedAt, cause }: RequestLife): boolean => endedAt >= 0 && cause === 0;
const hasFailed = ({ endedAt, cause }: RequestLife): boolean => endedAt >= 0 && cause !== 0;

/** Slower than the objective, not as slow as it. */
export const isSlow = (request: RequestLife, { classes }: Blueprint): boolean =>
  isOk(request) && latencyOf(request) > (classes[request.class]?.objectives.latencyMillis ?? 0) * 1_000;

const countsOf = (requests: readonly RequestLife[], blueprint: Blueprint) => ({
  ok: requests.filter(isOk).length,
  failed: requests.filter(hasFailed).length,
  slow: requests.filter((request) => isSlow(request, blueprint)).length,
  stale: requests.filter((request) => isOk(request) && request.isStale).length,
  degraded: requests.filter((request) => isOk(request) && request.isDegraded).length,
});

/** The row of one class for one second, of `requests` of that class, in the layout of the records. */
export function recountClassRow(
  requests: readonly RequestLife[],
  blueprint: Blueprint,
  index: number,
  at: number,
): readonly number[] {
  const ended = requests.filter(({ endedAt }) => endedAt >= 0 && secondOf(endedAt) === at);
  const counts = countsOf(ended, blueprint);
  const row = new Array<number>(classStride).fill(0);
  row[classColumn.second] = at;
  row[classColumn.class] = index;
  row[classColumn.arrived] = requests.filter(({ arrivedAt }) => secondOf(arrivedAt) === at).length;
  row[classColumn.ok] = counts.ok;
  row[classColumn.failed] = counts.failed;
  row[classColumn.slow] = counts.slow;
  row[classColumn.stale] = counts.stale;
  row[classColumn.degraded] = counts.degraded;
  for (const { cause } of ended.filter(hasFailed)) row[classColumn.causes + cause]! += 1;
  return row;
}

/** The latencies of the requests of a class that ended well in one second, 32 buckets an octave. */
export const recountLatencies = (requests: readonly RequestLife[], at: number): readonly number[] =>
  sparseOf(requests.filter((one) => isOk(one) && secondOf(one.endedAt) === at).map(latencyOf), 32);

const countBy = (keys: readonly (string | number)[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

/** Totals of one class since time 0, but for the ledger's two. */
export function recountTotals(requests: readonly RequestLife[], blueprint: Blueprint) {
  const failed = requests.filter(hasFailed);
  return {
    arrived: requests.length,
    ...countsOf(requests, blueprint),
    inFlight: requests.filter(({ endedAt }) => endedAt < 0).length,
    failuresByCause: countBy(failed.map(({ cause }) => failureCauses[cause] as string)),
    failuresByRoot: countBy(failed.map(({ root }) => root)),
  };
}

/** Milliseconds over the run; undefined when no request of the class ended well. */
export function recountQuantiles(requests: readonly RequestLife[]) {
  const latencies = requests.filter(isOk).map(latencyOf);
  if (latencies.length === 0) return undefined;
  const millis = (percent: number): number => quantileOf(latencies, percent, 128) / 1_000;
  const total = latencies.reduce((sum, one) => sum + one, 0);
  return { mean: total / latencies.length / 1_000, p50: millis(50), p95: millis(95), p99: millis(99) };
}

/** The course of a figure, one point a second, out of the recorded rows; nothing is smoothed. */
import { microsPerSecond, millisFromMicros } from '../../base/units.ts';
import type { RunDescription } from '../../engine/description.ts';
import { classColumn } from '../../engine/telemetry/records.ts';
import type { HistoryView } from '../../session/session-contract.ts';
import type { Series, SeriesPoint } from '../../views/charts/chart-types.ts';
import { toldClass } from '../measure/told-class.ts';
import type { Metric } from './metric.ts';

interface Second {
  readonly at: number;
  readonly width: number;
  arrived: number;
  ok: number;
  failed: number;
}

/** Rows of the given classes, added up second by second. */
function seconds(history: HistoryView, classes: readonly number[], to: number): readonly Second[] {
  const bySecond = new Map<number, Second>();
  for (const index of classes) {
    history.forEachClassRow(index, 0, to, (columns, offset, width) => {
      const at = columns[offset + classColumn.second] ?? 0;
      const sum = bySecond.get(at) ?? { at, width, arrived: 0, ok: 0, failed: 0 };
      sum.arrived += columns[offset + classColumn.arrived] ?? 0;
      sum.ok += columns[offset + classColumn.ok] ?? 0;
      sum.failed += columns[offset + classColumn.failed] ?? 0;
      bySecond.set(at, sum);
    });
  }
  return [...bySecond.values()].sort((a, b) => a.at - b.at);
}

/** A second's point stands at its end: then it was known. */
const point = ({ at, width }: Second, value: number | undefined): SeriesPoint => ({
  at: (at + width) * microsPerSecond,
  value,
});

const series = (
  id: string,
  tone: Series['tone'],
  points: readonly SeriesPoint[],
  stepped = false,
): Series => ({
  id,
  tone,
  points,
  stepped,
});

function availability(rows: readonly Second[]): readonly SeriesPoint[] {
  let ok = 0;
  let ended = 0;
  return rows.map((row) => {
    ok += row.ok;
    ended += row.ok + row.failed;
    return point(row, ended === 0 ? undefined : (ok / ended) * 100);
  });
}

function downtime(history: HistoryView, classIndex: number): readonly SeriesPoint[] {
  const points: SeriesPoint[] = [{ at: 0, value: 0 }];
  let down = 0;
  for (const span of history.ledger) {
    if (span.class !== classIndex) continue;
    points.push({ at: span.fromSecond * microsPerSecond, value: down });
    if (span.down) down += span.toSecond - span.fromSecond;
    points.push({ at: span.toSecond * microsPerSecond, value: down });
  }
  return points;
}

/** Up to the last whole second simulated on this branch. */
export function metricSeries(
  metric: Metric,
  history: HistoryView,
  description: RunDescription,
  latencyQuantile: HistoryView['latencyQuantile'] = history.latencyQuantile,
): readonly Series[] {
  const to = Math.floor(history.headMicros / microsPerSecond);
  const all = description.classes.map((_, index) => index);
  const rows = seconds(history, all, to);
  const quantile = (p: number) =>
    rows.map((row) => {
      const micros = latencyQuantile(undefined, row.at, row.at + row.width, p);
      return point(row, micros === undefined ? undefined : millisFromMicros(micros));
    });
  const byClass = (all: readonly (readonly SeriesPoint[])[], told: number, stepped: boolean) =>
    description.classes.map(({ id }, index) =>
      series(id, index === told ? 'ink' : 'quiet', all[index] ?? [], stepped),
    );
  switch (metric) {
    case 'throughput':
      return [
        series(
          'offered',
          'quiet',
          rows.map((row) => point(row, row.arrived / row.width)),
        ),
        series(
          'good',
          'ink',
          rows.map((row) => point(row, row.ok / row.width)),
        ),
      ];
    case 'latency':
      return [series('p50', 'quiet', quantile(0.5)), series('p99', 'ink', quantile(0.99))];
    case 'errors':
      return [
        series(
          'failed',
          rows.some(({ failed }) => failed > 0) ? 'bad' : 'quiet',
          rows.map((row) =>
            point(row, row.ok + row.failed === 0 ? undefined : (row.failed / (row.ok + row.failed)) * 100),
          ),
        ),
      ];
    case 'availability': {
      const shares = all.map((index) => availability(seconds(history, [index], to)));
      return byClass(shares, leastNow(shares), false);
    }
    case 'downtime': {
      const clocks = all.map((index) => downtime(history, index));
      return byClass(
        clocks,
        toldClass(description.classes, (index) => valueNow(clocks[index]) ?? 0),
        true,
      );
    }
  }
}

const valueNow = (points: readonly SeriesPoint[] = []): number | undefined => points.at(-1)?.value;

/** The class that the figure beside the chart tells: the first of those with the least. */
function leastNow(shares: readonly (readonly SeriesPoint[])[]): number {
  const now = shares.map((points) => valueNow(points) ?? 100);
  return now.indexOf(Math.min(...now));
}

/**
 * What happened to each class of requests: per second, over the run, and in the downtime ledger. A request is counted as
 * arrived in the second it arrived, as ended in the second it ended; the ledger judges it in the second it arrived.
 */
import { type Micros, microsPerMilli, microsPerSecond } from '../../base/units.ts';
import type { RequestClass } from '../description.ts';
import { LogHistogram } from '../kernel/log-histogram.ts';
import { failureCauses } from './causes.ts';
import { causeCount } from './meters.ts';
import { PendingSeconds } from './pending-seconds.ts';
import { type ClassTotals, classColumn, classStride, type HistorySink, type LatencyRow } from './records.ts';

class ClassMeter {
  arrived = 0;
  ok = 0;
  failed = 0;
  slow = 0;
  stale = 0;
  lostWrites = 0;
  degraded = 0;
  readonly causes = new Float64Array(causeCount);
  /** Failures by story id of their root; '0' = unattributed. */
  roots: Record<string, number> = {};
  /** Of the present second, in the layout of a row. */
  readonly row = new Float64Array(classStride);
  readonly latencies = new LogHistogram(128);
  readonly secondLatencies = new LogHistogram(32);
  readonly seconds: PendingSeconds;
  readonly id: string;
  readonly objectiveMicros: Micros;

  constructor({ id, objectives }: RequestClass, index: number, sink: HistorySink) {
    this.id = id;
    this.objectiveMicros = objectives.latencyMillis * microsPerMilli;
    this.row[classColumn.class] = index;
    this.seconds = new PendingSeconds(index, sink);
  }

  save() {
    const { arrived, ok, failed, slow, stale, lostWrites, degraded } = this;
    return {
      counts: { arrived, ok, failed, slow, stale, lostWrites, degraded },
      causes: this.causes.slice(),
      roots: { ...this.roots },
      row: this.row.slice(),
      latencies: this.latencies.save(),
      secondLatencies: this.secondLatencies.save(),
      seconds: this.seconds.save(),
    };
  }

  load(plain: ReturnType<ClassMeter['save']>): void {
    Object.assign(this, plain.counts);
    this.causes.set(plain.causes);
    this.roots = { ...plain.roots };
    this.row.set(plain.row);
    this.latencies.load(plain.latencies);
    this.secondLatencies.load(plain.secondLatencies);
    this.seconds.load(plain.seconds);
  }
}

export class ClassMeters {
  private readonly meters: readonly ClassMeter[];

  constructor(classes: readonly RequestClass[], sink: HistorySink) {
    this.meters = classes.map((one, index) => new ClassMeter(one, index, sink));
  }

  isSlow(classIndex: number, latency: Micros): boolean {
    return latency > (this.meters[classIndex] as ClassMeter).objectiveMicros;
  }

  /** `count` acknowledged writes of the class are gone. */
  onLost(classIndex: number, count: number): void {
    (this.meters[classIndex] as ClassMeter).lostWrites += count;
  }

  onArrival(classIndex: number, now: Micros): void {
    const meter = this.meters[classIndex] as ClassMeter;
    meter.arrived += 1;
    meter.row[classColumn.arrived]! += 1;
    meter.seconds.onArrival(now);
  }

  onEnd(
    classIndex: number,
    arrivedAt: Micros,
    now: Micros,
    causeCode: number,
    rootId: number,
    isStale: boolean,
    isDegraded: boolean,
  ): void {
    const meter = this.meters[classIndex] as ClassMeter;
    meter.seconds.onEnd(arrivedAt, causeCode === 0);
    if (causeCode !== 0) {
      meter.failed += 1;
      meter.causes[causeCode]! += 1;
      meter.roots[rootId] = (meter.roots[rootId] ?? 0) + 1;
      meter.row[classColumn.failed]! += 1;
      meter.row[classColumn.causes + causeCode]! += 1;
      return;
    }
    const latency = now - arrivedAt;
    meter.ok += 1;
    meter.row[classColumn.ok]! += 1;
    meter.latencies.record(latency);
    meter.secondLatencies.record(latency);
    if (latency > meter.objectiveMicros) {
      meter.slow += 1;
      meter.row[classColumn.slow]! += 1;
    }
    if (isStale) {
      meter.stale += 1;
      meter.row[classColumn.stale]! += 1;
    }
    if (isDegraded) {
      meter.degraded += 1;
      meter.row[classColumn.degraded]! += 1;
    }
  }

  /** Hands over the rows of the second that has just ended, and begins the next. */
  closeSecond(second: number): { readonly classes: Float64Array; readonly latencies: readonly LatencyRow[] } {
    const classes = new Float64Array(this.meters.length * classStride);
    const latencies: LatencyRow[] = [];
    this.meters.forEach((meter, index) => {
      meter.row[classColumn.second] = second;
      classes.set(meter.row, index * classStride);
      meter.row.fill(0);
      meter.row[classColumn.class] = index;
      if (meter.secondLatencies.count > 0) {
        latencies.push({ second, class: index, sparse: meter.secondLatencies.toSparse() });
        meter.secondLatencies.reset();
      }
      meter.seconds.judge((second + 1) * microsPerSecond);
    });
    return { classes, latencies };
  }

  totals(): readonly ClassTotals[] {
    return this.meters.map((meter) => ({
      id: meter.id,
      arrived: meter.arrived,
      ok: meter.ok,
      failed: meter.failed,
      inFlight: meter.arrived - meter.ok - meter.failed,
      slow: meter.slow,
      stale: meter.stale,
      lostWrites: meter.lostWrites,
      degraded: meter.degraded,
      downtimeSeconds: meter.seconds.downtimeSeconds,
      judgedUntilSecond: meter.seconds.judgedUntilSecond,
      failuresByCause: Object.fromEntries(
        failureCauses.flatMap((name, code) =>
          meter.causes[code] ? [[name, meter.causes[code] as number]] : [],
        ),
      ),
      failuresByRoot: { ...meter.roots },
    }));
  }

  /** Over the run, ok requests only. */
  latencies(): Readonly<Record<string, { mean: number; p50: number; p95: number; p99: number }>> {
    const millis = (micros: Micros | undefined) => (micros ?? 0) / microsPerMilli;
    const entries = this.meters.flatMap((meter) => {
      const h = meter.latencies;
      if (h.count === 0) return [];
      const quantiles = {
        p50: millis(h.quantile(0.5)),
        p95: millis(h.quantile(0.95)),
        p99: millis(h.quantile(0.99)),
      };
      return [[meter.id, { mean: millis(h.sum / h.count), ...quantiles }] as const];
    });
    // A class may be called `constructor`.
    return Object.assign(Object.create(null), Object.fromEntries(entries));
  }

  save() {
    return this.meters.map((meter) => meter.save());
  }

  load(plain: ReturnType<ClassMeters['save']>): void {
    plain.forEach((saved, index) => {
      this.meters[index]?.load(saved);
    });
  }
}

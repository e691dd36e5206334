/**
 * What each component did: time integrals of calls in system, waiting and in service, counts, and waiting times. Touched
 * at each change of state, read by gauges, rows and run totals. Little's law must hold between these numbers, which are
 * measured apart: L from the integrals, W from each call's own times.
 */
import type { Micros } from '../../base/units.ts';
import { LogHistogram, type LogHistogramPlain } from '../kernel/log-histogram.ts';
import { failureCauses } from './causes.ts';

export const causeCount = failureCauses.length;

const columnNames = [
  'touchedAt',
  'inSystem',
  'queued',
  'busy',
  'inSystemIntegral',
  'queuedIntegral',
  'busyIntegral',
  'slots',
  'slotsIntegral',
  'arrived',
  'answered',
  'failed',
  'responseSum',
  'queuedMax',
  'started',
  'waitingSum',
] as const;
export type MeterColumn = (typeof columnNames)[number];

export interface MetersPlain {
  readonly columns: Readonly<Record<MeterColumn, Float64Array>>;
  readonly causes: Float64Array;
  readonly waiting: readonly LogHistogramPlain[];
}

export class Meters {
  readonly count: number;
  readonly touchedAt: Float64Array;
  readonly inSystem: Float64Array;
  readonly queued: Float64Array;
  readonly busy: Float64Array;
  /** Integrals over time: calls × Micros. */
  readonly inSystemIntegral: Float64Array;
  readonly queuedIntegral: Float64Array;
  readonly busyIntegral: Float64Array;
  /** Slots there are: edited live, so they have an integral of their own. */
  readonly slots: Float64Array;
  readonly slotsIntegral: Float64Array;
  readonly arrived: Float64Array;
  readonly answered: Float64Array;
  readonly failed: Float64Array;
  /** Sum over ended calls of the time from reaching the component to the end of its work, Micros. */
  readonly responseSum: Float64Array;
  /** Longest queue since `takeLongestQueue`. */
  readonly queuedMax: Float64Array;
  /** Calls that got a slot, and the sum of their waiting times, Micros. */
  readonly started: Float64Array;
  readonly waitingSum: Float64Array;
  /** Failures by component and cause code. */
  readonly causes: Float64Array;
  /** Waiting times of calls that got a slot, Micros. */
  readonly waiting: readonly LogHistogram[];

  constructor(count: number) {
    this.count = count;
    this.touchedAt = new Float64Array(count);
    this.inSystem = new Float64Array(count);
    this.queued = new Float64Array(count);
    this.busy = new Float64Array(count);
    this.inSystemIntegral = new Float64Array(count);
    this.queuedIntegral = new Float64Array(count);
    this.busyIntegral = new Float64Array(count);
    this.slots = new Float64Array(count);
    this.slotsIntegral = new Float64Array(count);
    this.arrived = new Float64Array(count);
    this.answered = new Float64Array(count);
    this.failed = new Float64Array(count);
    this.responseSum = new Float64Array(count);
    this.queuedMax = new Float64Array(count);
    this.started = new Float64Array(count);
    this.waitingSum = new Float64Array(count);
    this.causes = new Float64Array(count * causeCount);
    this.waiting = Array.from({ length: count }, () => new LogHistogram(128));
  }

  /** Brings the integrals of one component up to `now`. Call before changing what they integrate. */
  touch(component: number, now: Micros): void {
    const elapsed = now - (this.touchedAt[component] as number);
    if (elapsed === 0) return;
    this.touchedAt[component] = now;
    this.inSystemIntegral[component]! += elapsed * (this.inSystem[component] as number);
    this.queuedIntegral[component]! += elapsed * (this.queued[component] as number);
    this.busyIntegral[component]! += elapsed * (this.busy[component] as number);
    this.slotsIntegral[component]! += elapsed * (this.slots[component] as number);
  }

  enter(component: number, now: Micros): void {
    this.touch(component, now);
    this.inSystem[component]! += 1;
    this.arrived[component]! += 1;
  }

  queue(component: number, now: Micros, change: 1 | -1): void {
    this.touch(component, now);
    const queued = (this.queued[component] as number) + change;
    this.queued[component] = queued;
    if (queued > (this.queuedMax[component] as number)) this.queuedMax[component] = queued;
  }

  /** The process died: nothing waits for it and no slot is taken. */
  clear(component: number, now: Micros): void {
    this.touch(component, now);
    this.queued[component] = 0;
    this.busy[component] = 0;
  }

  resize(component: number, now: Micros, slots: number): void {
    this.touch(component, now);
    this.slots[component] = slots;
  }

  /** A slot is taken (1) or freed (−1). */
  occupy(component: number, now: Micros, change: 1 | -1): void {
    this.touch(component, now);
    this.busy[component]! += change;
  }

  /** The longest queue since this was last asked. */
  takeLongestQueue(component: number): number {
    const longest = this.queuedMax[component] as number;
    this.queuedMax[component] = this.queued[component] as number;
    return longest;
  }

  recordWaiting(component: number, waited: Micros): void {
    this.started[component]! += 1;
    this.waitingSum[component]! += waited;
    this.waiting[component]?.record(waited);
  }

  /** The machine of a dead process refused a call for it: it came and failed at once, and was never inside. */
  refuse(component: number, causeCode: number): void {
    this.arrived[component]! += 1;
    this.failed[component]! += 1;
    this.causes[component * causeCount + causeCode]! += 1;
  }

  leave(component: number, now: Micros, reachedAt: Micros, causeCode: number): void {
    this.touch(component, now);
    this.inSystem[component]! -= 1;
    this.responseSum[component]! += now - reachedAt;
    if (causeCode === 0) this.answered[component]! += 1;
    else {
      this.failed[component]! += 1;
      this.causes[component * causeCount + causeCode]! += 1;
    }
  }

  touchAll(now: Micros): void {
    for (let component = 0; component < this.count; component += 1) this.touch(component, now);
  }

  save(): MetersPlain {
    const columns = {} as Record<MeterColumn, Float64Array>;
    for (const name of columnNames) columns[name] = this[name].slice();
    return {
      columns,
      causes: this.causes.slice(),
      waiting: this.waiting.map((histogram) => histogram.save()),
    };
  }

  load(plain: MetersPlain): void {
    for (const name of columnNames) this[name].set(plain.columns[name]);
    this.causes.set(plain.causes);
    plain.waiting.forEach((histogram, component) => {
      this.waiting[component]?.load(histogram);
    });
  }
}

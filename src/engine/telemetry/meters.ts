/**
 * What each component did: time integrals of calls in system, waiting and in service, counts, and waiting times. Touched
 * at each change of state, read by gauges, rows and run totals. Little's law must hold between these numbers, which are
 * measured apart: L from the integrals, W from each call's own times.
 */
import type { Micros } from '../../base/units.ts';
import { LogHistogram, type LogHistogramPlain } from '../kernel/log-histogram.ts';
import { failureCauses } from './causes.ts';

export const causeCount = failureCauses.length;

/** Numbers of one component, side by side: a call touches most of them, and sixteen arrays would each be loaded and checked. */
const column = {
  /** Up to when the integrals are, Micros. */
  touchedAt: 0,
  inSystem: 1,
  queued: 2,
  busy: 3,
  /** Slots there are: edited live, so they have an integral of their own. */
  slots: 4,
  /** Integrals over time: calls × Micros. */
  inSystemIntegral: 5,
  queuedIntegral: 6,
  busyIntegral: 7,
  slotsIntegral: 8,
  arrived: 9,
  answered: 10,
  failed: 11,
  /** Sum over ended calls of the time from reaching the component to the end of its work, Micros. */
  responseSum: 12,
  /** Longest queue since `takeLongestQueue`. */
  queuedMax: 13,
  /** Calls that got a slot, and the sum of their waiting times, Micros. */
  started: 14,
  waitingSum: 15,
} as const;
/** A row is 2^4 numbers long. */
const rowShift = 4;

export type MeterColumn = keyof typeof column;

export interface MetersPlain {
  readonly cells: Float64Array;
  readonly causes: Float64Array;
  readonly waiting: readonly LogHistogramPlain[];
}

export class Meters {
  readonly count: number;
  /** Failures by component and cause code. */
  readonly causes: Float64Array;
  /** Waiting times of calls that got a slot, Micros. */
  readonly waiting: readonly LogHistogram[];
  private readonly cells: Float64Array;

  constructor(count: number) {
    this.count = count;
    this.cells = new Float64Array(count << rowShift);
    this.causes = new Float64Array(count * causeCount);
    this.waiting = Array.from({ length: count }, () => new LogHistogram(128));
  }

  of(component: number, name: MeterColumn): number {
    return this.cells[(component << rowShift) + column[name]] as number;
  }

  /** Brings the integrals of one component up to `now`. Call before changing what they integrate. */
  touch(component: number, now: Micros): void {
    const { cells } = this;
    const row = component << rowShift;
    const elapsed = now - (cells[row + column.touchedAt] as number);
    if (elapsed === 0) return;
    cells[row + column.touchedAt] = now;
    cells[row + column.inSystemIntegral]! += elapsed * (cells[row + column.inSystem] as number);
    cells[row + column.queuedIntegral]! += elapsed * (cells[row + column.queued] as number);
    cells[row + column.busyIntegral]! += elapsed * (cells[row + column.busy] as number);
    cells[row + column.slotsIntegral]! += elapsed * (cells[row + column.slots] as number);
  }

  enter(component: number, now: Micros): void {
    this.touch(component, now);
    const { cells } = this;
    const row = component << rowShift;
    cells[row + column.inSystem]! += 1;
    cells[row + column.arrived]! += 1;
  }

  queue(component: number, now: Micros, change: 1 | -1): void {
    this.touch(component, now);
    const { cells } = this;
    const row = component << rowShift;
    const queued = (cells[row + column.queued] as number) + change;
    cells[row + column.queued] = queued;
    if (queued > (cells[row + column.queuedMax] as number)) cells[row + column.queuedMax] = queued;
  }

  /** The process died: nothing waits for it and no slot is taken. */
  clear(component: number, now: Micros): void {
    this.touch(component, now);
    this.cells[(component << rowShift) + column.queued] = 0;
    this.cells[(component << rowShift) + column.busy] = 0;
  }

  resize(component: number, now: Micros, slots: number): void {
    this.touch(component, now);
    this.cells[(component << rowShift) + column.slots] = slots;
  }

  /** A slot is taken (1) or freed (−1). */
  occupy(component: number, now: Micros, change: 1 | -1): void {
    this.touch(component, now);
    this.cells[(component << rowShift) + column.busy]! += change;
  }

  /** The longest queue since this was last asked. */
  takeLongestQueue(component: number): number {
    const longest = this.of(component, 'queuedMax');
    this.cells[(component << rowShift) + column.queuedMax] = this.of(component, 'queued');
    return longest;
  }

  recordWaiting(component: number, waited: Micros): void {
    const row = component << rowShift;
    this.cells[row + column.started]! += 1;
    this.cells[row + column.waitingSum]! += waited;
    this.waiting[component]?.record(waited);
  }

  /** The machine of a dead process refused a call for it: it came and failed at once, and was never inside. */
  refuse(component: number, causeCode: number): void {
    const row = component << rowShift;
    this.cells[row + column.arrived]! += 1;
    this.cells[row + column.failed]! += 1;
    this.causes[component * causeCount + causeCode]! += 1;
  }

  leave(component: number, now: Micros, reachedAt: Micros, causeCode: number): void {
    this.touch(component, now);
    const { cells } = this;
    const row = component << rowShift;
    cells[row + column.inSystem]! -= 1;
    cells[row + column.responseSum]! += now - reachedAt;
    if (causeCode === 0) {
      cells[row + column.answered]! += 1;
      return;
    }
    cells[row + column.failed]! += 1;
    this.causes[component * causeCount + causeCode]! += 1;
  }

  touchAll(now: Micros): void {
    for (let component = 0; component < this.count; component += 1) this.touch(component, now);
  }

  save(): MetersPlain {
    return {
      cells: this.cells.slice(),
      causes: this.causes.slice(),
      waiting: this.waiting.map((histogram) => histogram.save()),
    };
  }

  load(plain: MetersPlain): void {
    this.cells.set(plain.cells);
    this.causes.set(plain.causes);
    plain.waiting.forEach((histogram, component) => {
      this.waiting[component]?.load(histogram);
    });
  }
}

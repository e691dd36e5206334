/**
 * What a simulator looks like when written the obvious way: every event an object with a closure, in a binary heap of
 * objects; every customer an object in an array. It makes the same draws and schedules in the same order as
 * `kernel-workloads.ts`, so both must return the same sum: only the storage differs.
 */
import { unitExponential } from '../../src/engine/kernel/distributions.ts';
import { purposes } from '../../src/engine/kernel/draws.ts';
import type { Workload } from './kernel-workloads.ts';

interface ClosureEvent {
  readonly time: number;
  readonly seq: number;
  readonly action: () => void;
  isCancelled: boolean;
}

const isBefore = (x: ClosureEvent, y: ClosureEvent): boolean =>
  x.time < y.time || (x.time === y.time && x.seq < y.seq);

class ClosureCalendar {
  now = 0;
  private readonly heap: ClosureEvent[] = [];
  private seq = 0;

  schedule(delay: number, action: () => void): ClosureEvent {
    const event = { time: this.now + delay, seq: this.seq++, action, isCancelled: false };
    const heap = this.heap;
    let index = heap.length;
    heap.push(event);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] as ClosureEvent;
      if (isBefore(above, event)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = event;
    return event;
  }

  step(): boolean {
    for (;;) {
      const event = this.take();
      if (event === undefined) return false;
      if (event.isCancelled) continue;
      this.now = event.time;
      event.action();
      return true;
    }
  }

  private take(): ClosureEvent | undefined {
    const heap = this.heap;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as ClosureEvent, heap[child] as ClosureEvent))
        child += 1;
      if (isBefore(last, heap[child] as ClosureEvent)) break;
      heap[index] = heap[child] as ClosureEvent;
      index = child;
    }
    heap[index] = last;
    return top;
  }
}

interface Customer {
  readonly arrivedAt: number;
  readonly serviceTime: number;
  readonly timeout: ClosureEvent | undefined;
}

/** The sum of response times in Micros. */
export function runClosures(workload: Workload, customers: number): number {
  const calendar = new ClosureCalendar();
  const stations = Array.from({ length: workload.servers }, () => ({
    queue: [] as Customer[],
    isBusy: false,
  }));
  let total = 0;
  let arrived = 0;
  let done = 0;

  const serve = (station: { queue: Customer[]; isBusy: boolean }): void => {
    const customer = station.queue.shift();
    station.isBusy = customer !== undefined;
    if (customer === undefined) return;
    calendar.schedule(customer.serviceTime, () => {
      total += calendar.now - customer.arrivedAt;
      done += 1;
      if (customer.timeout !== undefined) customer.timeout.isCancelled = true;
      serve(station);
    });
  };
  const arrive = (): void => {
    const ordinal = arrived;
    arrived += 1;
    const gap = unitExponential(workload.seed, purposes.arrivalGap, arrived, 0);
    calendar.schedule(Math.round(gap * workload.meanGapMicros), arrive);
    const demand = unitExponential(workload.seed, purposes.serviceDemand, ordinal, 0);
    const customer: Customer = {
      arrivedAt: calendar.now,
      serviceTime: Math.round(demand * workload.meanServiceMicros),
      timeout:
        workload.timeoutMicros === undefined
          ? undefined
          : calendar.schedule(workload.timeoutMicros, () => {}),
    };
    const station = stations[ordinal % stations.length] as { queue: Customer[]; isBusy: boolean };
    station.queue.push(customer);
    if (!station.isBusy) serve(station);
  };
  calendar.schedule(0, arrive);
  while (done < customers && calendar.step());
  return total;
}

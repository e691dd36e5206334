/**
 * Queueing stations straight on the kernel, without messages or telemetry: what the calendar and the draws cost. Users
 * arrive one by one and go to the servers in turn; each server has an unbounded queue.
 */
import { Calendar } from '../../src/engine/kernel/calendar.ts';
import { unitExponential } from '../../src/engine/kernel/distributions.ts';
import { purposes } from '../../src/engine/kernel/draws.ts';

export interface Workload {
  readonly seed: number;
  readonly servers: number;
  readonly meanGapMicros: number;
  readonly meanServiceMicros: number;
  /** Scheduled for each customer and cancelled when it is done. */
  readonly timeoutMicros?: number;
}

const arrival = 1;
const departure = 2;
const timeout = 3;
/** Customers in the system at once; a power of two, far above what 90 % utilization ever holds. */
const ring = 1 << 15;

/** The sum of response times in Micros. `usesLanes: false` sends constant delays to the heap, for comparison. */
export function runKernel(workload: Workload, customers: number, usesLanes = true): number {
  const { seed, servers, meanGapMicros, meanServiceMicros, timeoutMicros } = workload;
  const calendar = new Calendar();
  const arrivedAt = new Float64Array(ring);
  const timeouts = new Int32Array(ring).fill(-1);
  const isBusy = new Uint8Array(servers);
  let total = 0;
  let arrived = 0;
  let done = 0;

  const start = (server: number, ordinal: number, now: number): void => {
    isBusy[server] = 1;
    const demand = unitExponential(seed, purposes.serviceDemand, ordinal, 0);
    calendar.schedule(now + Math.round(demand * meanServiceMicros), departure, server, ordinal, 0);
  };

  calendar.schedule(0, arrival, 0, 0, 0);
  while (done < customers && calendar.pop()) {
    const now = calendar.time;
    switch (calendar.kind) {
      case arrival: {
        const ordinal = arrived;
        arrived += 1;
        const gap = unitExponential(seed, purposes.arrivalGap, arrived, 0);
        calendar.schedule(now + Math.round(gap * meanGapMicros), arrival, 0, 0, 0);
        arrivedAt[ordinal & (ring - 1)] = now;
        if (timeoutMicros !== undefined) {
          timeouts[ordinal & (ring - 1)] = usesLanes
            ? calendar.scheduleAfter(now, timeoutMicros, timeout, 0, ordinal, 0)
            : calendar.schedule(now + timeoutMicros, timeout, 0, ordinal, 0);
        }
        const server = ordinal % servers;
        if (isBusy[server] === 0) start(server, ordinal, now);
        break;
      }
      case departure: {
        const server = calendar.target;
        const ordinal = calendar.a;
        total += now - (arrivedAt[ordinal & (ring - 1)] as number);
        done += 1;
        if (timeoutMicros !== undefined)
          calendar.cancel(timeouts[ordinal & (ring - 1)] as number, timeout, 0, ordinal, 0);
        // Customers of one server are every `servers`-th: its queue needs no storage.
        const next = ordinal + servers;
        if (next < arrived) start(server, next, now);
        else isBusy[server] = 0;
        break;
      }
      default:
        break;
    }
  }
  return total;
}

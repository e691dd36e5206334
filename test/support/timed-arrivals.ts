// One deterministic station whose requests arrive at given times: everything about such a run follows on paper.
import type { Blueprint } from '../../src/engine/blueprint.ts';
import { mm1 } from '../../src/scenario/templates/mm1.ts';
import { blueprintOf } from './engine-lab.ts';

export interface TimedStation {
  /** Micros, ascending. */
  readonly arrivals: readonly number[];
  readonly serviceMillis?: number;
  readonly objectiveMillis?: number;
  readonly warmupSeconds?: number;
  readonly queueCapacity?: number;
}

/** Reads only; the link takes no time, so a request's latency is its wait and its service. */
export function timedStation(options: TimedStation): Blueprint {
  const { arrivals, serviceMillis = 10, objectiveMillis = 100, warmupSeconds = 0, queueCapacity } = options;
  const blueprint = blueprintOf(
    { ...mm1, warmupSeconds, objectives: { latencyMillis: objectiveMillis, availability: 0.999 } },
    [
      'station.serviceDistribution=deterministic',
      `station.meanServiceMillis=${serviceMillis}`,
      ...(queueCapacity === undefined ? [] : [`station.queueCapacity=${queueCapacity}`]),
    ],
  );
  const zeros = new Int32Array(arrivals.length);
  const tape = {
    contentHash: '',
    offsets: Float64Array.from(arrivals),
    classes: new Uint8Array(arrivals.length),
    keys: zeros,
    clients: zeros,
    keyCount: 1,
    clientCount: 1,
  };
  return { ...blueprint, tape };
}

/** `count` arrivals within each second of [from, to), evenly, none on its boundary. */
export function evenArrivals(count: number, from: number, to: number): readonly number[] {
  const inSecond = (at: number) =>
    Array.from({ length: count }, (_, n) => at * 1_000_000 + Math.floor(((n + 0.5) * 1_000_000) / count));
  return Array.from({ length: to - from }, (_, second) => inSecond(from + second)).flat();
}

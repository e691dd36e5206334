/** Measured beside M/M/c: the same rate, holding time and slots put into Erlang's formulas. */
import { allenCunneen, mmc } from '../../algorithms/availability/queueing.ts';
import { ln } from '../../base/portable-math.ts';
import type { PerSecond, Ratio, Seconds } from '../../base/units.ts';
import { type Estimate, estimateRatio, theoryError } from './estimate.ts';
import type { Sample } from './samples.ts';

/** Of one member, as measured over the window. */
export interface Load {
  readonly arrivalRate: PerSecond;
  /** Mean time for which a call holds its slot. */
  readonly holding: Seconds;
  readonly servers: number;
  readonly members: number;
}

export type Agreement = 'agrees' | 'differs' | 'unknown';

export interface Comparison {
  readonly measured: Estimate;
  /** Undefined from full load on: there is no steady state. */
  readonly theory: number | undefined;
  readonly agreement: Agreement;
}

export const measures = ['utilization', 'waiting', 'queueLength', 'inSystem'] as const;
export type Measure = (typeof measures)[number];

export interface Theory {
  readonly comparisons: Readonly<Record<Measure, Comparison>>;
  /** Waiting if the members of a group shared one line, M/M/(members × servers). */
  readonly sharedWaiting: Seconds | undefined;
  /** Waiting by Allen and Cunneen, where both coefficients of variation are known and M/M/c is not meant. */
  readonly approximateWaiting: Seconds | undefined;
}

export const utilizationOf = ({ arrivalRate, holding, servers }: Load): Ratio =>
  (arrivalRate * holding) / servers;

function compare(measured: Estimate, theory: number | undefined): Comparison {
  const { low, high } = measured;
  if (theory === undefined || low === undefined || high === undefined)
    return { measured, theory, agreement: 'unknown' };
  return { measured, theory, agreement: theory >= low && theory <= high ? 'agrees' : 'differs' };
}

/**
 * Nobody waited, which is no interval. With probability `theoryError` that is seen of n calls although a share
 * ln(1/error)/n begins a spell of waiting; a spell has 1/(1 − ρ) calls and a wait is c·μ − λ to the −1 long.
 */
function boundOfNone(load: Load, calls: number): Seconds {
  const idle = 1 - utilizationOf(load);
  return (ln(1 / theoryError) / calls / idle) * (load.holding / (load.servers * idle));
}

function estimates(
  samples: readonly Sample[],
  batches: readonly (readonly Sample[])[],
  load: Load,
): Record<Measure, Estimate> {
  const estimate = (part: (sample: Sample) => number, whole: (sample: Sample) => number): Estimate =>
    estimateRatio(samples, batches, part, whole);
  const seconds = ({ width }: Sample): number => width;
  const slots = load.members * load.servers;
  const waiting = estimate(
    (sample) => sample.waiting,
    (sample) => sample.started,
  );
  const queueLength = estimate(({ queued }) => queued, seconds);
  const calls = samples.reduce((sum, { started }) => sum + started, 0);
  const none = waiting.value === 0 && waiting.high !== undefined && utilizationOf(load) < 1;
  const bound = none ? boundOfNone(load, calls) : 0;
  return {
    utilization: estimate(
      ({ busy }) => busy,
      ({ width }) => width * slots,
    ),
    waiting: none ? { ...waiting, high: bound } : waiting,
    queueLength: none ? { ...queueLength, high: bound * load.arrivalRate * load.members } : queueLength,
    inSystem: estimate(({ inside }) => inside, seconds),
  };
}

export function compareWithTheory(
  samples: readonly Sample[],
  batches: readonly (readonly Sample[])[],
  load: Load,
  variation: { readonly arrivals: number | undefined; readonly service: number | undefined },
): Theory {
  const { arrivalRate, holding, servers, members } = load;
  const measured = estimates(samples, batches, load);
  const utilization = utilizationOf(load);
  const isSteady = utilization < 1 && holding > 0;
  const theory = isSteady ? mmc({ arrivalRate, serviceRate: 1 / holding, servers }) : undefined;
  const shared =
    members > 1 && isSteady
      ? mmc({ arrivalRate: arrivalRate * members, serviceRate: 1 / holding, servers: servers * members })
      : undefined;
  const { arrivals, service } = variation;
  const factor = arrivals === undefined || service === undefined ? 1 : allenCunneen(arrivals, service);
  return {
    comparisons: {
      utilization: compare(measured.utilization, utilization),
      waiting: compare(measured.waiting, theory?.meanWaiting),
      queueLength: compare(measured.queueLength, theory && members * theory.meanQueueLength),
      inSystem: compare(measured.inSystem, theory && members * theory.meanInSystem),
    },
    sharedWaiting: shared?.meanWaiting,
    approximateWaiting: factor === 1 || theory === undefined ? undefined : factor * theory.meanWaiting,
  };
}

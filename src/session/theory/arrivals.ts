/**
 * Are arrivals Poisson? Only those drawn by the users are. A balancer that deals in turn gives each of k servers every
 * k-th arrival, whose gaps are sums of k exponentials: smoother, so they wait less (Kleinrock, Queueing Systems I, 4.2).
 */
import type { ComponentDescription } from '../../engine/description.ts';
import type { Dispersion, Reason } from './assumptions.ts';
import type { Routes } from './routes.ts';
import type { Sample } from './samples.ts';

/** Standard errors at 99 %. */
const spread = 2.576;
const fewestSeconds = 10;

/**
 * Mean over `members` of the variance of arrivals per second over their mean. Of n seconds of Poisson arrivals it is 1,
 * with variance 2/(n − 1) each.
 */
export function dispersionOf(members: readonly (readonly Sample[])[]): Dispersion | undefined {
  let sum = 0;
  let seconds = 0;
  for (const samples of members) {
    const counts = samples.filter(({ width }) => width === 1).map(({ arrived }) => arrived);
    const mean = counts.reduce((total, count) => total + count, 0) / counts.length;
    if (counts.length < fewestSeconds || mean === 0) return undefined;
    const squares = counts.reduce((total, count) => total + (count - mean) * (count - mean), 0);
    sum += squares / (counts.length - 1) / mean;
    seconds = counts.length;
  }
  const margin = spread * Math.sqrt(2 / ((seconds - 1) * members.length));
  return { measured: sum / members.length, low: Math.max(0, 1 - margin), high: 1 + margin, seconds };
}

export interface Arrivals {
  readonly reason: Reason;
  /** Coefficient of variation of the gaps, where it is known. */
  readonly cv: number | undefined;
}

export function judgeArrivals(
  routes: Routes,
  component: ComponentDescription,
  inRotation: (balancer: ComponentDescription) => number | undefined,
  dispersion: Dispersion | undefined,
): Arrivals {
  const callers = routes.callersOf(component.id);
  const balancer = callers.find(({ traits }) => traits.includes('pool'));
  const edge = callers.find(({ traits }) => traits.includes('cache'));
  if (callers.every(({ traits }) => traits.includes('source'))) {
    if (routes.description.arrivals === 'tape') return { reason: { kind: 'replayed' }, cv: undefined };
    return { reason: { kind: 'drawnAtRandom' }, cv: 1 };
  }
  if (edge !== undefined && callers.length === 1)
    return { reason: { kind: 'thinned', by: edge.id, dispersion }, cv: undefined };
  if (balancer !== undefined && callers.length === 1) {
    const before = judgeArrivals(routes, balancer, inRotation, dispersion);
    const servers = inRotation(balancer);
    if (servers === undefined || servers <= 1) return before;
    const cv = before.cv === 1 ? Math.sqrt(1 / servers) : undefined;
    return { reason: { kind: 'dealtInTurn', balancer: balancer.id, servers, dispersion }, cv };
  }
  return { reason: { kind: 'sentByServers', callers: callers.length, dispersion }, cv: undefined };
}

import {
  bulkhead,
  circuitBreaker,
  deadline,
  hedge,
  retryBudget,
  retryPolicy,
} from '../../../src/algorithms/index.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

/** A breaker and the permits that its callers hold. */
interface Called {
  readonly breaker: circuitBreaker.CircuitBreaker;
  readonly permits: number[];
}

const breakerLife = (options: circuitBreaker.CircuitBreakerOptions): Life =>
  life<Called>(
    'circuitBreaker',
    () => ({ breaker: circuitBreaker.create(options), permits: [] }),
    ({ breaker, permits }, chance) => {
      const now = chance.pass(100);
      const told = [circuitBreaker.stateOf(breaker, now), circuitBreaker.nextDue(breaker)];
      if (chance.below(2) === 0) {
        const permit = circuitBreaker.tryAcquire(breaker, now);
        if (permit !== undefined) permits.push(permit);
        return [...told, permit];
      }
      if (chance.below(20) === 0) return [...told, circuitBreaker.advance(breaker, now + 50)];
      if (permits.length === 0) return told;
      const [permit] = permits.splice(chance.below(permits.length), 1);
      const outcome = chance.pick(['ok', 'ok', 'failed'] as const);
      circuitBreaker.report(breaker, now, permit as number, outcome, chance.below(100));
      return [...told, breaker.mode];
    },
  );

const openFor = 300;

const breakers: readonly Life[] = [
  breakerLife({ failureThreshold: 3, successThreshold: 2, openFor, window: 1_000 }),
  breakerLife({ failureThreshold: 2, openFor, window: { kind: 'consecutive' }, halfOpenBy: 'call' }),
  breakerLife({
    failureThreshold: 0.3,
    openFor,
    window: { kind: 'ratioInPeriod', period: 2_000, minimumVolume: 5, volume: 'attempts' },
    halfOpenLimit: 3,
    clearOnClose: false,
  }),
  breakerLife({
    failureThreshold: 0.5,
    openFor,
    window: {
      kind: 'ratioInPeriod',
      period: 2_000,
      minimumVolume: 5,
      rotateBy: 'outcome',
      boundary: 'atLeast',
    },
  }),
  breakerLife({
    failureThreshold: 0.3,
    openFor,
    window: { kind: 'ratioInCount', size: 20, minimumVolume: 5 },
    slowAfter: 80,
  }),
];

const policies: readonly Life[] = (['linear', 'exponential', 'full', 'equal', 'decorrelated'] as const).map(
  (kind) =>
    life(
      'retryPolicy',
      () => retryPolicy.create({ kind, base: 50, cap: 2_000, attempts: 8 }),
      (s, chance) => retryPolicy.delayBefore(s, 1 + chance.below(9), chance.unit),
    ),
);

function hedgeStep(s: hedge.Hedge, chance: Chance): unknown {
  const now = chance.pass(1_000);
  hedge.recordRequest(s, now);
  const delay = hedge.delayBeforeHedge(s);
  const isSent = chance.below(5) === 0 && hedge.tryHedge(s, now);
  const winner = isSent && chance.below(2) === 0 ? 'second' : 'first';
  hedge.recordAnswer(s, winner, chance.below(10_000));
  return [delay, isSent, s.sent, s.won];
}

function bulkheadStep(s: bulkhead.Bulkhead<number>, chance: Chance): unknown {
  const now = chance.pass(50);
  const id = chance.below(1_000);
  switch (chance.below(5)) {
    case 0:
    case 1:
      return bulkhead.tryEnter(s, now, id);
    case 2:
      return s.active > 0 ? bulkhead.leave(s, now) : undefined;
    case 3:
      return bulkhead.giveUp(s, s.queue[0]?.id ?? id);
    default:
      return bulkhead.dropOverdue(s, now);
  }
}

export const lives: readonly Life[] = [
  ...breakers,
  ...policies,
  life(
    'retryBudget',
    () => retryBudget.create({ ratio: 0.2, capacity: 5, minimumPerSecond: 10 }),
    (s, chance) => {
      const now = chance.pass(50_000);
      if (chance.below(2) === 0) retryBudget.recordRequest(s, now);
      return [retryBudget.tryRetry(s, now), retryBudget.available(s, now)];
    },
  ),
  life('bulkhead', () => bulkhead.create<number>({ limit: 2, queueLimit: 3, maxWait: 100 }), bulkheadStep),
  life('hedge', () => hedge.create({ quantile: 0.9, samples: 50, ratio: 0.1, burst: 3 }), hedgeStep),
  life('hedge', () => hedge.create({ after: 500 }), hedgeStep),
  life(
    'deadline',
    () => deadline.create({ now: 0, timeout: 1_000_000 }),
    (s, chance) => {
      const now = chance.pass(2_000);
      if (chance.below(50) === 0) deadline.tighten(s, now, 1 + chance.below(500_000));
      const timeout = 1 + chance.below(100_000);
      return [
        deadline.remaining(s, now),
        deadline.isExpired(s, now),
        deadline.admits(s, now, timeout),
        deadline.childTimeout(s, now, { timeout, reserve: chance.below(1_000) }),
      ];
    },
  ),
];

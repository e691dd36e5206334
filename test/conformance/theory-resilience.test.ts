// The closed forms of retries, half-open probes, false trips, Little's law and fan-out.
import { describe, expect, it } from 'vitest';
import { circuitBreaker, hedge, queueing, retryBudget, retryPolicy } from '../../src/algorithms/index.ts';
import { openRecording } from '../support/recording.ts';

type Rows = readonly (readonly number[])[];

/** Recorded with so many digits. */
const eightDigits = 1e-7;

/** What one half-open episode of our breaker comes to, over all outcomes of its probes: exact, no draws. */
function episode(probeSuccess: number, successThreshold: number): { closes: number; probes: number } {
  const follow = (outcomes: readonly ('ok' | 'failed')[]): { closes: number; probes: number } => {
    const s = circuitBreaker.create({ failureThreshold: 1, successThreshold, openFor: 1, window: 10 });
    circuitBreaker.report(s, 0, circuitBreaker.tryAcquire(s, 0) as number, 'failed', 0);
    circuitBreaker.advance(s, 1);
    for (const outcome of outcomes)
      circuitBreaker.report(s, 1, circuitBreaker.tryAcquire(s, 1) as number, outcome, 0);
    if (s.mode !== 'halfOpen') return { closes: s.mode === 'closed' ? 1 : 0, probes: outcomes.length };
    const [good, bad] = [follow([...outcomes, 'ok']), follow([...outcomes, 'failed'])];
    return {
      closes: probeSuccess * good.closes + (1 - probeSuccess) * bad.closes,
      probes: probeSuccess * good.probes + (1 - probeSuccess) * bad.probes,
    };
  };
  return follow([]);
}

describe('theory.json', () => {
  it('retry', () => {
    const recording = openRecording('theory.json', 'retry');
    recording.peek<Rows>('rows').forEach(([failure = 0, retries = 0], row) => {
      const failed = retryPolicy.failureAfterRetries(failure, retries);
      const attempts = retryPolicy.expectedAttempts(failure, retries);
      recording.within(['rows', row], [failure, retries, attempts, failed], eightDigits);
    });
    recording.peek<Rows>('layers').forEach(([attempts = 0, layers = 0], row) => {
      recording.equal(['layers', row], [attempts, layers, retryPolicy.layeredAttempts(attempts, layers)]);
    });
    // A service that is down, every failure retried as often as the budget lets it: the reserve of one is the +1.
    recording.peek<Rows>('budget', 'rows').forEach(([ratio = 0], row) => {
      const s = retryBudget.create({ ratio, capacity: 1 });
      const requests = 100_000;
      let load = 0;
      for (let request = 0; request < requests; request += 1) {
        retryBudget.recordRequest(s, request);
        load += 1;
        while (retryBudget.tryRetry(s, request)) load += 1;
      }
      expect(load).toBeLessThanOrEqual(requests * (1 + ratio) + 1);
      recording.within(['budget', 'rows', row], [ratio, load / requests], 2 / requests);
    });
    recording.peek<Rows>('overloadFixedPoint', 'rows').forEach(([offered = 0, retries = 0], row) => {
      const { total, failure, goodput } = retryPolicy.overload({ capacity: 100, offered, retries });
      // Written down to six digits, p to five.
      const at = ['overloadFixedPoint', 'rows', row];
      recording.within(at, [offered, retries, total, failure, goodput], 2e-5);
    });
    const s = retryPolicy.create({ kind: 'linear', base: 50_000, cap: 2_000_000 });
    const delays = Array.from({ length: 60 }, (_, index) => {
      return (retryPolicy.delayBefore(s, index + 1, () => 0) as number) / 1_000;
    });
    recording.peek<Rows>('backoff', 'articleLinear').forEach(([times = 0], row) => {
      const sum = delays.slice(0, times).reduce((total, delay) => total + delay, 0);
      recording.equal(['backoff', 'articleLinear', row], [times, delays[times - 1], sum]);
    });
    for (const path of [['formula'], ['cite'], ['budget', 'formula'], ['backoff', 'formula']])
      recording.note(...path);
    recording.note('overloadFixedPoint', 'desc');
    recording.note('overloadFixedPoint', 'columns');
    recording.expectNothingSkipped();
  });

  it('halfOpen: our breaker over all outcomes, and the closed form', () => {
    const recording = openRecording('theory.json', 'halfOpen');
    recording.peek<Rows>('rows').forEach(([probeSuccess = 0, successThreshold = 0], row) => {
      const { closes, probes } = episode(probeSuccess, successThreshold);
      const proper = circuitBreaker.recoveryOdds({ probeSuccess, successThreshold });
      expect(proper.closeProbability).toBeCloseTo(closes, 12);
      expect(proper.meanProbes).toBeCloseTo(probes, 12);
      // Five failures reopen, and successes need not be in a row.
      const lax = circuitBreaker.recoveryOdds({ probeSuccess, successThreshold, failuresToReopen: 5 });
      const { meanEpisodes } = proper;
      recording.within(
        ['rows', row],
        [
          probeSuccess,
          successThreshold,
          closes,
          probes,
          meanEpisodes,
          (meanEpisodes - 1) * 60,
          lax.closeProbability,
          lax.meanProbes,
        ],
        eightDigits,
      );
    });
    recording.note('desc');
    recording.note('columns');
    recording.expectNothingSkipped();
  });

  it('countBreakerFalseTrip', () => {
    const recording = openRecording('theory.json', 'countBreakerFalseTrip');
    recording.peek<Rows>('rows').forEach(([rate = 0, errors = 0], row) => {
      const mean = rate * errors * 10;
      const odds = circuitBreaker.falseTripProbability(mean, 5);
      // Recorded as 1 − P(fewer), which leaves 2e-16 of rounding: of 2.6e-14 that is the third digit.
      recording.within(['rows', row], [rate, errors, mean, odds], eightDigits, 2e-16);
    });
    recording.note('desc');
    recording.note('columns');
    recording.expectNothingSkipped();
  });

  it('little', () => {
    const recording = openRecording('theory.json', 'little');
    recording.peek<Rows>('rows').forEach(([rate = 0, duration = 0], row) => {
      const inFlight = queueing.little({ arrivalRate: rate, time: duration });
      recording.within(['rows', row], [rate, duration, inFlight], 1e-12);
    });
    // "30 s … at 100 req/s … → 3000 in flight; with 5 s timeout 500"
    const pools = [30, 5].map((time) => queueing.little({ arrivalRate: 100, time }));
    const text = recording.peek<string>('pool');
    recording.judged(
      ['pool'],
      pools.every((pool) => text.includes(String(pool))),
      'its two figures recomputed',
      2,
    );
    recording.note('formula');
    recording.expectNothingSkipped();
  });

  it('fanout', () => {
    const recording = openRecording('theory.json', 'fanout');
    recording.peek<Rows>('rows').forEach(([slow = 0, parts = 0], row) => {
      recording.within(['rows', row], [slow, parts, hedge.anySlow(slow, parts)], eightDigits);
    });
    recording.peek<Rows>('maxOfNExp', 'rows').forEach(([parts = 0], row) => {
      const slowest = [hedge.slowestMean(parts), hedge.slowestQuantile(parts, 0.99)];
      recording.within(['maxOfNExp', 'rows', row], [parts, ...slowest], eightDigits);
    });
    recording.peek<Rows>('neededLeafPercentile', 'rows').forEach(([parts = 0], row) => {
      const needed = [hedge.partQuantile(0.5, parts), hedge.partQuantile(0.99, parts)];
      recording.within(['neededLeafPercentile', 'rows', row], [parts, ...needed], eightDigits);
    });
    recording.peek<Rows>('hedge', 'rows').forEach(([after = 0], row) => {
      const hedged = [hedge.hedgedExtraLoad(after), hedge.hedgedQuantile(after, 0.99)];
      recording.within(['hedge', 'rows', row], [after, ...hedged], eightDigits);
    });
    for (const path of [['formula'], ['cite'], ['hedge', 'columns']]) recording.note(...path);
    for (const part of ['maxOfNExp', 'neededLeafPercentile', 'hedge']) recording.note(part, 'formula');
    recording.expectNothingSkipped();
  });
});

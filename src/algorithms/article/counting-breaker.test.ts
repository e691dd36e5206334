// Each defect of the article's breaker as a case of its own, beside the right breaker in the same course of events.
import { describe, expect, it } from 'vitest';
import { microsFromSeconds } from '../../base/units.ts';
import * as circuitBreaker from '../resilience/circuit-breaker.ts';
import * as breaker from './counting-breaker.ts';

const seconds = microsFromSeconds;
const options = { failureThreshold: 5, successThreshold: 2, openFor: seconds(60) };

const ours = (): breaker.CountingBreaker => breaker.create({ ...options, period: seconds(10) });
const right = (): circuitBreaker.CircuitBreaker => circuitBreaker.create({ ...options, window: seconds(10) });

function callOurs(s: breaker.CountingBreaker, now: number, outcome: 'ok' | 'failed'): breaker.Mode {
  if (breaker.tryAcquire(s, now)) breaker.report(s, now, outcome);
  return breaker.stateOf(s);
}

function callRight(s: circuitBreaker.CircuitBreaker, now: number, outcome: 'ok' | 'failed'): string {
  const permit = circuitBreaker.tryAcquire(s, now);
  if (permit !== undefined) circuitBreaker.report(s, now, permit, outcome, 0);
  return circuitBreaker.stateOf(s, now);
}

function tripped(): [breaker.CountingBreaker, circuitBreaker.CircuitBreaker] {
  const [mine, other] = [ours(), right()];
  for (let count = 0; count < 5; count += 1) {
    callOurs(mine, 0, 'failed');
    callRight(other, 0, 'failed');
  }
  expect([breaker.stateOf(mine), circuitBreaker.stateOf(other, 0)]).toEqual(['open', 'open']);
  return [mine, other];
}

describe('the article’s breaker', () => {
  it('failedProbeIgnored: four failed probes do not open it again', () => {
    const [mine, other] = tripped();
    for (let count = 0; count < 4; count += 1) {
      expect(callOurs(mine, seconds(61), 'failed')).toBe('halfOpen');
      expect(callRight(other, seconds(61), 'failed')).toBe('open');
    }
    expect(callOurs(mine, seconds(61), 'failed')).toBe('open');
  });

  it('noProbeLimit: a hundred may call at once', () => {
    const [mine, other] = tripped();
    const hundred = Array.from({ length: 100 }, () => seconds(61));
    expect(hundred.filter((now) => breaker.tryAcquire(mine, now)).length).toBe(100);
    expect(hundred.filter((now) => circuitBreaker.tryAcquire(other, now) !== undefined).length).toBe(1);
  });

  it('successesNotConsecutive: success, failure, success closes it', () => {
    const [mine, other] = tripped();
    const outcomes = ['ok', 'failed', 'ok'] as const;
    expect(outcomes.map((outcome) => callOurs(mine, seconds(61), outcome))).toEqual([
      'halfOpen',
      'halfOpen',
      'closed',
    ]);
    expect(outcomes.map((outcome) => callRight(other, seconds(61), outcome)).at(-1)).toBe('open');
  });

  it('failuresOutliveRecovery: closed, and one failure trips it', () => {
    const short = breaker.create({ ...options, openFor: seconds(1), period: seconds(10) });
    for (let count = 0; count < 5; count += 1) callOurs(short, 0, 'failed');
    callOurs(short, seconds(2), 'ok');
    expect(callOurs(short, seconds(2), 'ok')).toBe('closed');
    expect(short.failureCount).toBe(0);
    expect(callOurs(short, seconds(3), 'failed')).toBe('open');
    const other = circuitBreaker.create({ ...options, openFor: seconds(1), window: seconds(10) });
    for (let count = 0; count < 5; count += 1) callRight(other, 0, 'failed');
    callRight(other, seconds(2), 'ok');
    expect(callRight(other, seconds(2), 'ok')).toBe('closed');
    expect(callRight(other, seconds(3), 'failed')).toBe('closed');
  });

  it('lateResultsCount: two calls from before the trip close it', () => {
    const [mine, other] = [ours(), right()];
    const permits = [1, 2].map(() => circuitBreaker.tryAcquire(other, 0) as number);
    for (let count = 0; count < 5; count += 1) {
      callOurs(mine, 0, 'failed');
      callRight(other, 0, 'failed');
    }
    breaker.tryAcquire(mine, seconds(61));
    circuitBreaker.tryAcquire(other, seconds(61));
    for (const permit of permits) {
      breaker.report(mine, seconds(62), 'ok');
      circuitBreaker.report(other, seconds(62), permit, 'ok', seconds(62));
    }
    expect(breaker.stateOf(mine)).toBe('closed');
    expect(circuitBreaker.stateOf(other, seconds(62))).toBe('halfOpen');
  });

  it('countInsteadOfRate: 2.5 % of two hundred calls trip it', () => {
    const mine = ours();
    const byRate = circuitBreaker.create({
      failureThreshold: 0.5,
      openFor: seconds(60),
      window: { kind: 'ratioInPeriod', period: seconds(10), buckets: 10, minimumVolume: 5 },
    });
    const states = Array.from({ length: 200 }, (_, index) => {
      const outcome = index % 40 === 0 ? 'failed' : 'ok';
      return [callOurs(mine, index * 49_000, outcome), callRight(byRate, index * 49_000, outcome)];
    });
    expect(states.at(-1)).toEqual(['open', 'closed']);
  });

  it('deadlineInWallTime: a clock set back an hour keeps it open an hour longer', () => {
    const mine = ours();
    const noon = seconds(12 * 3600);
    for (let count = 0; count < 5; count += 1) callOurs(mine, noon, 'failed');
    const back = noon - seconds(3600);
    expect(breaker.tryAcquire(mine, back + seconds(3659))).toBe(false);
    expect(breaker.tryAcquire(mine, back + seconds(3660))).toBe(true);
  });

  it('toldAfterTheChange: a trip is told as open to open', () => {
    const mine = ours();
    const told = Array.from({ length: 5 }, () => breaker.report(mine, 0, 'failed'));
    expect(told.at(-1)).toEqual({ from: 'open', to: 'open' });
    expect(told.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('refuses bad options', () => {
    expect(() => breaker.create({ ...options, period: 0 })).toThrow('period: more than 0');
    expect(() => breaker.create({ ...options, period: 1, failureThreshold: 0 })).toThrow('failureThreshold');
  });
});

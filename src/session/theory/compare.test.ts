// Measures beside theory on samples made by hand, with Erlang's formula for two servers written out.
import { describe, expect, it } from 'vitest';
import { compareWithTheory, type Load, utilizationOf } from './compare.ts';
import type { Sample } from './samples.ts';

/** One second in which everything goes as given; 20 calls a second. */
const sample = (second: number, given: Partial<Sample> = {}): Sample => ({
  second,
  width: 1,
  arrived: 20,
  ended: 20,
  failed: 0,
  started: 20,
  busy: 0.8,
  queued: 0.4,
  inside: 1.2,
  queueMost: 3,
  waiting: 0.5,
  response: 1,
  ...given,
});

const load: Load = { arrivalRate: 20, holding: 0.04, servers: 1, members: 1 };
const unknown = { arrivals: undefined, service: undefined };
const ten = (given: Partial<Sample> = {}) => Array.from({ length: 10 }, (_, second) => sample(second, given));
const each = (samples: readonly Sample[]) => samples.map((one) => [one]);

describe('what is measured', () => {
  const samples = ten();
  const { comparisons } = compareWithTheory(samples, each(samples), { ...load, members: 2 }, unknown);

  it('is busy slots over slots, waiting over calls that got one, and averages over time', () => {
    expect(comparisons.utilization.measured.value).toBeCloseTo(0.8 / 2, 12);
    expect(comparisons.waiting.measured.value).toBeCloseTo(0.5 / 20, 12);
    expect(comparisons.queueLength.measured.value).toBeCloseTo(0.4, 12);
    expect(comparisons.inSystem.measured.value).toBeCloseTo(1.2, 12);
  });

  it('is divided by all slots of all members', () => {
    const wide = compareWithTheory(samples, each(samples), { ...load, servers: 4, members: 2 }, unknown);
    expect(wide.comparisons.utilization.measured.value).toBeCloseTo(0.8 / 8, 12);
  });

  it('weighs joined rows by their width', () => {
    const joined = [sample(0, { queued: 4, width: 5 }), sample(5, { queued: 1, width: 5 })];
    expect(compareWithTheory(joined, [], load, unknown).comparisons.queueLength.measured.value).toBeCloseTo(
      0.5,
      12,
    );
  });
});

describe('what theory says', () => {
  const samples = ten();

  it('of one server: ρ = λ/μ, Wq = ρ/(μ − λ), Lq = λ Wq, L = ρ/(1 − ρ)', () => {
    const { comparisons } = compareWithTheory(samples, each(samples), load, unknown);
    expect(utilizationOf(load)).toBeCloseTo(0.8, 12);
    expect(comparisons.utilization.theory).toBeCloseTo(0.8, 12);
    expect(comparisons.waiting.theory).toBeCloseTo(0.8 / 5, 12);
    expect(comparisons.queueLength.theory).toBeCloseTo(20 * (0.8 / 5), 12);
    expect(comparisons.inSystem.theory).toBeCloseTo(4, 12);
  });

  it('of a group: lines and calls of all members, and one line shared by them', () => {
    const group: Load = { ...load, members: 2 };
    const { comparisons, sharedWaiting } = compareWithTheory(samples, each(samples), group, unknown);
    expect(comparisons.waiting.theory).toBeCloseTo(0.16, 12);
    expect(comparisons.queueLength.theory).toBeCloseTo(2 * 3.2, 12);
    expect(comparisons.inSystem.theory).toBeCloseTo(2 * 4, 12);
    // Two servers, 40/s: a share 2ρ²/(1 + ρ) waits 1/(2μ − λ).
    expect(sharedWaiting).toBeCloseTo((2 * 0.64) / 1.8 / (50 - 40), 12);
  });

  it('is nothing from full load on, nor where no call took any time', () => {
    const full = compareWithTheory(samples, each(samples), { ...load, holding: 0.05 }, unknown);
    expect(full.comparisons.waiting).toMatchObject({ theory: undefined, agreement: 'unknown' });
    expect(full.comparisons.utilization.theory).toBeCloseTo(1, 12);
    const none = compareWithTheory(samples, each(samples), { ...load, holding: 0, members: 2 }, unknown);
    expect([none.comparisons.waiting.theory, none.sharedWaiting]).toEqual([undefined, undefined]);
  });

  it('is corrected by (Ca² + Cs²)/2 where both are known and it is not 1', () => {
    const approximate = (arrivals: number | undefined, service: number | undefined) =>
      compareWithTheory(samples, each(samples), load, { arrivals, service }).approximateWaiting;
    expect(approximate(1, 0)).toBeCloseTo(0.16 / 2, 12);
    expect(approximate(0.5, 2)).toBeCloseTo((0.16 * 4.25) / 2, 12);
    expect(approximate(1, 1)).toBeUndefined();
    expect(approximate(1, undefined)).toBeUndefined();
    expect(approximate(undefined, 0)).toBeUndefined();
  });
});

describe('they agree', () => {
  it('when theory lies within the interval, its ends included', () => {
    // Every batch alike: the interval is the one value.
    const exact = ten({ inside: 4 });
    const at = (inside: number) =>
      compareWithTheory(exact, each(exact), { ...load, holding: inside / (1 + inside) / 20 }, unknown);
    expect(at(3).comparisons.inSystem.agreement).toBe('differs');
    expect(at(5).comparisons.inSystem.agreement).toBe('differs');
    const spread = exact.map((one, second) => ({ ...one, inside: second % 2 === 0 ? 3 : 5 }));
    const wide = compareWithTheory(spread, each(spread), load, unknown).comparisons.inSystem;
    expect(wide.measured.low).toBeLessThan(4);
    expect(wide.measured.high).toBeGreaterThan(4);
    expect(wide.agreement).toBe('agrees');
  });

  it('or is unknown without an interval', () => {
    const samples = ten();
    expect(compareWithTheory(samples, [], load, unknown).comparisons.waiting.agreement).toBe('unknown');
  });
});

describe('where nobody waited', () => {
  // 200 calls of 4 ms at 20/s: ρ = 0.08.
  const idle: Load = { ...load, holding: 0.004 };
  const samples = ten({ waiting: 0, queued: 0, busy: 0.08 });
  const { waiting, queueLength } = compareWithTheory(samples, each(samples), idle, unknown).comparisons;

  it('the bound is a spell of waiting that n calls had missed with probability 0.01', () => {
    const share = Math.log(100) / 200;
    const bound = (share / 0.92) * (0.004 / 0.92);
    expect(waiting.measured).toMatchObject({ value: 0, low: 0 });
    expect(waiting.measured.high).toBeCloseTo(bound, 12);
    expect(queueLength.measured.high).toBeCloseTo(bound * 20, 12);
  });

  it('and of a group the line is that of all members', () => {
    const group = compareWithTheory(samples, each(samples), { ...idle, members: 3 }, unknown).comparisons;
    expect(group.queueLength.measured.high).toBeCloseTo(3 * 20 * (group.waiting.measured.high ?? 0), 12);
  });
});

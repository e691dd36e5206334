import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitDraw } from '../../../test/support/unit-draw.ts';
import * as amdahl from './amdahl.ts';
import * as autoscaler from './autoscaler.ts';
import * as scalingCost from './scaling-cost.ts';
import * as usl from './usl.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const second = 1_000_000;

describe('laws of scaling', () => {
  it('more servers never slow Amdahl down, and never pass his limit', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 5000 }), (serialShare, servers) => {
        const now = amdahl.speedup({ serialShare, servers });
        expect(amdahl.speedup({ serialShare, servers: servers + 1 })).toBeGreaterThanOrEqual(
          now * (1 - 1e-12),
        );
        expect(now).toBeLessThanOrEqual(amdahl.limit({ serialShare }) * (1 + 1e-12));
      }),
    );
  });

  it('without coherency the universal law is Amdahl’s; with it, the best whole number lies beside its peak', () => {
    fc.assert(
      fc.property(
        share,
        fc.double({ min: 1e-5, max: 0.01, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        (contention, coherency, servers) => {
          expect(usl.capacity({ contention, coherency: 0, servers })).toBeCloseTo(
            amdahl.speedup({ serialShare: contention, servers }),
            9,
          );
          const peak = Math.max(1, usl.peak({ contention, coherency }));
          const best = Math.max(
            ...[Math.floor(peak), Math.ceil(peak)].map((count) =>
              usl.capacity({ contention, coherency, servers: count }),
            ),
          );
          expect(usl.capacity({ contention, coherency, servers })).toBeLessThanOrEqual(best * (1 + 1e-12));
        },
      ),
    );
  });

  it('refuses what is no share and no server', () => {
    expect(() => amdahl.speedup({ serialShare: 1.5, servers: 2 })).toThrow('serialShare: 0 … 1');
    expect(() => usl.capacity({ contention: 0.1, coherency: -1, servers: 2 })).toThrow(
      'coherency: at least 0',
    );
    expect(usl.peak({ contention: 1, coherency: 0 })).toBe(Number.POSITIVE_INFINITY);
    expect(() => usl.capacity({ contention: 0.1, coherency: 0, servers: 0 })).toThrow(
      'servers: a whole number',
    );
  });
});

describe('scaling cost', () => {
  const s = scalingCost.create({ unit: 1, exponent: 1.35, ceiling: 8, balancer: 0.6 });

  it('is what the exponent says up to the ceiling, and linear with a balancer beside it', () => {
    expect(scalingCost.vertical(s, 4)).toBeCloseTo(4 ** 1.35, 12);
    expect(scalingCost.vertical(s, 8)).toBeCloseTo(16.56, 2);
    expect(scalingCost.vertical(s, 9)).toBeUndefined();
    expect(scalingCost.horizontal(s, 4)).toBeCloseTo(4.6, 12);
    expect(scalingCost.horizontal(s, 4, 1)).toBeCloseTo(5.6, 12);
    expect(scalingCost.horizontal(s, 1)).toBe(1);
    expect(scalingCost.crossover(s)).toBe(3);
  });

  it('finds the crossover by the price list, or beyond the biggest machine', () => {
    const dear = scalingCost.create({ unit: 1, exponent: 1.05, ceiling: 1000, balancer: 5 });
    let counted = 2;
    while ((scalingCost.vertical(dear, counted) ?? Infinity) <= scalingCost.horizontal(dear, counted))
      counted += 1;
    expect(scalingCost.crossover(dear)).toBe(counted);
    const inStep = scalingCost.create({ unit: 1, exponent: 1, ceiling: 1e12, balancer: 1 });
    expect(scalingCost.crossover(inStep)).toBe(1e12 + 1);
    expect(() => scalingCost.horizontal(s, 2, -3)).toThrow('spare: a whole number of at least 0');
  });

  it('refuses a discount for size and a capacity of nothing', () => {
    expect(() => scalingCost.create({ unit: 1, exponent: 0.5, ceiling: 8, balancer: 0 })).toThrow(
      'exponent: at least 1',
    );
    expect(() => scalingCost.vertical(s, 0)).toThrow('capacity: more than 0');
  });
});

describe('autoscaler', () => {
  const options = {
    min: 2,
    max: 10,
    target: 0.5,
    warmUp: 60 * second,
    cooldownOut: 30 * second,
    cooldownIn: 300 * second,
  };

  it('orders what brings utilization to the target, once, and waits for it', () => {
    const s = autoscaler.create(options);
    expect(autoscaler.observe(s, 0, 0.9)).toBe(2);
    expect(autoscaler.servers(s)).toEqual({ ready: 2, warming: 2 });
    // The ready ones are as busy as before: what is on order is not ordered again.
    expect(autoscaler.observe(s, 31 * second, 0.9)).toBe(0);
    expect(autoscaler.nextDue(s)).toBe(60 * second);
    expect(autoscaler.advance(s, 60 * second)).toBe(true);
    expect(autoscaler.servers(s)).toEqual({ ready: 4, warming: 0 });
  });

  it('leaves a tolerance alone, cools down, and takes back what is on order first', () => {
    const s = autoscaler.create(options);
    expect(autoscaler.observe(s, 0, 0.54)).toBe(0);
    expect(autoscaler.observe(s, second, 2)).toBe(6);
    expect(autoscaler.observe(s, 2 * second, 5)).toBe(0);
    expect(autoscaler.observe(s, 31 * second, 5)).toBe(2);
    expect(autoscaler.observe(s, 40 * second, 0.1)).toBe(0);
    expect(autoscaler.observe(s, 331 * second, 0.1)).toBe(-8);
    expect(autoscaler.servers(s)).toEqual({ ready: 2, warming: 0 });
  });

  it('orders by the decimals as written: 15 · 0.68 / 0.6 is 17', () => {
    const wanted = (ready: number, utilization: number, target: number): number =>
      autoscaler.wanted({ ...autoscaler.create({ ...options, max: 100, target }), ready }, utilization);
    expect([wanted(15, 0.68, 0.6), wanted(25, 0.56, 0.5), wanted(36, 0.05, 0.6)]).toEqual([17, 28, 3]);
    // Exactly ten per cent above the target is within a tolerance of 0.1.
    expect([wanted(20, 0.55, 0.5), wanted(20, 0.551, 0.5)]).toEqual([20, 23]);
  });

  it('calls nothing off that is on its way while the ready are too busy', () => {
    const s = autoscaler.create({ ...options, cooldownIn: 0 });
    expect(autoscaler.observe(s, 0, 2)).toBe(6);
    expect(autoscaler.observe(s, 31 * second, 1)).toBe(0);
    expect(autoscaler.servers(s)).toEqual({ ready: 2, warming: 6 });
  });

  it('stays within its limits whatever it is told', () => {
    const told = fc.tuple(
      fc.nat(200),
      unitDraw.map((unit) => 5 * unit),
    );
    fc.assert(
      fc.property(fc.array(told, { maxLength: 60, size: 'max' }), (steps) => {
        const s = autoscaler.create(options);
        let now = 0;
        for (const [pause, utilization] of steps) {
          now += pause * second;
          autoscaler.observe(s, now, utilization);
          const { ready, warming } = autoscaler.servers(s);
          expect(ready).toBeGreaterThanOrEqual(options.min);
          expect(ready + warming).toBeLessThanOrEqual(options.max);
        }
      }),
    );
  });

  it('refuses limits that cross and measurements that are none', () => {
    expect(() => autoscaler.create({ ...options, max: 1 })).toThrow('max: at least min = 2');
    expect(() => autoscaler.create({ ...options, target: 0 })).toThrow('target: more than 0');
    expect(() => autoscaler.observe(autoscaler.create(options), 0, Number.NaN)).toThrow(
      'utilization: at least 0',
    );
  });
});

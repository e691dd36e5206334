import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as replicationLag from './replication-lag.ts';

const law = fc.oneof(
  fc.record({ kind: fc.constant('fixed' as const), applyDelay: fc.nat(1_000_000) }),
  fc.record({
    kind: fc.constant('exponential' as const),
    mean: fc.integer({ min: 1_000, max: 1_000_000 }),
    applyDelay: fc.nat(1_000_000),
  }),
  fc.record({
    kind: fc.constant('logLogistic' as const),
    median: fc.integer({ min: 1_000, max: 1_000_000 }),
    shape: fc.double({ min: 0.8, max: 5, noNaN: true }),
    applyDelay: fc.nat(1_000_000),
  }),
);
const unit = fc.double({ min: 0, max: 0.999, noNaN: true });

describe('replication lag', () => {
  it('draws what the probability says: of all lags, a share u is no longer than the draw of u', () => {
    fc.assert(
      fc.property(law, unit, (options, u) => {
        const s = replicationLag.create(options);
        const lag = replicationLag.drawLag(s, u);
        if (s.kind === 'fixed') {
          expect(lag).toBe(s.applyDelay);
          return;
        }
        // A whole microsecond before and after, for the rounding.
        const before = lag === 0 ? 1 : replicationLag.staleProbability(s, lag - 1);
        expect(before).toBeGreaterThanOrEqual(1 - u - 1e-12);
        expect(replicationLag.staleProbability(s, lag + 1)).toBeLessThanOrEqual(1 - u + 1e-12);
      }),
    );
  });

  it('never grows with time, and is the share of reads that replicas answer at most', () => {
    fc.assert(
      fc.property(law, fc.nat(5_000_000), fc.nat(5_000_000), unit, (options, a, b, share) => {
        const s = replicationLag.create(options);
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        const first = replicationLag.staleProbability(s, early, share);
        expect(first).toBeLessThanOrEqual(share);
        expect(replicationLag.staleProbability(s, late, share)).toBeLessThanOrEqual(first);
      }),
    );
  });

  it('has the closed forms of a fixed lag and of a fixed wait before an exponential one', () => {
    const fixed = replicationLag.create({ kind: 'fixed', applyDelay: 80_000 });
    expect([79_999, 80_000].map((dt) => replicationLag.staleProbability(fixed, dt, 0.5))).toEqual([0.5, 0]);
    expect(replicationLag.staleProbability(replicationLag.crossRegion, 100_000)).toBeCloseTo(0.36787944, 8);
    expect(replicationLag.drawLag(replicationLag.lan, 0.5)).toBe(1_970);
    expect(replicationLag.drawLag({ ...replicationLag.lan, applyDelay: 300_000 }, 0.5)).toBe(301_970);
  });

  it('refuses what it cannot use', () => {
    const create = replicationLag.create as (options: object) => void;
    expect(() => create({ kind: 'uniform' })).toThrow('kind: fixed | exponential | logLogistic');
    expect(() => create({ kind: 'exponential', mean: 0 })).toThrow('mean: more than 0');
    expect(() => create({ kind: 'exponential', mean: 1, shape: 2 })).toThrow('shape: no such option');
    expect(() => create({ kind: 'logLogistic', median: 1 })).toThrow('shape: more than 0');
    expect(() => create({ kind: 'fixed', applyDelay: -1 })).toThrow('applyDelay: at least 0');
    expect(() => replicationLag.drawLag(replicationLag.lan, 1)).toThrow('unit: at least 0, less than 1');
    expect(() => replicationLag.staleProbability(replicationLag.lan, -1)).toThrow('dt: at least 0');
    expect(() => replicationLag.staleProbability(replicationLag.lan, 1, 2)).toThrow('replicaShare: 0 … 1');
  });
});

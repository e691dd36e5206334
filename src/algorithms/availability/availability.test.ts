import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { root } from '../../../test/support/repository.ts';
import * as downtime from './downtime.ts';
import * as queueing from './queueing.ts';
import * as sla from './sla.ts';

const theory = JSON.parse(readFileSync(join(root, 'test/reference/theory.json'), 'utf8'));

/** To 1e-6 of the figure, or to the eight digits that the table has. */
function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1e-3, Math.abs(expected)));
}

describe('queueing against theory.json', () => {
  it('M/M/1', () => {
    for (const row of theory.mm1.rows) {
      const queue = queueing.mm1({ arrivalRate: row.rho, serviceRate: 1 });
      expectNear(queue.meanInSystem, row.L);
      expectNear(queue.meanQueueLength, row.Lq);
      expectNear(queue.meanResponse, row.T);
      expectNear(queue.meanWaiting, row.Wq);
      expectNear(queue.responseQuantile(0.5), row.p50);
      expectNear(queue.responseQuantile(0.95), row.p95);
      expectNear(queue.responseQuantile(0.99), row.p99);
    }
    expect(theory.mm1.rows.length).toBeGreaterThan(5);
  });

  it('M/M/c', () => {
    for (const [servers, rho, wait, queueLength, waiting, response, p99] of theory.mmc.rows) {
      const queue = queueing.mmc({ arrivalRate: rho * servers, serviceRate: 1, servers });
      expectNear(queue.utilization, rho);
      expectNear(queue.waitProbability, wait);
      expectNear(queue.meanQueueLength, queueLength);
      expectNear(queue.meanWaiting, waiting);
      expectNear(queue.meanResponse, response);
      expectNear(queue.waitingQuantile(0.99), p99);
    }
    expect(theory.mmc.rows.length).toBeGreaterThan(20);
  });

  it('Erlang B', () => {
    for (const [servers, load, blocking] of theory.erlangB.rows) {
      expectNear(queueing.erlangB(load, servers), blocking);
    }
  });

  it('M/G/1, of which Allen and Cunneen are exact', () => {
    const waiting = (rho: number) => queueing.mm1({ arrivalRate: rho, serviceRate: 1 }).meanWaiting;
    for (const { rho, Wq } of theory.md1.rows) expectNear(queueing.allenCunneen(1, 0) * waiting(rho), Wq);
    for (const [variance, rho, Wq] of theory.mg1.rows)
      expectNear(queueing.allenCunneen(1, Math.sqrt(variance)) * waiting(rho), Wq);
    expect(theory.mg1.rows.length).toBeGreaterThan(5);
  });

  it('scales with the unit of time and refuses overload', () => {
    const slow = queueing.mmc({ arrivalRate: 3, serviceRate: 2, servers: 2 });
    const fast = queueing.mmc({ arrivalRate: 300, serviceRate: 200, servers: 2 });
    expectNear(fast.meanResponse * 100, slow.meanResponse);
    expectNear(fast.waitingQuantile(0.9) * 100, slow.waitingQuantile(0.9));
    expect(() => queueing.mm1({ arrivalRate: 2, serviceRate: 2 })).toThrow('arrivalRate');
  });
});

describe('sla', () => {
  it('agrees with theory.json in every window', () => {
    const columns = {
      year365_s: 'year365',
      year365_25_s: 'yearJulian',
      month30_s: 'month30',
      month365_12_s: 'month365',
      month365_25_12_s: 'monthJulian',
      week_s: 'week',
      day_s: 'day',
    } as const;
    for (const row of theory.sla.computed) {
      for (const [column, window] of Object.entries(columns)) {
        expect(sla.allowedDowntime(row.availability, window) / row[column]).toBeCloseTo(1, 6);
      }
    }
    expect(sla.achieved(86.4, 'day')).toBeCloseTo(0.999, 12);
  });
});

describe('downtime', () => {
  function judge(seconds: readonly (readonly [number, number])[]): downtime.Span[] {
    const spans: downtime.Span[] = [];
    const s = downtime.create();
    for (const [second, [arrived, good]] of seconds.entries()) {
      spans.push(...downtime.closeSecond(s, second, arrived, good));
    }
    return spans;
  }

  it('judges a busy second by itself', () => {
    expect(
      judge([
        [300, 270],
        [300, 269],
      ]).map((span) => span.down),
    ).toEqual([false, true]);
  });

  it('merges quiet seconds until they hold ten requests; empty ones open no span', () => {
    expect(
      judge([
        [0, 0],
        [4, 4],
        [0, 0],
        [5, 4],
        [1, 0],
        [0, 0],
        [9, 9],
      ]),
    ).toEqual([{ fromSecond: 1, toSecond: 5, arrived: 10, good: 8, down: true }]);
  });

  it('conserves seconds and requests, and goes on from a clone', () => {
    const second = fc.nat(30).chain((arrived) => fc.tuple(fc.constant(arrived), fc.nat(arrived)));
    fc.assert(
      fc.property(fc.array(second), (seconds) => {
        const spans: downtime.Span[] = [];
        let s = downtime.create();
        for (const [index, [arrived, good]] of seconds.entries()) {
          s = structuredClone(s);
          spans.push(...downtime.closeSecond(s, index, arrived, good));
        }
        spans.push(...downtime.finish(s));
        const total = (of: (span: downtime.Span) => number): number =>
          spans.reduce((sum, span) => sum + of(span), 0);
        expect(total((span) => span.arrived)).toBe(seconds.reduce((sum, [arrived]) => sum + arrived, 0));
        expect(total((span) => span.toSecond - span.fromSecond)).toBe(s.judgedSeconds);
        expect(total((span) => (span.down ? span.toSecond - span.fromSecond : 0))).toBe(
          downtime.downtimeSeconds(s),
        );
        for (const span of spans.slice(0, -1)) expect(span.arrived).toBeGreaterThanOrEqual(10);
      }),
    );
  });
});

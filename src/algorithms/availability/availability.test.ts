import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as downtime from './downtime.ts';
import * as queueing from './queueing.ts';
import * as sla from './sla.ts';

// The tables of test/reference/theory.json are compared in test/conformance.
describe('queueing', () => {
  it('scales with the unit of time', () => {
    const slow = queueing.mmc({ arrivalRate: 3, serviceRate: 2, servers: 2 });
    const fast = queueing.mmc({ arrivalRate: 300, serviceRate: 200, servers: 2 });
    expect(fast.meanResponse * 100).toBeCloseTo(slow.meanResponse, 12);
    expect(fast.waitingQuantile(0.9) * 100).toBeCloseTo(slow.waitingQuantile(0.9), 12);
  });

  it.each([
    [
      () => queueing.mm1({ arrivalRate: 2, serviceRate: 2 }),
      'arrivalRate: less than servers × serviceRate = 2',
    ],
    [() => queueing.mm1({ arrivalRate: -1, serviceRate: 2 }), 'arrivalRate: at least 0'],
    [() => queueing.mmc({ arrivalRate: 1, serviceRate: 2, servers: 1.5 }), 'servers: a whole number'],
    [() => queueing.mg1({ arrivalRate: 1, serviceRate: 2, serviceCv: -1 }), 'serviceCv: at least 0'],
    [
      () => queueing.mmck({ arrivalRate: 1, serviceRate: 2, servers: 4, capacity: 3 }),
      'capacity: at least servers',
    ],
    [() => queueing.mm1({ arrivalRate: 1, serviceRate: 2 }).waitingQuantile(1), 'p: at least 0, less than 1'],
    [() => queueing.roundRobinSplit({ servers: 2, load: 1 }), 'load: at least 0, less than 1'],
    [
      () => queueing.mm1({ arrivalRate: 1, serviceRate: 2, servers: 3 } as queueing.QueueLoad),
      'servers: no such option',
    ],
  ])('refuses what has no answer (%#)', (ask, message) => {
    expect(ask).toThrow(message);
  });

  it('a line with room without end is a line without end; with none to wait, Erlang B', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0.05, max: 0.85, noNaN: true }),
        (servers, load) => {
          const arrivalRate = servers * load;
          const long = queueing.mmck({ arrivalRate, serviceRate: 1, servers, capacity: 600 });
          const endless = queueing.mmc({ arrivalRate, serviceRate: 1, servers });
          expect(long.meanInSystem / endless.meanInSystem).toBeCloseTo(1, 9);
          const none = queueing.mmck({ arrivalRate, serviceRate: 1, servers, capacity: servers });
          expect(none.lossProbability / queueing.erlangB(arrivalRate, servers)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('no rule of dealing beats one line for all, and turns beat chance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (servers, load) => {
          const split = { servers, load };
          const [best, turns, chance] = [
            queueing.centralQueue,
            queueing.roundRobinSplit,
            queueing.randomSplit,
          ].map((mean) => mean(split)) as [number, number, number];
          expect(best).toBeLessThanOrEqual(turns * (1 + 1e-9));
          expect(turns).toBeLessThanOrEqual(chance * (1 + 1e-9));
        },
      ),
    );
  });
});

describe('sla', () => {
  it("allowed and achieved are each other's inverse", () => {
    expect(sla.achieved(sla.allowedDowntime(0.999, 'day'), 'day')).toBeCloseTo(0.999, 12);
    expect(sla.allowedDowntime(0.99, 1000)).toBeCloseTo(10, 12);
    expect(() => sla.allowedDowntime(1.1, 'day')).toThrow('target: 0 … 1');
    expect(() => sla.allowedDowntime(0.9, 'month' as sla.SlaWindow)).toThrow(
      'window: seconds, more than 0, or day | week | month30',
    );
    expect(() => sla.achieved(90_000, 'day')).toThrow('downtime: 0 … 86400');
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
      fc.property(fc.array(second, { maxLength: 120, size: 'max' }), (seconds) => {
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

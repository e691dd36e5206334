// Which classes a figure shows that has room for two.
import { expect, it } from 'vitest';
import type { ClassTotals } from '../../engine/telemetry/records.ts';
import { availabilityOf, type NamedTotals, worstFirst } from './use-class-totals.ts';

const named = (many: string, ok: number, failed: number, downtimeSeconds = 0): NamedTotals => ({
  noun: { one: many, many, atStart: many },
  share: 0.2,
  objectives: { latencyMillis: 300, availability: failed > 100 ? 0.99 : 0.999 },
  clientTimeoutMicros: undefined,
  totals: { ok, failed, downtimeSeconds } as ClassTotals,
});

it('shows the availability of each of two classes, and of more only the least, the others by name', () => {
  const [reads, orders, payments] = [
    named('reads', 100, 0),
    named('orders', 99, 1),
    named('payments', 100, 300),
  ];
  expect(availabilityOf([reads, orders])).toEqual({
    value: '100 · 99.00',
    names: ['reads', 'orders'],
    targets: [0.999],
    each: undefined,
  });
  expect(availabilityOf([reads, payments, orders])).toEqual({
    value: '25.0',
    names: ['payments'],
    targets: [0.99],
    each: 'reads 100 % · payments 25.0 % · orders 99.00 %',
  });
  expect(availabilityOf([]).value).toBe('–');
});

it('puts the class with the most downtime first, then the next', () => {
  const all = [named('a', 1, 0, 2), named('b', 1, 0, 7), named('c', 1, 0, 2), named('d', 1, 0, 0)];
  expect(worstFirst(all).map(({ noun }) => noun.many)).toEqual(['b', 'c', 'a', 'd']);
});

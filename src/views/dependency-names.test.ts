import { expect, it } from 'vitest';
import { calleeName, dependencyNames } from './dependency-names.ts';

const components = [
  {
    id: 'api',
    dependencies: [
      { name: 'charge', servers: ['payment'] },
      { name: 'refund', servers: ['payment'] },
    ],
  },
  { id: 'payment' },
  { id: 'database' },
] as never;

it('names a callee as its caller does, with all names that it has there', () => {
  expect([1, 2, 7].map((to) => dependencyNames({ components }, 0, to))).toEqual([
    'charge, refund',
    undefined,
    undefined,
  ]);
  expect(dependencyNames({ components }, 2, 1)).toBeUndefined();
});

it('says a name once', () => {
  expect(['payment', 'charge', undefined].map((name) => calleeName('payment', name))).toEqual([
    'payment',
    'charge: payment',
    'payment',
  ]);
});

import type { Fields } from '../../engine/model/parameter-spec.ts';
import { callTimeout } from '../../engine/model/shared-specs.ts';

export const usersParameters = {
  arrivalRate: {
    type: 'quantity',
    unit: 'perSecond',
    min: 0,
    max: 100_000,
    default: 300,
    means: 'load',
    drawn: true,
  },
  writeRatio: { type: 'quantity', unit: 'ratio', min: 0, max: 1, default: 0.1, drawn: true },
  clientTimeoutMillis: callTimeout(5_000),
  clients: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 1_000_000,
    default: 1_000,
    integer: true,
    means: 'clients',
    live: 'no',
    drawn: true,
  },
  keys: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 65_536,
    default: 10_000,
    integer: true,
    means: 'keys',
    live: 'no',
    drawn: true,
  },
  zipfExponent: {
    type: 'quantity',
    unit: 'factor',
    min: 0,
    max: 3,
    default: 0.99,
    live: 'no',
    drawn: true,
  },
} as const satisfies Fields;

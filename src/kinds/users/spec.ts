import type { ParameterSpec } from '../../engine/model/parameter-spec.ts';

export const usersParameters = [
  { path: 'arrivalRate', unit: 'perSecond', min: 0, max: 100_000, default: 300, drawn: true },
  { path: 'writeRatio', unit: 'ratio', min: 0, max: 1, default: 0.1, drawn: true },
  { path: 'clientTimeoutMillis', unit: 'millis', min: 1, max: 600_000, default: 5_000, means: 'timeout' },
  {
    path: 'clients',
    unit: 'count',
    min: 1,
    max: 1_000_000,
    default: 1_000,
    integer: true,
    fixed: true,
    drawn: true,
  },
  {
    path: 'keys',
    unit: 'count',
    min: 1,
    max: 65_536,
    default: 10_000,
    integer: true,
    fixed: true,
    drawn: true,
  },
  { path: 'zipfExponent', unit: 'factor', min: 0, max: 3, default: 0.99, fixed: true, drawn: true },
] as const satisfies readonly ParameterSpec[];

import type { Fields } from '../../engine/model/parameter-spec.ts';
import { callTimeout, startup } from '../../engine/model/shared-specs.ts';

export const loadBalancerParameters = {
  probeIntervalMillis: {
    type: 'quantity',
    unit: 'millis',
    min: 100,
    max: 60_000,
    default: 2_000,
    means: 'probing',
    moves: { figure: 'removalDelay', goes: 'up', from: 500, to: 2000 },
  },
  probeTimeoutMillis: {
    type: 'quantity',
    unit: 'millis',
    min: 10,
    max: 60_000,
    default: 1_000,
    moves: { figure: 'removalDelay', goes: 'up', from: 100, to: 1500 },
  },
  fall: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 20,
    default: 3,
    integer: true,
    means: 'failedProbes',
    moves: { figure: 'removalDelay', goes: 'up', from: 1, to: 3 },
  },
  rise: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 20,
    default: 2,
    integer: true,
    moves: { figure: 'returnDelay', goes: 'up', from: 1, to: 4 },
  },
  serverTimeoutMillis: callTimeout(30_000, 10),
  startupMillis: startup(1_000),
} as const satisfies Fields;

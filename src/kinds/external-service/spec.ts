import type { Fields } from '../../engine/model/parameter-spec.ts';
import { startup } from '../../engine/model/shared-specs.ts';

export const externalServiceParameters = {
  meanLatencyMillis: {
    type: 'quantity',
    unit: 'millis',
    min: 0,
    max: 60_000,
    default: 200,
    moves: { figure: 'serviceFailures', goes: 'up', from: 100, to: 20_000 },
  },
  /** Standard deviation over mean of the log-normal latency. */
  latencyCv: {
    type: 'quantity',
    unit: 'factor',
    min: 0,
    max: 5,
    default: 1,
    more: true,
    moves: { figure: 'serviceFailures', goes: 'up', from: 0, to: 2 },
  },
  /** Calls that are answered with an error. */
  errorRatio: {
    type: 'quantity',
    unit: 'ratio',
    min: 0,
    max: 1,
    default: 0,
    moves: { figure: 'serviceFailures', goes: 'up', from: 0, to: 1 },
  },
  /** Calls that are accepted and not answered while anybody waits. */
  hangRatio: {
    type: 'quantity',
    unit: 'ratio',
    min: 0,
    max: 1,
    default: 0,
    moves: { figure: 'serviceFailures', goes: 'up', from: 0, to: 1 },
  },
  /** Whether calls that hang have been done by then. */
  hangs: {
    type: 'choice',
    choices: ['before', 'after'],
    default: 'before',
    moves: { figure: 'doneTwice', goes: 'up', from: 'before', to: 'after' },
  },
  /** How long an idempotency key is remembered. */
  keyRetentionMillis: {
    type: 'quantity',
    unit: 'millis',
    min: 1,
    max: 86_400_000,
    default: 86_400_000,
    more: true,
    moves: { figure: 'doneTwice', goes: 'down', from: 100, to: 86_400_000 },
  },
  startupMillis: startup(1_000),
} as const satisfies Fields;

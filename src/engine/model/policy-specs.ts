/** Parameters of a call policy (`call-policy.ts`), for a section named after the dependency. Every layer is absent until added. */
import type { Fields } from './parameter-spec.ts';
import { callTimeout } from './shared-specs.ts';

export const callPolicyFields = {
  retry: {
    type: 'section',
    optional: true,
    moves: { figure: 'retries', goes: 'up', from: 'off', to: 'on' },
    fields: {
      /** In all, the first included. */
      attempts: {
        type: 'quantity',
        unit: 'count',
        min: 2,
        max: 10,
        default: 3,
        integer: true,
        moves: { figure: 'retries', goes: 'up', from: 2, to: 6 },
      },
      /** Refused: nothing can have been done. Idempotent: also reads that failed in any other way. Any: writes too, which may then be done twice. */
      on: {
        type: 'choice',
        choices: ['refused', 'idempotent', 'any'],
        default: 'refused',
        moves: { figure: 'retries', goes: 'up', from: 'refused', to: 'any' },
      },
      backoff: {
        type: 'choice',
        choices: ['fixed', 'exponential', 'fullJitter', 'equalJitter'],
        default: 'fullJitter',
        more: true,
        moves: { figure: 'retries', goes: 'down', from: 'fixed', to: 'exponential' },
      },
      baseMillis: {
        type: 'quantity',
        unit: 'millis',
        min: 1,
        max: 60_000,
        default: 50,
        moves: { figure: 'retries', goes: 'down', from: 10, to: 4_000 },
      },
      /** The longest delay; a base above it counts as it. */
      capMillis: {
        type: 'quantity',
        unit: 'millis',
        min: 1,
        max: 600_000,
        default: 2_000,
        more: true,
        moves: { figure: 'retries', goes: 'up', from: 2_000, to: 1 },
      },
      /** Retries per first try that may be made, with ten in reserve. */
      budgetRatio: {
        type: 'quantity',
        unit: 'ratio',
        min: 0,
        max: 10,
        default: 0.2,
        moves: { figure: 'retries', goes: 'up', from: 0, to: 5 },
      },
      /** Sent with every try of a write: who has done it answers the next try as it would have answered that one. */
      idempotencyKey: {
        type: 'toggle',
        default: false,
        moves: { figure: 'doneTwice', goes: 'down', from: 'off', to: 'on' },
      },
    },
  },
  breaker: {
    type: 'section',
    optional: true,
    moves: { figure: 'breakerRejections', goes: 'up', from: 'off', to: 'on' },
    fields: {
      /** So many within the window open it. */
      failures: {
        type: 'quantity',
        unit: 'count',
        min: 1,
        max: 1_000,
        default: 5,
        integer: true,
        moves: { figure: 'breakerRejections', goes: 'down', from: 1, to: 1_000 },
      },
      windowMillis: {
        type: 'quantity',
        unit: 'millis',
        min: 1,
        max: 600_000,
        default: 10_000,
        moves: { figure: 'breakerRejections', goes: 'up', from: 1, to: 10_000 },
      },
      /** Until a probe may try. */
      openMillis: {
        type: 'quantity',
        unit: 'millis',
        min: 1,
        max: 3_600_000,
        default: 60_000,
        moves: { figure: 'breakerRejections', goes: 'up', from: 100, to: 60_000 },
      },
      /** Probes in a row that must succeed, one at a time. */
      successes: {
        type: 'quantity',
        unit: 'count',
        min: 1,
        max: 100,
        default: 2,
        integer: true,
        moves: { figure: 'breakerRejections', goes: 'up', from: 1, to: 50 },
      },
    },
  },
  /** What becomes of an ask that failed for good, or was turned away. */
  fallback: {
    type: 'section',
    optional: true,
    moves: { figure: 'degraded', goes: 'up', from: 'off', to: 'on' },
    fields: {
      /** Degraded: the server goes on as if it had been answered. Error: it answers with an error of its own. */
      answer: {
        type: 'choice',
        choices: ['degraded', 'error'],
        default: 'degraded',
        moves: { figure: 'degraded', goes: 'down', from: 'degraded', to: 'error' },
      },
    },
  },
  bulkhead: {
    type: 'section',
    optional: true,
    moves: { figure: 'bulkheadRejections', goes: 'up', from: 'off', to: 'on' },
    fields: {
      /** Calls at a time; the next is turned away. */
      limit: {
        type: 'quantity',
        unit: 'count',
        min: 1,
        max: 1_024,
        default: 10,
        integer: true,
        moves: { figure: 'bulkheadRejections', goes: 'down', from: 1, to: 1_024 },
      },
    },
  },
} as const satisfies Fields;

/** Of a pool of connections (`connection-pool.ts`): Prisma's two numbers. */
export const poolFields = {
  /** Connections of one process to one server. Default: twice four cores and one. */
  size: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 1_024,
    default: 9,
    integer: true,
    means: 'poolSize',
    moves: { figure: 'poolRejections', goes: 'down', from: 1, to: 1_024 },
  },
  /** How long a call may wait for one. */
  waitMillis: {
    type: 'quantity',
    unit: 'millis',
    min: 1,
    max: 600_000,
    default: 10_000,
    moves: { figure: 'poolRejections', goes: 'down', from: 10, to: 60_000 },
  },
} as const satisfies Fields;

/** Of calls over connections that stay open: one has a connection for as long as it is under way. */
export const storePolicyFields = {
  ...callPolicyFields,
  pool: {
    type: 'section',
    optional: true,
    moves: { figure: 'poolRejections', goes: 'up', from: 'off', to: 'on' },
    fields: poolFields,
  },
} as const satisfies Fields;

/** Of a server that bounds its connections (`connection-limit.ts`), PostgreSQL's defaults. */
export const connectionLimitFields = {
  maxConnections: {
    type: 'quantity',
    unit: 'count',
    min: 1,
    max: 100_000,
    default: 100,
    integer: true,
    moves: { figure: 'connectionRefusals', goes: 'down', from: 4, to: 1_000 },
  },
  /** Of those, kept for administrators. */
  reservedConnections: {
    type: 'quantity',
    unit: 'count',
    min: 0,
    max: 1_000,
    default: 3,
    integer: true,
    moves: { figure: 'connectionRefusals', goes: 'up', from: 0, to: 99 },
  },
} as const satisfies Fields;

/** Below the name of a dependency that a scenario declares. */
export const dependencyFields = {
  timeoutMillis: callTimeout(1_000),
  ...storePolicyFields,
} as const satisfies Fields;

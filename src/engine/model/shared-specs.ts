/** Specs of mechanisms that several kinds are made of; a kind may set the default. */
import type { Choice, Fields, Quantity } from './parameter-spec.ts';

/** From restart until the process serves. */
export const startup = (millis: number) =>
  ({
    type: 'quantity',
    unit: 'millis',
    min: 0,
    max: 600_000,
    default: millis,
    means: 'startup',
    moves: { figure: 'downtime', goes: 'up', from: 100, to: 2000 },
    more: true,
  }) as const satisfies Quantity;

/** How long a component waits for an answer to its calls, 1 ms to 10 minutes. */
export const callTimeout = (millis: number, least = 1) =>
  ({
    type: 'quantity',
    unit: 'millis',
    min: least,
    max: 600_000,
    default: millis,
    means: 'timeout',
    moves: { figure: 'failures', goes: 'down', from: 10, to: 5000 },
  }) as const satisfies Quantity;

/** Calls that may wait for a slot. */
export const queueCapacity = (calls: number, most = 100_000) =>
  ({
    type: 'quantity',
    unit: 'count',
    min: 0,
    max: most,
    default: calls,
    integer: true,
    moves: { figure: 'failuresUnderLoad', goes: 'down', from: 0, to: 10000 },
    more: true,
  }) as const satisfies Quantity;

/** Mean work of one call. */
export const meanMillis = (millis: number) =>
  ({
    type: 'quantity',
    unit: 'millis',
    min: 0,
    max: 60_000,
    default: millis,
    moves: { figure: 'utilization', goes: 'up', from: 1, to: 4 },
  }) as const satisfies Quantity;

/** How service times vary around their mean. */
export const serviceTimes = (usual: 'exponential' | 'logNormal') =>
  ({
    serviceDistribution: {
      type: 'choice',
      choices: ['exponential', 'deterministic', 'logNormal', 'uniform'],
      default: usual,
      means: 'distribution',
      more: true,
      moves: { figure: 'waiting', goes: 'down', from: 'exponential', to: 'deterministic' },
    },
    /** Standard deviation over mean. */
    serviceCv: {
      type: 'quantity',
      unit: 'factor',
      min: 0,
      max: 5,
      default: 1,
      means: 'variation',
      moves: { figure: 'waiting', goes: 'up', from: 0.1, to: 4 },
      more: true,
      shownWhen: { serviceDistribution: 'logNormal' },
    },
  }) as const satisfies Fields;

/** How a process answers health checks: in turn, behind its work, or in a place of its own, at once. */
export const healthCheck = (usual: 'queued' | 'separate') =>
  ({
    type: 'choice',
    choices: ['queued', 'separate'],
    default: usual,
    more: true,
    moves: { figure: 'removals', goes: 'down', from: 'queued', to: 'separate' },
  }) as const satisfies Choice;

/** What a cache holds when a run begins: the most popular keys, as after a while of service, or nothing. */
export const cacheStart = {
  type: 'choice',
  choices: ['warm', 'cold'],
  default: 'warm',
  moves: { figure: 'databaseCalls', goes: 'up', from: 'warm', to: 'cold' },
  live: 'no',
} as const satisfies Choice;

/** How long the log takes from a primary to a replica. */
export const replicationDelay = (millis: number) =>
  ({
    type: 'quantity',
    unit: 'millis',
    min: 0,
    max: 60_000,
    default: millis,
    moves: { figure: 'lost', goes: 'up', from: 0, to: 2000 },
  }) as const satisfies Quantity;

/** Lower is preferred by the sentinels; 0 = never promoted. */
export const replicaPriority = {
  type: 'quantity',
  unit: 'count',
  min: 0,
  max: 1_000,
  default: 100,
  integer: true,
  moves: { figure: 'promotions', goes: 'down', from: 1, to: 0 },
  more: true,
} as const satisfies Quantity;

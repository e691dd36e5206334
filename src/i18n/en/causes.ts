/** English: causes of failure, by name and as the grounds of a story event. */
import type { FailureCause } from '../../engine/telemetry/causes.ts';
import type { Words } from '../language.ts';

export const causes: Words<FailureCause> = {
  refused: 'connection refused',
  timedOut: 'timed out',
  reset: 'connection broke',
  rejectedByFullQueue: 'waiting line full',
  unroutable: 'no server left to try',
  readOnly: 'not a primary',
  rejectedByRule: 'dropped by a rule',
  connectionTableFull: 'no connection left',
  errored: 'answered with an error',
  rejectedByBreaker: 'breaker open',
  rejectedByBulkhead: 'bulkhead full',
  rejectedByPool: 'no pooled connection free',
  tooManyConnections: 'too many connections',
};

export const failing: Readonly<Record<FailureCause, string>> = {
  refused: 'connections are refused',
  timedOut: 'calls time out',
  reset: 'connections break',
  rejectedByFullQueue: 'the waiting line is full',
  unroutable: 'no server is left to try',
  readOnly: 'they reach a node that is no primary',
  rejectedByRule: 'a rule of the edge drops them',
  connectionTableFull: 'no connection is left to open',
  errored: 'calls are answered with errors',
  rejectedByBreaker: 'the circuit breaker is open',
  rejectedByBulkhead: 'the bulkhead is full',
  rejectedByPool: 'no connection of the pool comes free in time',
  tooManyConnections: 'the database takes no further connection',
};

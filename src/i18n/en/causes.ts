/** English: causes of failure, by name, explained, and as the grounds of a story event. */
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
};

export const causeHelp: Words<FailureCause> = {
  refused: 'Nothing listens there: the process is dead and the machine says so at once.',
  timedOut: 'No answer came before the caller stopped waiting.',
  reset: 'The server died with the request inside.',
  rejectedByFullQueue: 'The waiting line was full, so the request was turned away.',
  unroutable: 'The balancer had no server left to try.',
  readOnly: 'A write reached a database node that is not the primary.',
  rejectedByRule: 'A rule of the web application firewall matched, so the request was dropped on purpose.',
  connectionTableFull:
    'Too many calls were open at once: the connection table was full, so this one failed before it was sent.',
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
};

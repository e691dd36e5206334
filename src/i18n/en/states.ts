/** English: states and roles of components, causes of failure and fates of requests. */

import type { FailureCause } from '../../engine/telemetry/causes.ts';
import type { DatabaseRole, HealthState } from '../../engine/telemetry/records.ts';
import type { Words } from '../language.ts';

const states: Words<HealthState> = {
  healthy: 'healthy',
  degraded: 'degraded',
  down: 'down',
  recovering: 'recovering',
  removed: 'removed',
};

const roles: Words<DatabaseRole> = {
  none: '',
  primary: 'primary',
  replica: 'replica',
  oldPrimary: 'old primary',
};

const causes: Words<FailureCause> = {
  refused: 'connection refused',
  timedOut: 'timed out',
  reset: 'connection broke',
  rejectedByFullQueue: 'waiting line full',
  unroutable: 'no server left to try',
  readOnly: 'not a primary',
  rejectedByRule: 'dropped by a rule',
  connectionTableFull: 'no connection left',
};

const causeHelp: Words<FailureCause> = {
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

export const stateWords = { states, roles, causes, causeHelp };

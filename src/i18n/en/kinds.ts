/** English: kinds of components, their states and roles, causes of failure and fates of requests. */

import type { FailureCause } from '../../engine/telemetry/causes.ts';
import type { DatabaseRole, HealthState } from '../../engine/telemetry/records.ts';
import type { KindName } from '../../kinds/models.ts';
import type { Words } from '../language.ts';

const kinds: Words<KindName> = {
  users: 'Users',
  cdn: 'CDN and firewall',
  'load-balancer': 'Load balancer',
  'app-server': 'App server',
  redis: 'Redis cache',
  database: 'Database',
  sentinel: 'Sentinel',
  station: 'Station',
};

const kindHelp: Words<KindName> = {
  cdn: 'Answers reads it has kept from its cache, drops what its rules forbid, and passes the rest on.',
  users: 'People send requests at random moments and give up after their timeout.',
  'load-balancer': 'Hands each request to the next server in rotation, and probes who is alive.',
  'app-server':
    'Serves a few requests at a time; the rest wait in line. Each then asks the cache, if there is one, or the database.',
  redis:
    'Keeps sessions and copies of what the database answered, in memory and for a time. One of them takes the writes.',
  database:
    'Writes go to the primary and are copied to the replicas afterwards; reads are spread over the replicas.',
  sentinel: 'Watches a replicated store. Enough sentinels together replace a primary that has gone silent.',
  station: 'One waiting line in front of a number of identical servers.',
};

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

export const kindWords = { kinds, kindHelp, states, roles, causes, causeHelp };

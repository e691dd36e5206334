/** English: every parameter's name, what it does in one line, and how a refused value is told. */
import type { ChoiceName, ParameterName, Words } from '../language.ts';

const names: Words<ParameterName> = {
  arrivalRate: 'arrival rate',
  writeRatio: 'share of writes',
  clientTimeoutMillis: 'client timeout',
  clients: 'clients',
  keys: 'keys',
  zipfExponent: 'key skew (Zipf)',
  probeIntervalMillis: 'probe interval',
  probeTimeoutMillis: 'probe timeout',
  fall: 'probes to mark down',
  rise: 'probes to mark up',
  serverTimeoutMillis: 'server timeout',
  startupMillis: 'start-up time',
  slots: 'slots',
  queueCapacity: 'queue capacity',
  meanServiceMillis: 'mean service time',
  serviceDistribution: 'service times',
  serviceCv: 'variation (CV)',
  databaseTimeoutMillis: 'database timeout',
  waitForReplicas: 'wait for replicas',
  replicationDelayMillis: 'replication delay',
  meanReadMillis: 'mean read time',
  meanWriteMillis: 'mean write time',
  connections: 'connections',
  replicaPriority: 'replica priority',
  downAfterMillis: 'down after',
  quorum: 'quorum',
  pingIntervalMillis: 'ping interval',
  failoverTimeoutMillis: 'failover timeout',
  servers: 'servers',
};

const help: Words<ParameterName> = {
  arrivalRate: 'Requests that arrive per second, at random moments.',
  writeRatio: 'How many of the requests are writes.',
  clientTimeoutMillis: 'How long a user waits before giving up.',
  clients: 'How many different users send the requests.',
  keys: 'How many different keys are read and written.',
  zipfExponent: '0 = every key equally popular; higher = a few keys get most requests.',
  probeIntervalMillis: 'How often the balancer asks each server whether it is alive.',
  probeTimeoutMillis: 'How long the balancer waits for an answer to a probe.',
  fall: 'Failed probes in a row until a server is taken out of rotation.',
  rise: 'Good probes in a row until it is put back.',
  serverTimeoutMillis: 'How long the balancer waits for a server’s answer to a request.',
  startupMillis: 'How long it takes from restart until it serves again.',
  slots: 'Requests worked on at the same time.',
  queueCapacity: 'Requests that may wait; one more is turned away.',
  meanServiceMillis: 'Work per request on average, waiting not counted.',
  serviceDistribution: 'How service times vary around their mean.',
  serviceCv: 'Standard deviation over mean; for log-normal service times.',
  databaseTimeoutMillis: 'How long an app server waits for the database.',
  waitForReplicas: 'Replicas that must have a write before it is confirmed.',
  replicationDelayMillis: 'How long a write takes from the primary to a replica.',
  meanReadMillis: 'Work of one read on average.',
  meanWriteMillis: 'Work of one write on average.',
  connections: 'Queries worked on at the same time.',
  replicaPriority: 'Lower is promoted first; 0 = never.',
  downAfterMillis: 'How long without an answer until a sentinel suspects a node.',
  quorum: 'Sentinels that must agree before the primary counts as down.',
  pingIntervalMillis: 'How often a sentinel asks a node for a sign of life.',
  failoverTimeoutMillis: 'How long a failover may take; the next attempt may begin after twice as long.',
  servers: 'Identical servers behind the one line.',
};

const choices: Words<ChoiceName> = {
  exponential: 'exponential',
  deterministic: 'constant',
  logNormal: 'log-normal',
  uniform: 'uniform',
};

export const parameters = {
  names,
  help,
  choices,
  range: (allowed: string): string => `Allowed: ${allowed}`,
  refused: (value: string, allowed: string): string =>
    value === ''
      ? `Type a number. Allowed: ${allowed}.`
      : `${value} is not accepted. Allowed: ${allowed}. Nothing was changed.`,
  fixed: 'Fixed when the run begins.',
};

/**
 * A shop whose checkouts are paid at somebody else's before they are stored; other writes are only stored. The servers guard
 * that call with the article's circuit breaker: 5 failures in 10 s open it, after 60 s it is tried, 2 successes close it,
 * each call may take 5 s. In `breaker` the users of a checkout wait longer than that, in `breaker-impatient` they do not.
 */
import type { ClassSource, ScenarioSource } from '../scenario.ts';

/** 20 a second. */
const checkout: ClassSource = {
  id: 'checkout',
  label: { en: { one: 'checkout', many: 'checkouts' }, zh: '结账请求' },
  verb: 'write',
  share: 0.05,
  objective: { latencyMillis: 1_000, availability: 0.99 },
  clientTimeoutMillis: 15_000,
};

const classes = (checkouts: ClassSource): readonly ClassSource[] => [
  { id: 'read', verb: 'read', share: 0.9 },
  checkouts,
  { id: 'write', verb: 'write', share: 0.05 },
];

export const breaker: ScenarioSource = {
  format: 'nines-scenario',
  version: 1,
  name: 'breaker',
  seed: 7,
  objectives: { latencyMillis: 300, availability: 0.999 },
  // Nobody leaves before a payment has timed out.
  classes: classes(checkout),
  components: [
    { id: 'users', kind: 'users', parameters: { arrivalRate: 400, clientTimeoutMillis: 15_000 } },
    { id: 'lb', kind: 'load-balancer' },
    { id: 'api-1', kind: 'app-server', group: 'api' },
    { id: 'api-2', kind: 'app-server', group: 'api' },
    { id: 'api-3', kind: 'app-server', group: 'api' },
    { id: 'api-4', kind: 'app-server', group: 'api' },
    { id: 'payment', kind: 'external-service' },
    { id: 'database', kind: 'database' },
  ],
  // 64 threads: while payments take 0.2 s, 4 of them wait for one; if none is answered, 20 a second × 5 s would be 100.
  groups: [
    {
      id: 'api',
      parameters: {
        slots: 16,
        serviceTimeoutMillis: 5_000,
        service: { breaker: { failures: 5, windowMillis: 10_000, openMillis: 60_000, successes: 2 } },
      },
      routes: {
        checkout: [{ do: 'work' }, { do: 'ask', of: 'service' }, { do: 'ask', of: 'database' }],
        write: [{ do: 'work' }, { do: 'ask', of: 'database' }],
      },
    },
  ],
  links: [
    { from: 'users', to: 'lb', carries: 'request', oneWayDelayMillis: 2 },
    { from: 'lb', to: 'api', carries: 'request', oneWayDelayMillis: 0.25 },
    { from: 'api', to: 'payment', carries: 'request', oneWayDelayMillis: 10 },
    { from: 'api', to: 'database', carries: 'request', oneWayDelayMillis: 0.25 },
  ],
};

/** Whoever waits for a payment that hangs leaves before the server's own 5 s are over, which began later. */
export const breakerImpatient: ScenarioSource = {
  ...breaker,
  name: 'breaker-impatient',
  classes: classes({ ...checkout, clientTimeoutMillis: 5_000 }),
};

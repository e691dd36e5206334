/** The first vertical: users, a balancer, four servers, and a replicated database watched by three sentinels. */
import type { ScenarioSource } from '../scenario.ts';

export const vertical: ScenarioSource = {
  format: 'nines-scenario',
  version: 1,
  name: 'vertical',
  seed: 7,
  objectives: { latencyMillis: 300, availability: 0.999 },
  components: [
    { id: 'users', kind: 'users', parameters: { arrivalRate: 300, writeRatio: 0.1, zipfExponent: 0.99 } },
    { id: 'lb', kind: 'load-balancer' },
    { id: 'api-1', kind: 'app-server', group: 'api' },
    { id: 'api-2', kind: 'app-server', group: 'api' },
    { id: 'api-3', kind: 'app-server', group: 'api' },
    { id: 'api-4', kind: 'app-server', group: 'api' },
    { id: 'db-primary', kind: 'database', group: 'database', role: 'primary' },
    { id: 'db-replica-1', kind: 'database', group: 'database', role: 'replica' },
    { id: 'db-replica-2', kind: 'database', group: 'database', role: 'replica' },
    { id: 'sentinel-1', kind: 'sentinel', group: 'sentinel' },
    { id: 'sentinel-2', kind: 'sentinel', group: 'sentinel' },
    { id: 'sentinel-3', kind: 'sentinel', group: 'sentinel' },
  ],
  links: [
    { from: 'users', to: 'lb', carries: 'request', oneWayDelayMillis: 2 },
    { from: 'lb', to: 'api', carries: 'request', oneWayDelayMillis: 0.25 },
    { from: 'api', to: 'database', carries: 'request', oneWayDelayMillis: 0.25 },
    { from: 'database', to: 'database', carries: 'control', oneWayDelayMillis: 0.25 },
    { from: 'sentinel', to: 'database', carries: 'control', oneWayDelayMillis: 0.25 },
    { from: 'sentinel', to: 'sentinel', carries: 'control', oneWayDelayMillis: 0.25 },
    { from: 'sentinel', to: 'api', carries: 'control', oneWayDelayMillis: 0.25 },
  ],
};

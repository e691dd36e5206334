/**
 * The article's example architecture: a CDN with a firewall, a balancer, four servers, a Redis pair for cache and
 * sessions, and a database of three, each store watched by three sentinels of its own.
 */
import type { ScenarioSource } from '../scenario.ts';

export const reference: ScenarioSource = {
  format: 'nines-scenario',
  version: 1,
  name: 'reference',
  seed: 7,
  objectives: { latencyMillis: 300, availability: 0.999 },
  components: [
    {
      id: 'users',
      kind: 'users',
      parameters: { arrivalRate: 400, writeRatio: 0.1, clients: 500, zipfExponent: 0.99 },
    },
    { id: 'cdn', kind: 'cdn', parameters: { cacheCapacity: 500 } },
    { id: 'lb', kind: 'load-balancer', placement: { zone: 'a' } },
    { id: 'api-1', kind: 'app-server', group: 'api', placement: { zone: 'a' } },
    { id: 'api-2', kind: 'app-server', group: 'api', placement: { zone: 'a' } },
    { id: 'api-3', kind: 'app-server', group: 'api', placement: { zone: 'b' } },
    { id: 'api-4', kind: 'app-server', group: 'api', placement: { zone: 'b' } },
    { id: 'redis-primary', kind: 'redis', group: 'redis', role: 'primary', placement: { zone: 'a' } },
    { id: 'redis-replica', kind: 'redis', group: 'redis', role: 'replica', placement: { zone: 'b' } },
    { id: 'redis-sentinel-1', kind: 'sentinel', group: 'redis-sentinel', placement: { zone: 'a' } },
    { id: 'redis-sentinel-2', kind: 'sentinel', group: 'redis-sentinel', placement: { zone: 'b' } },
    { id: 'redis-sentinel-3', kind: 'sentinel', group: 'redis-sentinel', placement: { zone: 'c' } },
    { id: 'db-primary', kind: 'database', group: 'database', role: 'primary', placement: { zone: 'a' } },
    { id: 'db-replica-1', kind: 'database', group: 'database', role: 'replica', placement: { zone: 'b' } },
    { id: 'db-replica-2', kind: 'database', group: 'database', role: 'replica', placement: { zone: 'c' } },
    { id: 'db-sentinel-1', kind: 'sentinel', group: 'db-sentinel', placement: { zone: 'a' } },
    { id: 'db-sentinel-2', kind: 'sentinel', group: 'db-sentinel', placement: { zone: 'b' } },
    { id: 'db-sentinel-3', kind: 'sentinel', group: 'db-sentinel', placement: { zone: 'c' } },
  ],
  groups: [
    { id: 'api', parameters: { slots: 16, cacheOnWrite: 'update' } },
    { id: 'redis', parameters: { maxEntries: 1_500 } },
    // Five queries at a time, 25 ms each: with the cache in front there is room to spare, without it not much.
    { id: 'database', parameters: { connections: 5, meanReadMillis: 25, meanWriteMillis: 8 } },
  ],
  links: [
    { from: 'users', to: 'cdn', carries: 'request', oneWayDelayMillis: 2 },
    { from: 'cdn', to: 'lb', carries: 'request', oneWayDelayMillis: 5 },
    { from: 'lb', to: 'api', carries: 'request', oneWayDelayMillis: 0.25 },
    { from: 'api', to: 'redis', carries: 'request', oneWayDelayMillis: 0.25 },
    { from: 'api', to: 'database', carries: 'request', oneWayDelayMillis: 0.25 },
    { from: 'redis', to: 'redis', carries: 'control', oneWayDelayMillis: 0.25 },
    { from: 'redis-sentinel', to: 'redis', carries: 'control', oneWayDelayMillis: 0.25 },
    { from: 'redis-sentinel', to: 'redis-sentinel', carries: 'control', oneWayDelayMillis: 0.25 },
    { from: 'redis-sentinel', to: 'api', carries: 'control', oneWayDelayMillis: 0.25 },
    { from: 'database', to: 'database', carries: 'control', oneWayDelayMillis: 0.25 },
    { from: 'db-sentinel', to: 'database', carries: 'control', oneWayDelayMillis: 0.25 },
    { from: 'db-sentinel', to: 'db-sentinel', carries: 'control', oneWayDelayMillis: 0.25 },
    { from: 'db-sentinel', to: 'api', carries: 'control', oneWayDelayMillis: 0.25 },
  ],
};

/** Users, a balancer, four servers, one database and nothing else: the plainest architecture that carries a real load. */
import type { ScenarioSource } from '../scenario.ts';

const exponential = { serviceDistribution: 'exponential' } as const;

export const threeTier: ScenarioSource = {
  format: 'nines-scenario',
  version: 1,
  name: 'three-tier',
  seed: 7,
  question: {
    en: 'What is left if the only database dies?',
    zh: '唯一的数据库一旦宕机，还剩下什么？',
  },
  objectives: { latencyMillis: 300, availability: 0.999 },
  components: [
    { id: 'users', kind: 'users', parameters: { arrivalRate: 2_000 } },
    { id: 'lb', kind: 'load-balancer' },
    { id: 'api-1', kind: 'app-server', group: 'api' },
    { id: 'api-2', kind: 'app-server', group: 'api' },
    { id: 'api-3', kind: 'app-server', group: 'api' },
    { id: 'api-4', kind: 'app-server', group: 'api' },
    {
      id: 'database',
      kind: 'database',
      // 2,000/s × 2 ms: four of the connections are busy on average.
      parameters: { ...exponential, connections: 8, meanReadMillis: 2, meanWriteMillis: 2 },
    },
  ],
  // A server's slot is held for 1 ms of its own, 0.5 ms of wire and 2 ms of the database: 1.8 of three, on average.
  groups: [{ id: 'api', parameters: { ...exponential, slots: 3, meanServiceMillis: 1 } }],
  links: [
    { from: 'users', to: 'lb', carries: 'request', oneWayDelayMillis: 2 },
    { from: 'lb', to: 'api', carries: 'request', oneWayDelayMillis: 0.25 },
    { from: 'api', to: 'database', carries: 'request', oneWayDelayMillis: 0.25 },
  ],
};

/**
 * Node.js scaled out: twelve processes, each with an event loop and a pool of connections as Prisma opens it on four cores,
 * 2 · 4 + 1 = 9. They want 108, and PostgreSQL takes 100 less the 3 that it reserves. Eight processes would want 72.
 */
import type { ScenarioSource } from '../scenario.ts';

const processes = Array.from({ length: 12 }, (_, n) => ({
  id: `api-${n + 1}`,
  kind: 'app-server' as const,
  group: 'api',
}));

export const scaleOut: ScenarioSource = {
  format: 'nines-scenario',
  version: 1,
  name: 'scale-out',
  seed: 7,
  question: {
    en: 'What does the database say to the twelfth process?',
    zh: '第十二个进程来要连接，数据库会怎么说？',
  },
  objectives: { latencyMillis: 500, availability: 0.999 },
  components: [
    { id: 'users', kind: 'users', parameters: { arrivalRate: 1_200 } },
    { id: 'lb', kind: 'load-balancer' },
    ...processes,
    // Queries of 50 ms: 60 of them at a time on average, 5 a process, and often more than 8.
    {
      id: 'database',
      kind: 'database',
      parameters: {
        meanReadMillis: 50,
        meanWriteMillis: 50,
        connections: 128,
        connectionLimit: { maxConnections: 100, reservedConnections: 3 },
      },
    },
  ],
  groups: [
    {
      id: 'api',
      parameters: {
        concurrency: 'eventLoop',
        meanServiceMillis: 2,
        database: { pool: { size: 9, waitMillis: 10_000 } },
      },
    },
  ],
  links: [
    { from: 'users', to: 'lb', carries: 'request', oneWayDelayMillis: 2 },
    { from: 'lb', to: 'api', carries: 'request', oneWayDelayMillis: 0.25 },
    { from: 'api', to: 'database', carries: 'request', oneWayDelayMillis: 0.25 },
  ],
};

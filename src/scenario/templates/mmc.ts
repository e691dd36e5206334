/** M/M/4 at utilization 0.8: four servers share one line; the same load per server as in `mm1`, far less waiting. */
import type { ScenarioSource } from '../scenario.ts';

export const mmc: ScenarioSource = {
  format: 'nines-scenario',
  version: 1,
  name: 'mmc',
  seed: 7,
  question: {
    en: 'How much less does a request wait if four servers share one line?',
    zh: '四台服务器共用一条队列，请求能少等多久？',
  },
  components: [
    {
      id: 'users',
      kind: 'users',
      parameters: { arrivalRate: 320, writeRatio: 0, clientTimeoutMillis: 600_000 },
    },
    {
      id: 'station',
      kind: 'station',
      parameters: { servers: 4, meanServiceMillis: 10, serviceDistribution: 'exponential' },
    },
  ],
  links: [{ from: 'users', to: 'station', carries: 'request', oneWayDelayMillis: 0 }],
};

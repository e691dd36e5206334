/** M/M/1 at utilization 0.8: one server, exponential service of 10 ms, and users who wait as long as it takes. */
import type { ScenarioSource } from '../scenario.ts';

export const mm1: ScenarioSource = {
  format: 'nines-scenario',
  version: 1,
  name: 'mm1',
  seed: 7,
  question: {
    en: 'A server is busy 80 % of the time. How long does a request wait?',
    zh: '服务器有 80% 的时间在忙，一个请求要等多久？',
  },
  components: [
    {
      id: 'users',
      kind: 'users',
      parameters: { arrivalRate: 80, writeRatio: 0, clientTimeoutMillis: 600_000 },
    },
    {
      id: 'station',
      kind: 'station',
      parameters: { servers: 1, meanServiceMillis: 10, serviceDistribution: 'exponential' },
    },
  ],
  links: [{ from: 'users', to: 'station', carries: 'request', oneWayDelayMillis: 0 }],
};

/** English: what the kinds are called. Apart from their other words, because the first view has these. */
import type { TitlesOfKinds } from './kind-words.ts';

export const kindTitles = {
  users: { name: 'Users' },
  cdn: { name: 'CDN and firewall' },
  'load-balancer': { name: 'Load balancer' },
  'app-server': { name: 'App server' },
  redis: { name: 'Redis cache' },
  database: { name: 'Database', slot: ['connection', 'connections'] },
  sentinel: { name: 'Sentinel' },
  station: { name: 'Station' },
  'external-service': { name: 'External service' },
} satisfies TitlesOfKinds;

// Every mechanism's life, by group.
import type { Life } from '../../support/life.ts';
import { lives as article } from './article.ts';
import { lives as availability } from './availability.ts';
import { lives as balancing } from './balancing.ts';
import { lives as balancingByKey } from './balancing-by-key.ts';
import { lives as caching } from './caching.ts';
import { lives as degradation } from './degradation.ts';
import { lives as failover } from './failover.ts';
import { lives as hashing } from './hashing.ts';
import { lives as health } from './health.ts';
import { lives as lifecycle } from './lifecycle.ts';
import { lives as limiting } from './limiting.ts';
import { lives as replication } from './replication.ts';
import { lives as resilience } from './resilience.ts';
import { lives as scaling } from './scaling.ts';
import { lives as sessions } from './sessions.ts';
import { lives as sharding } from './sharding.ts';

export const lives: readonly Life[] = [
  ...hashing,
  ...sharding,
  ...balancing,
  ...balancingByKey,
  ...limiting,
  ...resilience,
  ...replication,
  ...health,
  ...failover,
  ...lifecycle,
  ...degradation,
  ...sessions,
  ...availability,
  ...scaling,
  ...caching,
  ...article,
];

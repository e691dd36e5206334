/** Every mechanism's bench, by group. */
import { mechanisms as availability } from './availability.ts';
import { mechanisms as balancing } from './balancing.ts';
import { mechanisms as balancingByKey } from './balancing-by-key.ts';
import { mechanisms as caching } from './caching.ts';
import { mechanisms as degradation } from './degradation.ts';
import { mechanisms as failover } from './failover.ts';
import { mechanisms as hashing } from './hashing.ts';
import { mechanisms as health } from './health.ts';
import { mechanisms as lifecycle } from './lifecycle.ts';
import { mechanisms as limiting } from './limiting.ts';
import type { Mechanism } from './mechanism.ts';
import { mechanisms as replication } from './replication.ts';
import { mechanisms as resilience } from './resilience.ts';
import { mechanisms as scaling } from './scaling.ts';
import { mechanisms as sessions } from './sessions.ts';
import { mechanisms as sharding } from './sharding.ts';

export const mechanisms: readonly Mechanism[] = [
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
];

/** English: states and roles of components, causes of failure and fates of requests. */

import type { DatabaseRole, HealthState } from '../../engine/telemetry/records.ts';
import type { Words } from '../language.ts';
import { causes } from './causes.ts';

const states: Words<HealthState> = {
  healthy: 'healthy',
  degraded: 'degraded',
  down: 'down',
  recovering: 'recovering',
  removed: 'removed',
};

const roles: Words<DatabaseRole> = {
  primary: 'primary',
  replica: 'replica',
  oldPrimary: 'old primary',
};

export const stateWords = { states, roles, causes };

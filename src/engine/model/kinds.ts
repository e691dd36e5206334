/**
 * The kind registry: one entry per kind of component. A new kind is a model file, a test and a glyph, plus one
 * line here and one word in each dictionary; the compiler names the places that are still missing.
 */
import type { FaultKind } from '../command.ts';
import { appServerParameters } from './app-server-parameters.ts';
import { databaseParameters } from './database-parameters.ts';
import { loadBalancerParameters } from './load-balancer-parameters.ts';
import type { ParameterSpec } from './parameter-spec.ts';
import { sentinelParameters } from './sentinel-parameters.ts';
import { stationParameters } from './station-parameters.ts';
import { usersParameters } from './users-parameters.ts';

export interface KindEntry {
  readonly parameters: readonly ParameterSpec[];
  readonly faults: readonly FaultKind[];
}

const processFaults: readonly FaultKind[] = ['crash', 'restart', 'hang', 'slow'];

export const kinds = {
  users: { parameters: usersParameters, faults: [] },
  'load-balancer': { parameters: loadBalancerParameters, faults: processFaults },
  'app-server': { parameters: appServerParameters, faults: processFaults },
  database: { parameters: databaseParameters, faults: processFaults },
  sentinel: { parameters: sentinelParameters, faults: ['crash', 'restart', 'hang'] },
  station: { parameters: stationParameters, faults: processFaults },
} as const satisfies Record<string, KindEntry>;

export type ComponentKind = keyof typeof kinds;

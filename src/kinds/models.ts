/** The kinds of component that there are, by the name that scenarios write: one line a kind. */
import type { KindModel } from '../engine/model/kind-model.ts';
import { appServerKind } from './app-server/model.ts';
import { cdnKind } from './cdn/model.ts';
import { databaseKind } from './database/model.ts';
import { loadBalancerKind } from './load-balancer/model.ts';
import { redisKind } from './redis/model.ts';
import { sentinelKind } from './sentinel/model.ts';
import { stationKind } from './station/model.ts';
import { usersKind } from './users/model.ts';

export const models = {
  users: usersKind,
  cdn: cdnKind,
  'load-balancer': loadBalancerKind,
  'app-server': appServerKind,
  redis: redisKind,
  database: databaseKind,
  sentinel: sentinelKind,
  station: stationKind,
} as const satisfies Record<string, KindModel>;

export type KindName = keyof typeof models;

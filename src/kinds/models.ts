/** The kinds of component that there are, by the name that scenarios write: one line a kind. */
import type { KindModel } from '../engine/model/kind-model.ts';
import { model as appServer } from './app-server/model.ts';
import { model as cdn } from './cdn/model.ts';
import { model as database } from './database/model.ts';
import { model as externalService } from './external-service/model.ts';
import { model as loadBalancer } from './load-balancer/model.ts';
import { model as redis } from './redis/model.ts';
import { model as sentinel } from './sentinel/model.ts';
import { model as station } from './station/model.ts';
import { model as users } from './users/model.ts';

export const models = {
  users,
  cdn,
  'load-balancer': loadBalancer,
  'app-server': appServer,
  redis,
  database,
  'external-service': externalService,
  sentinel,
  station,
} as const satisfies Record<string, KindModel>;

export type KindName = keyof typeof models;

/** Something for each kind; a missing line does not compile. */
export type OfEachKind<Thing> = Readonly<Record<KindName, Thing>>;

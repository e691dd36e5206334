/** How every kind of component is drawn: one line a kind. */
import type { KindFace } from '../views/kind-face.ts';
import { face as appServer } from './app-server/face.ts';
import { face as cdn } from './cdn/face.ts';
import { face as database } from './database/face.ts';
import { face as externalService } from './external-service/face.ts';
import { face as loadBalancer } from './load-balancer/face.ts';
import type { KindName, OfEachKind } from './models.ts';
import { face as redis } from './redis/face.ts';
import { face as sentinel } from './sentinel/face.ts';
import { face as station } from './station/face.ts';
import { face as users } from './users/face.ts';

const faces: OfEachKind<KindFace> = {
  users,
  cdn,
  'load-balancer': loadBalancer,
  'app-server': appServer,
  redis,
  database,
  'external-service': externalService,
  sentinel,
  station,
};

/** A run names its kinds as texts; none is outside the registry. */
export const faceOf = (kind: string): KindFace => faces[kind as KindName];

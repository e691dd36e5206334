/** 中文：每种组件的名称、说明与参数。 */
import { words as appServer } from './app-server/words.zh.ts';
import { words as cdn } from './cdn/words.zh.ts';
import { words as database } from './database/words.zh.ts';
import { words as externalService } from './external-service/words.zh.ts';
import type { WordsOfKinds } from './kind-words.ts';
import { words as loadBalancer } from './load-balancer/words.zh.ts';
import { words as redis } from './redis/words.zh.ts';
import { words as sentinel } from './sentinel/words.zh.ts';
import { words as station } from './station/words.zh.ts';
import { words as users } from './users/words.zh.ts';

export const kindWords = {
  users,
  cdn,
  'load-balancer': loadBalancer,
  'app-server': appServer,
  redis,
  database,
  'external-service': externalService,
  sentinel,
  station,
} satisfies WordsOfKinds;

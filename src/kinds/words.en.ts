/** English: the words of every kind of component. */
import { words as appServer } from './app-server/words.en.ts';
import { words as cdn } from './cdn/words.en.ts';
import { words as database } from './database/words.en.ts';
import { words as externalService } from './external-service/words.en.ts';
import type { WordsOfKinds } from './kind-words.ts';
import { words as loadBalancer } from './load-balancer/words.en.ts';
import { words as redis } from './redis/words.en.ts';
import { words as sentinel } from './sentinel/words.en.ts';
import { words as station } from './station/words.en.ts';
import { words as users } from './users/words.en.ts';

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

/** One glyph per kind of component: a kind without one does not compile. */
import type { KindName } from '../../kinds/models.ts';
import { appServerGlyph } from './app-server-glyph.ts';
import { cdnGlyph } from './cdn-glyph.ts';
import { databaseGlyph } from './database-glyph.ts';
import { loadBalancerGlyph } from './load-balancer-glyph.ts';
import { redisGlyph } from './redis-glyph.ts';
import { sentinelGlyph } from './sentinel-glyph.ts';
import { stationGlyph } from './station-glyph.ts';
import { usersGlyph } from './users-glyph.ts';

const kindGlyphs: Readonly<Record<KindName, string>> = {
  users: usersGlyph,
  cdn: cdnGlyph,
  'load-balancer': loadBalancerGlyph,
  'app-server': appServerGlyph,
  redis: redisGlyph,
  database: databaseGlyph,
  sentinel: sentinelGlyph,
  station: stationGlyph,
};

/** A run names its kinds; none is outside the registry. */
export const glyphOf = (kind: string): string => kindGlyphs[kind as KindName];

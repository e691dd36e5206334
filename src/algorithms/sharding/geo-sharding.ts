/**
 * Geographic sharding: a row lies near its user, on the shard of the country or of the region the country belongs to.
 *
 *   route(country) = shard of the country itself, else of the region that counts it in its group, else the fallback
 *
 * Source: the article's map of regions, which knows `EU` but none of its members: no user's country is `EU`, so Germans
 * and French all went to the default. Here a region may name its countries in `groups`. Cost: O(1).
 * Known failure: regions differ in size and in their hours, so shards do; a user who moves has rows in the wrong place, and
 * the fallback fills up unseen with every code that was forgotten or misspelt.
 */
import { check, insist, list, optional, type Range, readOptions, text } from '../../base/options.ts';

export interface GeoShardingOptions {
  /** By country or region code: its shard. */
  readonly regions: Readonly<Record<string, string>>;
  /** By region: the codes of its countries. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** For every other code; without it they have no shard. */
  readonly fallback?: string | undefined;
}

export interface GeoSharding {
  readonly shardOf: Map<string, string>;
  /** By country: the region that counts it in. */
  readonly regionOf: Map<string, string>;
  readonly fallback: string | undefined;
}

const isTable = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shardTable: Range = {
  allows: (value) => isTable(value) && Object.keys(value).length > 0,
  words: 'at least one code with its shard',
};
const groupTable: Range = { allows: isTable, words: 'for each region a list of country codes' };

/** @throws OptionError for a group that is no region, or a country in two groups. */
export function create(options: GeoShardingOptions): GeoSharding {
  const { regions, groups, fallback } = readOptions<Required<GeoShardingOptions>, GeoShardingOptions>(
    options,
    { groups: {} },
    { regions: shardTable, groups: groupTable, fallback: optional(text) },
  );
  const shardOf = new Map(Object.entries(regions));
  for (const [region, shard] of shardOf) check(`regions.${region}`, shard, text);
  const regionOf = new Map<string, string>();
  for (const [region, countries] of Object.entries(groups)) {
    insist(shardOf.has(region), `groups.${region}`, 'one of the regions', region);
    check(`groups.${region}`, countries, list('country codes'));
    countries.forEach((country, place) => {
      insist(!regionOf.has(country), `groups.${region}[${place}]`, 'a country in one group', country);
      regionOf.set(country, region);
    });
  }
  return { shardOf, regionOf, fallback };
}

/** The shard of a user's country; undefined if it has none and there is no fallback. */
export function route(s: GeoSharding, country: string): string | undefined {
  check('country', country, text);
  const own = s.shardOf.get(country);
  if (own !== undefined) return own;
  const region = s.regionOf.get(country);
  return region === undefined ? s.fallback : s.shardOf.get(region);
}

/** From now on the country or region lies on `shard`: a new one, or one that moves. */
export function assign(s: GeoSharding, code: string, shard: string): void {
  check('code', code, text);
  check('shard', shard, text);
  s.shardOf.set(code, shard);
}

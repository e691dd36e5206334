/**
 * Feature flags in a shared store, read through a cache that every instance keeps for itself and for ever.
 *
 *   isEnabled = the cached answer, else (stored = 'true'), which is cached;  set: the store and the setter's own cache
 *
 * Source: the article's feature flags and degradation middleware; held against `algorithms.featureFlags`. O(1) per
 * question. Known failure: only the instance that switches learns of it; a flag asked for before it was set is off for
 * good; and with the store down a question fails, although the switch is for such times.
 */
import { check, readOptions, whole } from '../../base/options.ts';
import type { Defect } from './defect.ts';

const key = (name: string): readonly string[] => ['algorithms', 'featureFlags', name];

export const defects: readonly Defect[] = [
  {
    name: 'flagCachedForEver',
    keys: [key('twoInstances')],
    right: 'featureFlags',
    what: 'The cache has no lifetime and hears of no change, so other instances keep the old value until restarted.',
  },
  {
    name: 'absenceCached',
    keys: [key('missingKeyCachedFalseForever')],
    right: 'featureFlags',
    what: 'A flag that is not set yet is cached as off, and setting it in the store changes nothing.',
  },
  {
    name: 'flagNeedsStore',
    keys: [key('redisDown')],
    right: 'featureFlags',
    what: 'With the store down the question throws, nobody catches it, and the request is never answered.',
  },
];

export interface FlagCacheOptions {
  readonly instances: number;
}

export interface FlagCache {
  readonly stored: Map<string, boolean>;
  readonly caches: Map<string, boolean>[];
  storeUp: boolean;
}

export function create(given: FlagCacheOptions): FlagCache {
  const { instances } = readOptions<FlagCacheOptions, FlagCacheOptions>(
    given,
    {},
    { instances: whole(1, 1_000) },
  );
  return { stored: new Map(), caches: Array.from({ length: instances }, () => new Map()), storeUp: true };
}

/** What `instance` believes; 'failed' if it would have to ask a store that is down. */
export function isEnabled(s: FlagCache, instance: number, flag: string): boolean | 'failed' {
  const cache = cacheOf(s, instance);
  const cached = cache.get(flag);
  if (cached !== undefined) return cached;
  if (!s.storeUp) return 'failed';
  const enabled = s.stored.get(flag) === true;
  cache.set(flag, enabled);
  return enabled;
}

/** `instance` switches the flag. */
export function setFlag(s: FlagCache, instance: number, flag: string, enabled: boolean): 'done' | 'failed' {
  const cache = cacheOf(s, instance);
  if (!s.storeUp) return 'failed';
  s.stored.set(flag, enabled);
  cache.set(flag, enabled);
  return 'done';
}

/** The flag is written to the store past all instances. */
export function setInStore(s: FlagCache, flag: string, enabled: boolean): void {
  s.stored.set(flag, enabled);
}

export function setStoreUp(s: FlagCache, up: boolean): void {
  s.storeUp = up;
}

export function restart(s: FlagCache, instance: number): void {
  cacheOf(s, instance).clear();
}

/** A request that the flag guards: to the feature, to its fallback, or left hanging. */
export function handle(s: FlagCache, instance: number, flag: string): 'feature' | 'fallback' | 'unanswered' {
  const enabled = isEnabled(s, instance, flag);
  if (enabled === 'failed') return 'unanswered';
  return enabled ? 'feature' : 'fallback';
}

function cacheOf(s: FlagCache, instance: number): Map<string, boolean> {
  check('instance', instance, whole(0, s.caches.length - 1));
  return s.caches[instance] as Map<string, boolean>;
}

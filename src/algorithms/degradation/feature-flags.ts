/**
 * Feature flags: switches that an operator turns while the service runs. They lie in one store; each instance keeps what
 * it read in a cache of its own, for `ttl` at most, and may subscribe to be told of changes at once.
 *
 *   isEnabled = cached value, if read less than ttl ago;  else what the store says;
 *               else (store unreachable) the last value known;  else the flag's default
 *   age of what an instance believes ≤ ttl while the store answers, 0 while subscribed
 *
 * Source: LaunchDarkly and Unleash SDKs (local evaluation, streaming or polling, last known value), Redis client-side
 * caching (tracking; the cache is dropped on reconnection). O(1) per question, O(subscribers) per change. Known failure:
 * for up to ttl instances disagree; while the store is down a switch cannot be turned, and what was turned just before
 * reaches only those who were told.
 */
import {
  atLeast,
  check,
  checkIds,
  insist,
  list,
  type Range,
  readOptions,
  table,
  yesOrNo,
} from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import type { Id } from '../outcome.ts';

export interface FeatureFlagsOptions<I extends Id> {
  readonly instances: readonly I[];
  /** How long an instance goes by what it read; 0: it asks each time. */
  readonly ttl: Micros;
  /** What a flag is as long as the store has nothing else; false for those not named. */
  readonly defaults?: Readonly<Record<string, boolean>>;
}

interface Belief {
  on: boolean;
  readAt: Micros;
}

interface Instance {
  subscribed: boolean;
  readonly cache: Map<string, Belief>;
}

export interface FeatureFlags<I extends Id> {
  readonly ttl: Micros;
  readonly defaults: Map<string, boolean>;
  readonly store: Map<string, boolean>;
  readonly instances: Map<I, Instance>;
  storeDown: boolean;
}

/** Changes may have been missed since. */
const beforeSubscription = Number.NEGATIVE_INFINITY;

const switches: Range = {
  allows: (value) =>
    table.allows(value) && !(value instanceof Map) && Object.values(value as object).every(yesOrNo.allows),
  words: 'true | false for each flag',
};

export function create<I extends Id>(options: FeatureFlagsOptions<I>): FeatureFlags<I> {
  const { instances, ttl, defaults } = readOptions<Required<FeatureFlagsOptions<I>>, FeatureFlagsOptions<I>>(
    options,
    { defaults: {} },
    { instances: list('ids'), ttl: atLeast(0), defaults: switches },
  );
  checkIds('instances', instances);
  return {
    ttl,
    defaults: new Map(Object.entries(defaults)),
    store: new Map(),
    instances: new Map(instances.map((id) => [id, { subscribed: false, cache: new Map() }])),
    storeDown: false,
  };
}

/** Turns a flag in the store and tells the subscribers. False: the store is down and nothing has changed. */
export function set<I extends Id>(s: FeatureFlags<I>, flag: string, on: boolean, now: Micros): boolean {
  check('on', on, yesOrNo);
  if (s.storeDown) return false;
  s.store.set(flag, on);
  for (const { subscribed, cache } of s.instances.values()) if (subscribed) believe(cache, flag, on, now);
  return true;
}

/** What `instance` goes by now. Never fails. */
export function isEnabled<I extends Id>(s: FeatureFlags<I>, instance: I, flag: string, now: Micros): boolean {
  const { subscribed, cache } = instanceOf(s, instance);
  const belief = cache.get(flag);
  if (belief !== undefined && isGood(s, belief, subscribed, now)) return belief.on;
  const otherwise = s.defaults.get(flag) ?? false;
  if (s.storeDown) return belief?.on ?? otherwise;
  const on = s.store.get(flag) ?? otherwise;
  believe(cache, flag, on, now);
  return on;
}

/** From now on `instance` is told of every change. What it read before may be old and has to be read again. */
export function subscribe<I extends Id>(s: FeatureFlags<I>, instance: I): void {
  insist(!s.storeDown, 'subscribe', 'while the store is up', 'down');
  const one = instanceOf(s, instance);
  one.subscribed = true;
  for (const belief of one.cache.values()) belief.readAt = beforeSubscription;
}

/** Its connection is gone: what it knows ages again from when it was last read or told. */
export function unsubscribe<I extends Id>(s: FeatureFlags<I>, instance: I): void {
  instanceOf(s, instance).subscribed = false;
}

/** A new process: it remembers nothing and is not subscribed. */
export function restart<I extends Id>(s: FeatureFlags<I>, instance: I): void {
  const one = instanceOf(s, instance);
  one.subscribed = false;
  one.cache.clear();
}

/** The store cannot be reached, or can again. Subscriptions do not survive it. */
export function setStoreDown<I extends Id>(s: FeatureFlags<I>, down: boolean): void {
  s.storeDown = down;
  if (down) for (const one of s.instances.values()) one.subscribed = false;
}

function isGood<I extends Id>(
  s: FeatureFlags<I>,
  { readAt }: Belief,
  subscribed: boolean,
  now: Micros,
): boolean {
  return subscribed ? readAt !== beforeSubscription : now - readAt < s.ttl;
}

function believe(cache: Map<string, Belief>, flag: string, on: boolean, now: Micros): void {
  const belief = cache.get(flag);
  if (belief === undefined) cache.set(flag, { on, readAt: now });
  else {
    belief.on = on;
    belief.readAt = now;
  }
}

function instanceOf<I extends Id>(s: FeatureFlags<I>, id: I): Instance {
  const instance = s.instances.get(id);
  insist(instance !== undefined, 'instance', 'one of the instances', id);
  return instance;
}

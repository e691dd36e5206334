/**
 * Where a read goes: to the replicas in turn, or to the primary when no replica is known. Source: the usual
 * primary/replica client (Redis Sentinel clients, ProxySQL reader groups). O(replicas) worst, O(1) usual, no
 * allocation. Known failure: a replica is behind, so a client may not read its own last write.
 */
import { assert } from '../../base/assert.ts';

export interface ReadRouting<Id> {
  primary: Id | undefined;
  replicas: Id[];
  next: number;
}

export interface ReadRoutingOptions<Id> {
  readonly primary?: Id;
  readonly replicas?: readonly Id[];
}

export function create<Id extends string | number>(options: ReadRoutingOptions<Id> = {}): ReadRouting<Id> {
  const s: ReadRouting<Id> = { primary: undefined, replicas: [], next: 0 };
  learn(s, options);
  return s;
}

/** Takes over a new configuration, as told by a sentinel. The turn goes on where it was. */
export function learn<Id extends string | number>(s: ReadRouting<Id>, options: ReadRoutingOptions<Id>): void {
  const replicas = options.replicas ?? [];
  assert(new Set(replicas).size === replicas.length, 'replicas: each id once');
  assert(
    options.primary === undefined || !replicas.includes(options.primary),
    'replicas: without the primary',
  );
  s.primary = options.primary;
  s.replicas = [...replicas];
  if (s.next >= s.replicas.length) s.next = 0;
}

export function routeWrite<Id extends string | number>(s: ReadRouting<Id>): Id | undefined {
  return s.primary;
}

/** `tried`: nodes that already failed this read; after all replicas the primary is the last resort. */
export function routeRead<Id extends string | number>(
  s: ReadRouting<Id>,
  tried?: { has(id: Id): boolean },
): Id | undefined {
  const count = s.replicas.length;
  for (let step = 0; step < count; step += 1) {
    const index = s.next + step < count ? s.next + step : s.next + step - count;
    const id = s.replicas[index];
    if (id === undefined || tried?.has(id) === true) continue;
    s.next = index + 1 === count ? 0 : index + 1;
    return id;
  }
  return s.primary === undefined || tried?.has(s.primary) === true ? undefined : s.primary;
}

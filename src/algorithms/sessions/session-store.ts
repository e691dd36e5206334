/**
 * Where a signed-in user is remembered when several instances answer:
 *
 *   memory   in the instance that signed in: P(missing) = (n − 1)/n at n instances, and all of its own lost at a crash
 *   sticky   the same, but the cookie names the instance, to which the balancer sends: lost only with that instance
 *   token    nowhere: the cookie is signed and proves itself until it expires; what was revoked before that is listed
 *   shared   in one store beside the instances, for a TTL after sign-in, or after the last use if `sliding`
 *
 * Source: HAProxy `cookie` persistence, RFC 7519, Redis `SET … EX`. O(1) per call; a token costs a hash. Known failure:
 * memory and sticky as said; a token cannot be taken back without the list, which all instances must share; a shared
 * store that is down signs everybody out.
 */
import { type AgingMap, createAgingMap, lookUp, put, remove, removeAll } from '../../base/aging-map.ts';
import {
  check,
  checkIds,
  insist,
  list,
  oneOf,
  positive,
  type Range,
  readOptions,
  table,
  whole,
  yesOrNo,
} from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import { open, sign } from './signed-token.ts';

export type Instance = string | number;

/** `lifetime`: from sign-in to the end of a session; of a token in whole Micros, which it carries as digits. */
export type SessionStoreOptions =
  | { readonly kind: 'memory' | 'sticky'; readonly instances: readonly Instance[]; readonly lifetime: Micros }
  | { readonly kind: 'token'; readonly lifetime: Micros; readonly key: string }
  | { readonly kind: 'shared'; readonly ttl: Micros; readonly sliding?: boolean };

/** Session id → when it ends. */
type Ends = AgingMap<string, Micros>;

export interface SessionStore {
  readonly kind: SessionStoreOptions['kind'];
  readonly lifetime: Micros;
  readonly sliding: boolean;
  readonly key: string;
  /** memory, sticky: one memory for each instance. */
  readonly instances: readonly Instance[];
  readonly local: Map<Instance, Ends>;
  readonly shared: Ends;
  /** token: signed out before its time; kept until no token of that id can be valid. */
  readonly revoked: Ends;
  /** shared: it does not answer. */
  down: boolean;
}

export type Finding = 'found' | 'missing' | 'expired' | 'revoked' | 'unavailable';

/** A request of a user: the cookie it brings, the instance it reaches. */
export interface SessionRequest {
  readonly cookie: string;
  readonly instance?: Instance;
  readonly now: Micros;
}

const text: Range = { allows: (value) => typeof value === 'string' && value !== '', words: 'a text' };
const local = { instances: list('ids', 1), lifetime: positive };
const ranges = {
  memory: local,
  sticky: local,
  token: { lifetime: whole(1), key: text },
  shared: { ttl: positive, sliding: yesOrNo },
};
const kinds = oneOf(...Object.keys(ranges));

interface AllOptions {
  readonly kind: SessionStoreOptions['kind'];
  readonly instances?: readonly Instance[];
  readonly lifetime?: Micros;
  readonly ttl?: Micros;
  readonly key?: string;
  readonly sliding?: boolean;
}

export function create(options: SessionStoreOptions): SessionStore {
  check('options', options, table);
  check('kind', options.kind, kinds);
  const all = readOptions<AllOptions, SessionStoreOptions>(options, { sliding: false }, {
    kind: kinds,
    ...ranges[options.kind],
  } as never);
  const { kind, instances = [], key = '', sliding = false } = all;
  checkIds('instances', instances);
  const lifetime = (all.lifetime ?? all.ttl) as Micros;
  return {
    kind,
    lifetime,
    sliding,
    key,
    instances: [...instances],
    local: new Map(instances.map((id) => [id, createAgingMap(lifetime)])),
    shared: createAgingMap(lifetime),
    revoked: createAgingMap(lifetime),
    down: false,
  };
}

/** `id` is new and hard to guess. Hands back the cookie; undefined if the shared store is down. */
export function signIn(
  s: SessionStore,
  { id, instance, now }: { readonly id: string; readonly instance?: Instance; readonly now: Micros },
): string | undefined {
  const expiresAt = now + s.lifetime;
  if (s.kind === 'token') {
    check('now', now, whole(0));
    return sign(s.key, { id, expiresAt });
  }
  if (s.down) return undefined;
  put(endsAt(s, instance), id, expiresAt, now);
  return s.kind === 'sticky' ? `${id}@${s.instances.indexOf(instance as Instance)}` : id;
}

/** sticky: the instance that the balancer has to send this cookie to; undefined: any will do. */
export function instanceFor(s: SessionStore, cookie: string): Instance | undefined {
  const place = s.kind === 'sticky' ? /@(0|[1-9][0-9]*)$/.exec(cookie)?.[1] : undefined;
  return place === undefined ? undefined : s.instances[Number(place)];
}

/** Whether the user is known. A store that has dropped a session cannot tell that from one it never had: `missing`. */
export function find(s: SessionStore, { cookie, instance, now }: SessionRequest): Finding {
  if (s.kind === 'token') return judgeToken(s, cookie, now);
  if (s.down) return 'unavailable';
  const ends = endsAt(s, instance);
  const id = idIn(s, cookie);
  const expiresAt = lookUp(ends, id);
  if (expiresAt === undefined || expiresAt <= now) return 'missing';
  if (s.sliding) put(ends, id, now + s.lifetime, now);
  return 'found';
}

/** Signs out before the time. False: no such session here any more, or the shared store is down. */
export function revoke(s: SessionStore, { cookie, instance, now }: SessionRequest): boolean {
  if (s.kind !== 'token') {
    if (s.down) return false;
    const [ends, id] = [endsAt(s, instance), idIn(s, cookie)];
    const expiresAt = lookUp(ends, id);
    remove(ends, id);
    return expiresAt !== undefined && expiresAt > now;
  }
  const claims = open(s.key, cookie);
  if (claims === undefined || claims.expiresAt <= now) return false;
  put(s.revoked, claims.id, now + s.lifetime, now);
  return true;
}

/** The process of an instance ends and begins anew: what it remembered is gone. */
export function crash(s: SessionStore, instance: Instance): void {
  if (s.instances.length > 0) removeAll(endsAt(s, instance));
}

/** shared: the store does not answer, or does again. */
export function setStoreDown(s: SessionStore, down: boolean): void {
  insist(s.kind === 'shared', 'kind', 'shared: only that store can be down', s.kind);
  s.down = down;
}

function judgeToken(s: SessionStore, cookie: string, now: Micros): Finding {
  const claims = open(s.key, cookie);
  if (claims === undefined) return 'missing';
  if (claims.expiresAt <= now) return 'expired';
  return lookUp(s.revoked, claims.id) !== undefined ? 'revoked' : 'found';
}

function idIn(s: SessionStore, cookie: string): string {
  return s.kind === 'sticky' ? cookie.slice(0, Math.max(0, cookie.lastIndexOf('@'))) : cookie;
}

function endsAt(s: SessionStore, instance: Instance | undefined): Ends {
  if (s.kind === 'shared') return s.shared;
  const ends = s.local.get(instance as Instance);
  insist(ends !== undefined, 'instance', 'one of the instances', instance);
  return ends;
}

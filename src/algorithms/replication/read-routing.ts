/**
 * Where a read goes when replicas are behind the primary, by one of five policies:
 *
 *   primary             the primary: never stale, and replicas carry nothing
 *   replicas            replicas in turn, the primary as last resort: P(stale) = P(lag > age of the last write)
 *   primaryAfterWrite   the primary for so long after the session's own write, then replicas
 *   waitAfterWrite      a replica, but not before own write + wait: stale with P(lag > wait)
 *   versionCheck        a replica; the primary as well if the row is older than expected or not there yet
 *
 * Source: primary/replica clients (Redis Sentinel clients, ProxySQL reader groups); the article's four ways to read
 * one's own writes; Terry et al. 1994, "Session guarantees". O(1) usual, O(replicas) when many were tried, no allocation.
 * Known failure: all but `primary` and `versionCheck` bet on the lag being short; the two after-write policies know a
 * session's own writes only, and only those told to this state (`recent-writes.ts`).
 */
import {
  check,
  checkIds,
  insist,
  list,
  oneOf,
  optional,
  positive,
  type Range,
  readOptions,
  table,
  whole,
} from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import type { Id } from '../outcome.ts';
import type { RecentWrites, Session } from './recent-writes.ts';
import * as recentWrites from './recent-writes.ts';

export type ReadPolicy =
  | { readonly kind: 'primary' | 'replicas' | 'versionCheck' }
  | { readonly kind: 'primaryAfterWrite'; readonly for: Micros; readonly maxSessions?: number }
  | { readonly kind: 'waitAfterWrite'; readonly wait: Micros; readonly maxSessions?: number };

/** What a sentinel or a configuration file tells. */
export interface Topology<I extends Id> {
  readonly primary?: I;
  /** Without the primary. */
  readonly replicas?: readonly I[];
}

export interface ReadRoutingOptions<I extends Id> extends Topology<I> {
  /** Replicas in turn if left out. */
  readonly policy?: ReadPolicy;
}

export interface ReadRouting<I extends Id> {
  primary: I | undefined;
  replicas: I[];
  next: number;
  readonly policy: ReadPolicy['kind'];
  /** Of the two policies that remember writes. */
  readonly writes: RecentWrites | undefined;
}

export interface Read<I extends Id> {
  readonly now: Micros;
  /** Whose read it is; without one, nobody's who has written. */
  readonly session?: Session | undefined;
  /** Nodes that already failed this read. */
  readonly tried?: { has(id: I): boolean } | undefined;
}

/** What came back: from which node, with which version; null or undefined: no such row. */
export interface Answer<I extends Id> {
  readonly from: I;
  readonly version: number | null | undefined;
  /** The version that the reader knows to exist; undefined if it knows of none. */
  readonly expected?: number | undefined;
}

const nodes = list('ids');
const node: Range = {
  allows: (id) => typeof id === 'string' || typeof id === 'number',
  words: 'a text or a number',
};
const topologyRanges = { primary: optional(node), replicas: nodes };
const ownOptions = {
  primary: {},
  replicas: {},
  versionCheck: {},
  primaryAfterWrite: { for: positive, maxSessions: whole(2) },
  waitAfterWrite: { wait: positive, maxSessions: whole(2) },
};
const kinds = oneOf(...Object.keys(ownOptions));

export function create<I extends Id>(options: ReadRoutingOptions<I> = {}): ReadRouting<I> {
  check('options', options, table);
  const { policy = { kind: 'replicas' }, ...topology } = options;
  check('policy', policy, table);
  check('policy.kind', policy.kind, kinds);
  const own = readOptions<{ kind: string; for?: Micros; wait?: Micros; maxSessions?: number }, ReadPolicy>(
    policy,
    { maxSessions: 100_000 },
    { kind: kinds, ...ownOptions[policy.kind] } as never,
    'policy.',
  );
  const keepFor = own.for ?? own.wait;
  const writes = keepFor === undefined ? undefined : recentWrites.create(keepFor, own.maxSessions as number);
  const s: ReadRouting<I> = { primary: undefined, replicas: [], next: 0, policy: policy.kind, writes };
  learn(s, topology);
  return s;
}

/** Takes over a new configuration. The turn goes on where it was. */
export function learn<I extends Id>(s: ReadRouting<I>, topology: Topology<I>): void {
  const { primary, replicas } = readOptions<Topology<I>, Topology<I>>(
    topology,
    { replicas: [] },
    topologyRanges,
  );
  const list = replicas as readonly I[];
  list.forEach((id, place) => {
    check(`replicas[${place}]`, id, node);
  });
  checkIds('replicas', list);
  insist(primary === undefined || !list.includes(primary), 'replicas', 'without the primary', primary);
  s.primary = primary;
  s.replicas = [...list];
  if (s.next >= s.replicas.length) s.next = 0;
}

export function routeWrite<I extends Id>(s: ReadRouting<I>): I | undefined {
  return s.primary;
}

/** A session's write is done. Policies that do not go by it forget it at once. */
export function recordWrite<I extends Id>(s: ReadRouting<I>, session: Session, now: Micros): void {
  if (s.writes !== undefined) recentWrites.note(s.writes, session, now);
}

/** The node to read from; undefined if none is left that would do. */
export function routeRead<I extends Id>(s: ReadRouting<I>, { now, session, tried }: Read<I>): I | undefined {
  const needsPrimary =
    s.policy === 'primary' || (s.policy === 'primaryAfterWrite' && remaining(s, session, now) > 0);
  return (needsPrimary ? undefined : nextReplica(s, tried)) ?? untriedPrimary(s, tried);
}

/** How long the read has to wait before it is sent: 0, except soon after an own write with `waitAfterWrite`. */
export function readDelay<I extends Id>(s: ReadRouting<I>, { now, session }: Read<I>): Micros {
  return s.policy === 'waitAfterWrite' ? remaining(s, session, now) : 0;
}

/**
 * Whether what came back may be used or the primary has to be asked as well. Only `versionCheck` ever says the latter; a
 * row that is missing on a replica may just not be there yet, so only the primary can say that it does not exist.
 */
export function judgeRead<I extends Id>(
  s: ReadRouting<I>,
  { from, version, expected }: Answer<I>,
): 'use' | 'readPrimary' {
  if (s.policy !== 'versionCheck' || from === s.primary) return 'use';
  if (version === undefined || version === null) return 'readPrimary';
  return expected !== undefined && version < expected ? 'readPrimary' : 'use';
}

/** What is left of the time after the session's own write. */
function remaining<I extends Id>(s: ReadRouting<I>, session: Session | undefined, now: Micros): Micros {
  const { keepFor } = (s.writes as RecentWrites).at;
  const writtenAt = recentWrites.last(s.writes as RecentWrites, session);
  return writtenAt === undefined ? 0 : Math.max(0, writtenAt + keepFor - now);
}

function nextReplica<I extends Id>(s: ReadRouting<I>, tried: Read<I>['tried']): I | undefined {
  const count = s.replicas.length;
  for (let step = 0; step < count; step += 1) {
    const index = s.next + step < count ? s.next + step : s.next + step - count;
    const id = s.replicas[index];
    if (id === undefined || tried?.has(id) === true) continue;
    s.next = index + 1 === count ? 0 : index + 1;
    return id;
  }
  return undefined;
}

function untriedPrimary<I extends Id>(s: ReadRouting<I>, tried: Read<I>['tried']): I | undefined {
  return s.primary === undefined || tried?.has(s.primary) === true ? undefined : s.primary;
}

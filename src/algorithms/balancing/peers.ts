/**
 * The servers as every balancer of this folder sees them: one record each, which passive health writes and pickers read.
 * Source: nginx `ngx_http_upstream_rr_peer_t`, whose names these are. Looking one up is O(1). Known failure: it is one
 * balancer's view; two balancers (nginx workers without a `zone`) each have their own, and neither sees the other's load.
 */
import { assert } from '../../base/assert.ts';
import {
  atLeast,
  checkIds,
  insist,
  list,
  positive,
  readOptions,
  whole,
  yesOrNo,
} from '../../base/options.ts';
import { type Micros, microsPerSecond } from '../../base/units.ts';
import type { Id, Outcome } from '../outcome.ts';

export type { Id };

export interface ServerOptions<I extends Id> {
  readonly id: I;
  /** How much more than the others it gets; nginx allows whole numbers from 1. */
  readonly weight?: number;
  /** Picked only when no other server is available. */
  readonly backup?: boolean;
  /** Never picked; its place in a hash stays. */
  readonly down?: boolean;
  /** So many failures within `failTimeout` take it out for as long; 0 = failures are not counted. */
  readonly maxFails?: number;
  readonly failTimeout?: Micros;
  /** Most requests at a time; 0 = no limit. */
  readonly maxConns?: number;
}

/** A balancer with options of its own takes them out first and hands the rest to `createPeers`. */
export interface BalancerOptions<I extends Id> {
  readonly servers: readonly ServerOptions<I>[];
  /** Times are compared in whole multiples of this; nginx sees whole seconds. */
  readonly clockGranularity?: Micros;
}

export interface Peer<I extends Id> {
  readonly id: I;
  weight: number;
  backup: boolean;
  maxFails: number;
  failTimeout: Micros;
  maxConns: number;
  down: boolean;
  /** `weight`, lowered by failures and regained one by one. */
  effectiveWeight: number;
  /** Smooth weighted round robin: how far it is ahead in its turn. */
  currentWeight: number;
  /** Failures counted in the present `failTimeout`. */
  fails: number;
  /** When the last failure was. */
  accessedAt: Micros;
  /** When the present `failTimeout` began: the last failure, or the pick that tries it again. */
  checkedAt: Micros;
  /** Requests sent to it that have not ended. */
  active: number;
}

export interface Peers<I extends Id> {
  readonly peers: Peer<I>[];
  /** Where in `peers` it is. */
  readonly placeById: Map<I, number>;
  /** Servers that have left while requests sent to them had not ended. */
  readonly leaving: Map<I, Peer<I>>;
  clockGranularity: Micros;
  hasBackup: boolean;
  /** While true, `down` and failures keep nobody from being picked. */
  ignoresHealth: boolean;
}

/** What a pick may go by. */
export interface PickContext<I extends Id> {
  readonly now: Micros;
  readonly clientAddress?: string;
  readonly key?: string;
  /** The next draw in [0, 1). */
  readonly random?: () => number;
  /** Servers that already failed this request. */
  readonly tried?: { has(id: I): boolean } | undefined;
}

export interface Release {
  readonly now: Micros;
  readonly outcome: Outcome;
}

const ranges = {
  id: {
    allows: (id: unknown) => typeof id === 'string' || typeof id === 'number',
    words: 'a text or a number',
  },
  weight: whole(1, 65_535),
  backup: yesOrNo,
  down: yesOrNo,
  maxFails: whole(0),
  failTimeout: atLeast(0),
  maxConns: whole(0),
};

/** nginx's own defaults: one failure takes a server out for ten seconds. */
const defaults = {
  weight: 1,
  backup: false,
  down: false,
  maxFails: 1,
  failTimeout: 10 * microsPerSecond,
  maxConns: 0,
};

/** @throws OptionError for a bad option of a server, or an id that comes twice. */
export function createPeers<I extends Id>(given: BalancerOptions<I>): Peers<I> {
  const { peers, clockGranularity } = readPeers(given);
  return {
    peers,
    placeById: new Map(peers.map((peer, place) => [peer.id, place])),
    leaving: new Map(),
    clockGranularity,
    hasBackup: peers.some((peer) => peer.backup),
    ignoresHealth: false,
  };
}

/**
 * New servers and options from now on. A server that stays keeps its requests under way, its turn, what its failures
 * have taught and, unless `down` is given, whether it is down. One that leaves gets no request and is forgotten when its
 * last one has ended. A server whose failures were not counted begins without any. @throws OptionError as `createPeers`
 */
export function retunePeers<I extends Id>(s: Peers<I>, given: BalancerOptions<I>): void {
  const { peers, clockGranularity } = readPeers(given);
  const before = new Map([...s.leaving, ...s.peers.map((peer) => [peer.id, peer] as const)]);
  s.leaving.clear();
  s.placeById.clear();
  peers.forEach((peer, place) => {
    const old = before.get(peer.id);
    const isDownGiven = given.servers[place]?.down !== undefined;
    if (old !== undefined) keepState(peer, old, isDownGiven ? peer.down : old.down);
    before.delete(peer.id);
    s.peers[place] = peer;
    s.placeById.set(peer.id, place);
  });
  s.peers.length = peers.length;
  for (const [id, peer] of before) if (peer.active > 0) s.leaving.set(id, peer);
  s.clockGranularity = clockGranularity;
  s.hasBackup = peers.some((peer) => peer.backup);
}

/** Continues what another balancer has begun with the same servers: its requests under way, failures and verdicts. */
export function takeOver<I extends Id>(s: Peers<I>, from: Peers<I>): void {
  for (const peer of s.peers) {
    const old = from.peers[from.placeById.get(peer.id) ?? -1];
    if (old !== undefined) keepState(peer, old, old.down);
  }
  for (const [id, peer] of from.leaving) s.leaving.set(id, peer);
}

function keepState<I extends Id>(peer: Peer<I>, old: Peer<I>, down: boolean): void {
  peer.down = down;
  peer.active = old.active;
  peer.currentWeight = old.currentWeight;
  if ((old.maxFails === 0) !== (peer.maxFails === 0)) return;
  if (peer.maxFails > 0) peer.effectiveWeight = Math.min(peer.weight, old.effectiveWeight);
  peer.fails = old.fails;
  peer.accessedAt = old.accessedAt;
  peer.checkedAt = old.checkedAt;
}

function readPeers<I extends Id>(
  given: BalancerOptions<I>,
): {
  readonly peers: Peer<I>[];
  readonly clockGranularity: Micros;
} {
  const { servers, clockGranularity } = readOptions<Required<BalancerOptions<I>>, BalancerOptions<I>>(
    given,
    { clockGranularity: 1 } as Partial<BalancerOptions<I>>,
    { servers: list('servers'), clockGranularity: positive },
  );
  const peers = servers.map((server, place) => peerFrom(server, `servers[${place}].`));
  checkIds(
    'servers',
    peers.map(({ id }) => id),
  );
  return { peers, clockGranularity };
}

function peerFrom<I extends Id>(given: ServerOptions<I>, inside: string): Peer<I> {
  const options = readOptions<Required<ServerOptions<I>>, ServerOptions<I>>(
    given,
    defaults as Partial<ServerOptions<I>>,
    ranges,
    inside,
  );
  // Property by property, so that all records share one hidden class however they were given: pickers read hundreds.
  return {
    id: options.id,
    weight: options.weight,
    backup: options.backup,
    maxFails: options.maxFails,
    failTimeout: options.failTimeout,
    maxConns: options.maxConns,
    down: options.down,
    effectiveWeight: options.weight,
    currentWeight: 0,
    fails: 0,
    accessedAt: 0,
    checkedAt: 0,
    active: 0,
  };
}

export function peerOf<I extends Id>(s: Peers<I>, id: I): Peer<I> {
  const place = s.placeById.get(id);
  const peer = place === undefined ? s.leaving.get(id) : s.peers[place];
  insist(peer !== undefined, 'id', 'one of the servers', id);
  return peer;
}

/** The request that was picked for is not sent. */
export function cancel<I extends Id>(s: Peers<I>, id: I): void {
  const place = s.placeById.get(id);
  if (place === undefined) giveBackLeaving(s, id);
  else giveBack(s.peers[place] as Peer<I>);
}

/** A request has ended that was sent to a server before it left. */
export function giveBackLeaving<I extends Id>(s: Peers<I>, id: I): void {
  const peer = peerOf(s, id);
  giveBack(peer);
  if (peer.active === 0) s.leaving.delete(id);
}

/** The request has ended. */
export function giveBack<I extends Id>(peer: Peer<I>): void {
  assert(peer.active > 0, 'release: only what was picked');
  peer.active -= 1;
}

/** Takes a server out of rotation or puts it back, as an active health check says; its place in the turn stays. */
export function setDown<I extends Id>(s: Peers<I>, id: I, down: boolean): void {
  peerOf(s, id).down = down;
}

export function activeOf<I extends Id>(s: Peers<I>, id: I): number {
  return peerOf(s, id).active;
}

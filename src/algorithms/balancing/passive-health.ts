/**
 * Passive health checks: a server is judged by the requests it gets anyway. `maxFails` failures take it out; after more
 * than `failTimeout` it gets one request, and a single failure takes it out again; a success clears it if it was tried
 * again since its last failure. Each failure also lowers its effective weight, which comes back by one each time weights
 * are compared.
 *
 *   out  ⟺  maxFails > 0 ∧ fails ≥ maxFails ∧ now − checkedAt ≤ failTimeout, in whole clock ticks
 *   each failure:  effectiveWeight −= ⌊weight / maxFails⌋, not below 0
 *
 * The balancers of this folder ask it; alone it deals too: to the first server that is available, the others standing by.
 * Source: nginx 1.22 `ngx_http_upstream_round_robin.c` (`max_fails`, `fail_timeout`, `backup`, `down`, `max_conns`).
 * O(1) per question and per release; its own pick O(servers). Known failure: it needs victims: each failTimeout somebody's
 * request is the probe. Failures with a success between them add up as long as no failTimeout passes without a failure.
 * A single server is never taken out, and in whole seconds a timeout of 2 s lasts between 2 and 3. Unlike here, a request
 * that has come to nginx's backups stays there, though a main server may be back.
 */
import type { Micros } from '../../base/units.ts';
import { checkOutcome } from '../outcome.ts';
import {
  type BalancerOptions,
  createPeers,
  giveBack,
  giveBackLeaving,
  type Id,
  type Peer,
  type Peers,
  type PickContext,
  peerOf,
  type Release,
} from './peers.ts';

export {
  activeOf,
  type BalancerOptions,
  cancel,
  type Peers,
  retunePeers as retune,
  setDown,
} from './peers.ts';

export function create<I extends Id>(options: BalancerOptions<I>): Peers<I> {
  return createPeers(options);
}

/** The first available server in the order given; a backup only if there is no other; undefined if none is available. */
export function pick<I extends Id>(s: Peers<I>, context: PickContext<I>): I | undefined {
  return pickBy(firstAvailable, s, context);
}

/** A balancer's own rule: which of the main servers, or of the backups, gets the next request. */
type Choose<S, I extends Id> = (
  s: S,
  backup: boolean,
  now: Micros,
  tried: PickContext<I>['tried'],
) => Peer<I> | undefined;

/** What `choose` finds among the main servers, or else among the backups, gets the request. */
export function pickBy<I extends Id, S extends Peers<I>>(
  choose: Choose<S, I>,
  s: S,
  { now, tried }: PickContext<I>,
): I | undefined {
  const peer = choose(s, false, now, tried) ?? (s.hasBackup ? choose(s, true, now, tried) : undefined);
  return peer === undefined ? undefined : sendTo(s, peer, now);
}

/** The server gets a request. Hands back its id. */
export function sendTo<I extends Id>(s: Peers<I>, peer: Peer<I>, now: Micros): I {
  noteSelected(s, peer, now);
  peer.active += 1;
  return peer.id;
}

function firstAvailable<I extends Id>(
  s: Peers<I>,
  backup: boolean,
  now: Micros,
  tried: PickContext<I>['tried'],
): Peer<I> | undefined {
  for (const peer of s.peers) if (peer.backup === backup && mayPick(s, peer, now, tried)) return peer;
  return undefined;
}

/** Whether a request may be sent to the server now. */
export function isAvailable<I extends Id>(s: Peers<I>, id: I, now: Micros): boolean {
  return mayPick(s, peerOf(s, id), now, undefined);
}

/** What every picker asks: is the server available, and has it not failed this request already? */
export function mayPick<I extends Id>(
  s: Peers<I>,
  peer: Peer<I>,
  now: Micros,
  tried: PickContext<I>['tried'],
): boolean {
  if (tried?.has(peer.id) === true) return false;
  if (peer.maxConns > 0 && peer.active >= peer.maxConns) return false;
  return (!peer.down && !isOut(s, peer, now)) || s.ignoresHealth;
}

/** Is at least one server, tried or full, neither down nor out for its failures? */
export function isAnyHealthy<I extends Id>(s: Peers<I>, now: Micros): boolean {
  return s.peers.some((peer) => !peer.down && !isOut(s, peer, now));
}

/** Has it failed so often that it gets one request per `failTimeout`? A success of such a request ends this. */
export function isDisabled<I extends Id>(s: Peers<I>, id: I): boolean {
  const { maxFails, fails } = peerOf(s, id);
  return maxFails > 0 && fails >= maxFails;
}

function isOut<I extends Id>(s: Peers<I>, peer: Peer<I>, now: Micros): boolean {
  if (peer.maxFails === 0 || peer.fails < peer.maxFails) return false;
  return tick(s, now) - peer.checkedAt <= peer.failTimeout;
}

/** If its time out is over, this request is its probe, and nobody else's for `failTimeout`. */
function noteSelected<I extends Id>(s: Peers<I>, peer: Peer<I>, now: Micros): void {
  // Nobody asks since when, if failures are not counted.
  if (peer.maxFails === 0) return;
  const at = tick(s, now);
  if (at - peer.checkedAt > peer.failTimeout) peer.checkedAt = at;
}

/** The request sent to `id` has ended. */
export function release<I extends Id>(s: Peers<I>, id: I, { now, outcome }: Release): void {
  checkOutcome(outcome);
  const place = s.placeById.get(id);
  if (place === undefined) {
    giveBackLeaving(s, id);
    return;
  }
  const peer = s.peers[place] as Peer<I>;
  giveBack(peer);
  // With nobody else to ask, there is nothing to gain by not asking it.
  if (s.peers.length === 1) return;
  if (outcome === 'ok') noteSuccess(peer);
  else noteFailure(s, peer, now);
}

function noteSuccess<I extends Id>(peer: Peer<I>): void {
  if (peer.accessedAt < peer.checkedAt) peer.fails = 0;
}

function noteFailure<I extends Id>(s: Peers<I>, peer: Peer<I>, now: Micros): void {
  peer.fails += 1;
  peer.accessedAt = tick(s, now);
  peer.checkedAt = peer.accessedAt;
  if (peer.maxFails === 0) return;
  const lost = Math.floor(peer.weight / peer.maxFails);
  peer.effectiveWeight = Math.max(0, peer.effectiveWeight - lost);
}

const tick = <I extends Id>(s: Peers<I>, now: Micros): Micros => now - (now % s.clockGranularity);

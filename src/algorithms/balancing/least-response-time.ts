/**
 * Least response time: the server expected to answer soonest, by how long its answers took and how many wait before.
 *
 *   pick the least  meanᵢ · (activeᵢ + 1) / weightᵢ;  among equals smooth weighted round robin
 *   each answer after r:  meanᵢ ← r + (meanᵢ − r) · e^(−Δt / decayTime),  Δt since its last answer
 *   before its first answer:  0 with nothing under way, so that each is tried once; else meanᵢ = initialResponseTime
 *   nothing under way:  meanᵢ counts e^(−Δt / decayTime) times, so that a server once slow is tried again
 *   failed after r:  as an answer after max(r, meanᵢ), for to fail fast is not to be fast
 *   r = `responseTime` if told to release;  else the mean age of its requests under way (Little's law: whichever of them
 *   it was, these r have the right sum each time the server falls idle)
 *
 * Source: the EWMA of Finagle's and Linkerd's `peak_ewma` (10 s, 30 ms before the first), without the peak; NGINX Plus
 * `least_time last_byte` has the same product. O(servers) per pick. Known failure: a server that fails fast has few
 * requests under way and is still favoured (passive health must take it out); one that hangs gives no answers and shows
 * only by its queue; a mean says nothing of a mix of cheap and dear requests.
 */
import { atLeast, check, positive, table } from '../../base/options.ts';
import { exp } from '../../base/portable-math.ts';
import { type Micros, microsPerMilli, microsPerSecond } from '../../base/units.ts';
import { mayPick, pickBy, release as releasePeer } from './passive-health.ts';
import {
  type BalancerOptions,
  createPeers,
  type Id,
  type Peer,
  type Peers,
  type PickContext,
  peerOf,
  type Release,
  retunePeers,
} from './peers.ts';
import { smoothestOf } from './weighted-round-robin.ts';

export { activeOf, cancel, setDown } from './peers.ts';

export interface LeastResponseTimeOptions<I extends Id> extends BalancerOptions<I> {
  /** After so long without news 1/e of a mean is left. */
  readonly decayTime?: Micros;
  /** What a server is taken for while its first request is under way. */
  readonly initialResponseTime?: Micros;
}

export interface TimedRelease extends Release {
  /** How long the request took, if the caller knows. */
  readonly responseTime?: Micros;
}

/** What is known of one server's answers. */
interface Timing {
  mean: Micros;
  /** When its last request ended. */
  heardAt: Micros | undefined;
  /** Sum of the ages, at `agedAt`, of its requests under way. */
  ages: Micros;
  agedAt: Micros;
}

export interface LeastResponseTime<I extends Id> extends Peers<I> {
  decayTime: Micros;
  /** By place, as `peers`. */
  readonly timings: Timing[];
}

export function create<I extends Id>(given: LeastResponseTimeOptions<I>): LeastResponseTime<I> {
  const { decayTime, initialResponseTime, options } = readTimes(given);
  const peers = createPeers(options);
  return { ...peers, decayTime, timings: peers.peers.map(() => unheard(initialResponseTime)) };
}

/** What is known of the answers of those that stay, is kept. @throws OptionError */
export function retune<I extends Id>(s: LeastResponseTime<I>, given: LeastResponseTimeOptions<I>): void {
  const { decayTime, initialResponseTime, options } = readTimes(given);
  const before = new Map(s.peers.map(({ id }, place) => [id, s.timings[place] as Timing]));
  retunePeers(s, options);
  s.decayTime = decayTime;
  s.timings.length = 0;
  for (const { id } of s.peers) s.timings.push(before.get(id) ?? unheard(initialResponseTime));
}

function readTimes<I extends Id>(given: LeastResponseTimeOptions<I>) {
  check('options', given, table);
  const { decayTime = 10 * microsPerSecond, initialResponseTime = 30 * microsPerMilli, ...options } = given;
  check('decayTime', decayTime, positive);
  check('initialResponseTime', initialResponseTime, positive);
  return { decayTime, initialResponseTime, options };
}

const unheard = (mean: Micros): Timing => ({ mean, heardAt: undefined, ages: 0, agedAt: 0 });

/** The server that is expected to answer soonest; a backup only if there is no other; undefined if none is available. */
export function pick<I extends Id>(s: LeastResponseTime<I>, context: PickContext<I>): I | undefined {
  const id = pickBy(soonest, s, context);
  if (id === undefined) return undefined;
  const place = s.placeById.get(id) as number;
  growOlder(s.timings[place] as Timing, (s.peers[place] as Peer<I>).active - 1, context.now);
  return id;
}

/** The request sent to `id` has ended. */
export function release<I extends Id>(s: LeastResponseTime<I>, id: I, ended: TimedRelease): void {
  const { now, outcome, responseTime } = ended;
  if (responseTime !== undefined) check('responseTime', responseTime, atLeast(0));
  const { active } = peerOf(s, id);
  releasePeer(s, id, ended);
  const place = s.placeById.get(id);
  // It has left.
  if (place === undefined) return;
  const timing = s.timings[place] as Timing;
  growOlder(timing, active, now);
  const took = responseTime ?? timing.ages / active;
  // `responseTime` may be shorter than the time since the pick: what is left over belongs to nobody once it is idle.
  timing.ages = active === 1 ? 0 : Math.max(0, timing.ages - took);
  const counted = outcome === 'ok' ? took : Math.max(took, timing.mean);
  const kept = timing.heardAt === undefined ? 0 : exp((timing.heardAt - now) / s.decayTime);
  // At least one tick of the clock: nothing is as good as free, however many ask for it.
  timing.mean = Math.max(1, counted + (timing.mean - counted) * kept);
  timing.heardAt = now;
}

/** The mean response time of `id` as a pick sees it now. */
export function meanOf<I extends Id>(s: LeastResponseTime<I>, id: I, now: Micros): Micros {
  const { active } = peerOf(s, id);
  return meanAt(s, s.timings[s.placeById.get(id) as number] as Timing, active, now);
}

function soonest<I extends Id>(
  s: LeastResponseTime<I>,
  backup: boolean,
  now: Micros,
  tried: PickContext<I>['tried'],
): Peer<I> | undefined {
  let best: Peer<I> | undefined;
  let least = Number.POSITIVE_INFINITY;
  let isTied = false;
  for (let place = 0; place < s.peers.length; place += 1) {
    const peer = s.peers[place] as Peer<I>;
    if (peer.backup !== backup || !mayPick(s, peer, now, tried)) continue;
    const cost = costOf(s, place, now);
    if (cost < least) {
      best = peer;
      least = cost;
      isTied = false;
    } else if (cost === least) isTied = true;
  }
  return isTied ? smoothestOf(s, backup, now, tried, costsAsMuch, least) : best;
}

const costsAsMuch = <I extends Id>(
  s: LeastResponseTime<I>,
  place: number,
  now: Micros,
  cost: number,
): boolean => costOf(s, place, now) === cost;

function costOf<I extends Id>(s: LeastResponseTime<I>, place: number, now: Micros): number {
  const { active, weight } = s.peers[place] as Peer<I>;
  const timing = s.timings[place] as Timing;
  // Whoever was never asked is asked first: nothing else would ever tell how fast it is.
  if (timing.heardAt === undefined && active === 0) return 0;
  return (meanAt(s, timing, active, now) * (active + 1)) / weight;
}

function meanAt<I extends Id>(
  s: LeastResponseTime<I>,
  { mean, heardAt }: Timing,
  active: number,
  now: Micros,
): Micros {
  if (active > 0 || heardAt === undefined || now === heardAt) return mean;
  return mean * exp((heardAt - now) / s.decayTime);
}

function growOlder(timing: Timing, active: number, now: Micros): void {
  timing.ages += active * (now - timing.agedAt);
  timing.agedAt = now;
}

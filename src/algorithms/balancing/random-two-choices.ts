/**
 * The power of two choices: of two servers drawn at random, the one with fewer requests under way for its weight. One more
 * draw than plain random makes the longest queue grow like ln ln n instead of ln n.
 *
 *   draw distinct servers, each with probability weightᵢ / Σ weights, until `choices` available ones are found;
 *   pick the least activeᵢ / weightᵢ, the last drawn of equals
 *   20 useless draws per comparison: the best of those found, or, with nothing to compare, the next in weighted turn
 *
 * Source: M. Mitzenmacher, "The power of two choices in randomized load balancing" (IEEE TPDS 12, 2001); nginx 1.22
 * `ngx_http_upstream_random_module.c`, whose `random` is 1 choice and whose `random two least_conn` is 2. O(choices · log
 * servers) per pick. Known failure: it sees only its own requests, so several balancers that do not share counts fall back
 * towards random; and a server that fails fast looks idle.
 */
import { check, insist, table, whole } from '../../base/options.ts';
import { mayPick, sendTo } from './passive-health.ts';
import {
  type BalancerOptions,
  createPeers,
  type Id,
  type Peer,
  type Peers,
  type PickContext,
  retunePeers,
} from './peers.ts';
import { maxTries, placeAt, type WeightRanges, weightRanges } from './weight-ranges.ts';
import { pick as pickInTurn } from './weighted-round-robin.ts';

export { release } from './passive-health.ts';
export { activeOf, cancel, setDown } from './peers.ts';

export interface RandomTwoChoicesOptions<I extends Id> extends BalancerOptions<I> {
  /** Distinct servers compared per pick: 2 of course; 1 is plain random. */
  readonly choices?: number;
}

export interface RandomTwoChoices<I extends Id> extends Peers<I> {
  choices: number;
  ranges: WeightRanges;
  /** The places drawn for the present pick: room for `choices`. */
  drawn: Uint32Array;
}

export function create<I extends Id>(given: RandomTwoChoicesOptions<I>): RandomTwoChoices<I> {
  const { choices, options } = readChoices(given);
  const peers = createPeers(options);
  return { ...peers, choices, ranges: weightRanges(peers.peers), drawn: new Uint32Array(choices) };
}

/** @throws OptionError */
export function retune<I extends Id>(s: RandomTwoChoices<I>, given: RandomTwoChoicesOptions<I>): void {
  const { choices, options } = readChoices(given);
  retunePeers(s, options);
  s.ranges = weightRanges(s.peers);
  if (choices === s.choices) return;
  s.choices = choices;
  s.drawn = new Uint32Array(choices);
}

function readChoices<I extends Id>(given: RandomTwoChoicesOptions<I>) {
  check('options', given, table);
  const { choices = 2, ...options } = given;
  check('choices', choices, whole(1, 65_535));
  return { choices, options };
}

/** The best of the drawn; undefined if no server is available. */
export function pick<I extends Id>(s: RandomTwoChoices<I>, context: PickContext<I>): I | undefined {
  const { random, now } = context;
  insist(random !== undefined, 'random', 'a function that returns a number in [0, 1)', random);
  const peer = bestOfDrawn(s, random, context);
  if (peer === undefined) return pickInTurn(s, context);
  return sendTo(s, peer, now);
}

function bestOfDrawn<I extends Id>(
  s: RandomTwoChoices<I>,
  random: () => number,
  context: PickContext<I>,
): Peer<I> | undefined {
  // One server, or none: nothing to draw.
  if (s.peers.length < 2 || s.ranges.total === 0) return undefined;
  let best: Peer<I> | undefined;
  let found = 0;
  let useless = 0;
  const most = maxTries * Math.max(1, s.choices - 1);
  while (useless <= most) {
    const draw = random();
    insist(draw >= 0 && draw < 1, 'random', 'a function that returns a number in [0, 1)', draw);
    const place = placeAt(s.ranges, Math.floor(draw * s.ranges.total));
    const peer = s.peers[place] as Peer<I>;
    if (isDrawn(s.drawn, found, place) || !mayPick(s, peer, context.now, context.tried)) {
      useless += 1;
      continue;
    }
    if (best === undefined || peer.active * best.weight <= best.active * peer.weight) best = peer;
    s.drawn[found] = place;
    found += 1;
    if (found === s.choices) return best;
  }
  return found >= 2 ? best : undefined;
}

function isDrawn(drawn: Uint32Array, found: number, place: number): boolean {
  for (let index = 0; index < found; index += 1) if (drawn[index] === place) return true;
  return false;
}

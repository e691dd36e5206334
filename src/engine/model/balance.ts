/**
 * The rule by which a pool picks: one of the textbook's balancers, told to it by name. Every call site below reaches one
 * balancer only, so that each stays monomorphic; nothing is allocated per pick or release.
 */
import * as leastConnections from '../../algorithms/balancing/least-connections.ts';
import * as leastResponseTime from '../../algorithms/balancing/least-response-time.ts';
import * as passiveHealth from '../../algorithms/balancing/passive-health.ts';
import {
  type BalancerOptions,
  cancel,
  giveBack,
  type Peer,
  type Peers,
  type PickContext,
  takeOver,
} from '../../algorithms/balancing/peers.ts';
import * as randomTwoChoices from '../../algorithms/balancing/random-two-choices.ts';
import * as roundRobin from '../../algorithms/balancing/round-robin.ts';
import type { Outcome } from '../../algorithms/outcome.ts';
import { assertUnreachable } from '../../base/assert.ts';
import { copyPlain } from '../../base/plain.ts';
import type { Micros } from '../../base/units.ts';

/** How a request ended that was picked for. */
interface Ended {
  readonly now: Micros;
  readonly outcome: Outcome;
  responseTime: Micros;
}

/** `firstAvailable`: in the order listed, the others standing by. */
export type Rule =
  | 'roundRobin'
  | 'leastConnections'
  | 'leastResponseTime'
  | 'powerOfTwoChoices'
  | 'random'
  | 'firstAvailable';

export class Balance {
  rule: Rule;
  private peers: Peers<number>;
  /** Where each component stands in `peers`, −1 for the others: a map of the same costs 1 % of a run. */
  private places: Int32Array;

  constructor(rule: Rule, options: BalancerOptions<number>) {
    this.rule = rule;
    this.peers = create(rule, options);
    this.places = placesOf(this.peers);
  }

  get state(): Peers<number> {
    return this.peers;
  }

  /** The usual rule apart: small enough to be inlined where it is called. */
  pick(context: PickContext<number>): number | undefined {
    return this.rule === 'roundRobin'
      ? roundRobin.pick(this.peers as roundRobin.RoundRobin<number>, context)
      : this.pickByRule(this.rule, context);
  }

  private pickByRule(rule: Exclude<Rule, 'roundRobin'>, context: PickContext<number>): number | undefined {
    const { peers } = this;
    switch (rule) {
      case 'leastConnections':
        return leastConnections.pick(peers, context);
      case 'leastResponseTime':
        return leastResponseTime.pick(peers as leastResponseTime.LeastResponseTime<number>, context);
      case 'powerOfTwoChoices':
      case 'random':
        return randomTwoChoices.pick(peers as randomTwoChoices.RandomTwoChoices<number>, context);
      case 'firstAvailable':
        return passiveHealth.pick(peers, context);
      default:
        return assertUnreachable(rule);
    }
  }

  /** `isError`: it was answered with an error; to fail fast is not to be fast. */
  release(server: number, ended: Ended, isError: boolean): void {
    if (this.rule !== 'leastResponseTime') {
      passiveHealth.release(this.peers, server, ended);
      return;
    }
    const peers = this.peers as leastResponseTime.LeastResponseTime<number>;
    if (isError && ended.outcome === 'ok' && peers.placeById.has(server)) {
      const mean = leastResponseTime.meanOf(peers, server, ended.now);
      if (mean > ended.responseTime) ended.responseTime = mean;
    }
    leastResponseTime.release(peers, server, ended);
  }

  /** The request that was picked for is not sent after all, or what became of it teaches nothing. */
  cancel(server: number): void {
    const place = server < this.places.length ? (this.places[server] as number) : -1;
    if (place < 0) cancel(this.peers, server);
    else giveBack(this.peers.peers[place] as Peer<number>);
  }

  /** New servers, options or another rule from now on; what is under way and known of the servers is kept. */
  retune(rule: Rule, options: BalancerOptions<number>): void {
    if (rule === this.rule) retune(rule, this.peers, options);
    else {
      retune(this.rule, this.peers, options);
      const next = create(rule, options);
      takeOver(next, this.peers);
      this.peers = next;
      this.rule = rule;
    }
    this.places = placesOf(this.peers);
  }

  save() {
    return { rule: this.rule, peers: copyPlain(this.peers) };
  }

  load(plain: ReturnType<Balance['save']>): void {
    this.rule = plain.rule;
    this.peers = copyPlain(plain.peers);
    this.places = placesOf(this.peers);
  }
}

function placesOf({ peers }: Peers<number>): Int32Array {
  const places = new Int32Array(Math.max(-1, ...peers.map(({ id }) => id)) + 1).fill(-1);
  peers.forEach(({ id }, place) => {
    places[id] = place;
  });
  return places;
}

const choicesOf = (rule: Rule): number => (rule === 'random' ? 1 : 2);

function create(rule: Rule, options: BalancerOptions<number>): Peers<number> {
  switch (rule) {
    case 'roundRobin':
      return roundRobin.create(options);
    case 'leastConnections':
      return leastConnections.create(options);
    case 'leastResponseTime':
      return leastResponseTime.create(options);
    case 'powerOfTwoChoices':
    case 'random':
      return randomTwoChoices.create({ ...options, choices: choicesOf(rule) });
    case 'firstAvailable':
      return passiveHealth.create(options);
    default:
      return assertUnreachable(rule);
  }
}

function retune(rule: Rule, peers: Peers<number>, options: BalancerOptions<number>): void {
  switch (rule) {
    case 'roundRobin':
      roundRobin.retune(peers as roundRobin.RoundRobin<number>, options);
      break;
    case 'leastConnections':
      leastConnections.retune(peers, options);
      break;
    case 'leastResponseTime':
      leastResponseTime.retune(peers as leastResponseTime.LeastResponseTime<number>, options);
      break;
    case 'powerOfTwoChoices':
    case 'random':
      randomTwoChoices.retune(peers as randomTwoChoices.RandomTwoChoices<number>, {
        ...options,
        choices: choicesOf(rule),
      });
      break;
    case 'firstAvailable':
      passiveHealth.retune(peers, options);
      break;
    default:
      assertUnreachable(rule);
  }
}

// What holds for every pick of every balancer, through failures, outages and full servers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceFrom } from '../../../test/support/life.ts';
import { microsPerSecond } from '../../base/units.ts';
import * as consistentHashBalancer from './consistent-hash-balancer.ts';
import * as ipHash from './ip-hash.ts';
import * as leastConnections from './least-connections.ts';
import * as leastResponseTime from './least-response-time.ts';
import * as passiveHealth from './passive-health.ts';
import type { BalancerOptions, Peer, Peers, PickContext, Release } from './peers.ts';
import * as randomTwoChoices from './random-two-choices.ts';
import * as roundRobin from './round-robin.ts';
import * as weightedRoundRobin from './weighted-round-robin.ts';

interface Balancer {
  create(options: BalancerOptions<number>): Peers<number>;
  pick(s: Peers<number>, context: PickContext<number>): number | undefined;
  release(s: Peers<number>, id: number, ended: Release): void;
  setDown(s: Peers<number>, id: number, down: boolean): void;
  retune(s: Peers<number>, options: BalancerOptions<number>): void;
}

const balancers = {
  roundRobin: roundRobin as Balancer,
  weightedRoundRobin,
  leastConnections,
  passiveHealth,
  ipHash: ipHash as Balancer,
  consistentHashBalancer: consistentHashBalancer as Balancer,
  randomTwoChoices: randomTwoChoices as Balancer,
  leastResponseTime: leastResponseTime as Balancer,
} satisfies Record<string, Balancer>;

const server = fc.record({
  weight: fc.integer({ min: 1, max: 9 }),
  backup: fc.boolean(),
  down: fc.boolean(),
  maxFails: fc.nat(3),
  failTimeout: fc.nat(3 * microsPerSecond),
  maxConns: fc.nat(3),
});
const act = fc.record({
  wait: fc.nat(microsPerSecond),
  does: fc.constantFrom('pick', 'pick', 'pick', 'ok', 'failed', 'down', 'up'),
  whom: fc.nat(99),
  tried: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
});

/** Does all acts; `onPick` sees who could be picked, before the pick, and who was. */
function live(
  balancer: Balancer,
  options: BalancerOptions<number>,
  acts: readonly (typeof act extends fc.Arbitrary<infer Act> ? Act : never)[],
  onPick: (able: readonly Peer<number>[], picked: number | undefined) => void,
): Peers<number> {
  const s = balancer.create(options);
  const taken: number[] = [];
  const { unit: random } = chanceFrom(acts.length);
  let now = 0;
  for (const { wait, does, whom, tried } of acts) {
    now += wait;
    const id = whom % s.peers.length;
    if (does === 'down' || does === 'up') balancer.setDown(s, id, does === 'down');
    else if (does === 'pick') {
      const could = s.peers.filter(
        (peer) => !tried.includes(peer.id) && passiveHealth.isAvailable(s, peer.id, now),
      );
      const primaries = could.filter(({ backup }) => !backup);
      const able = structuredClone(primaries.length > 0 ? primaries : could);
      const clientAddress = `10.0.${now & 255}.1`;
      const context = { now, clientAddress, key: `${now}`, random, tried: new Set(tried) };
      const picked = balancer.pick(s, context);
      onPick(able, picked);
      if (picked !== undefined) taken.push(picked);
    } else {
      const [over] = taken.splice(whom % Math.max(1, taken.length), 1);
      if (over !== undefined) balancer.release(s, over, { now, outcome: does as 'ok' });
    }
  }
  return s;
}

describe.each(Object.entries(balancers))('%s', (name, balancer) => {
  const lives = fc.tuple(
    fc.array(server, { minLength: 1, maxLength: 6 }),
    fc.array(act, { maxLength: 60, size: 'max' }),
  );
  const optionsOf = (servers: readonly object[]): BalancerOptions<number> => ({
    servers: servers.map((given, id) => ({ ...given, id, ...(name === 'roundRobin' ? { weight: 1 } : {}) })),
  });

  it('picks somebody available whenever there is one, never the down, tried or full, a backup last', () => {
    fc.assert(
      fc.property(lives, ([servers, acts]) => {
        live(balancer, optionsOf(servers), acts, (able, picked) => {
          if (able.length === 0) expect(picked).toBeUndefined();
          else expect(able.map(({ id }) => id)).toContain(picked);
          const peer = able.find(({ id }) => id === picked);
          expect(
            peer === undefined || (!peer.down && (peer.maxConns === 0 || peer.active < peer.maxConns)),
          ).toBe(true);
        });
      }),
    );
  });

  it('a retuning to the same servers changes nothing', () => {
    fc.assert(
      fc.property(lives, ([servers, acts]) => {
        const options = optionsOf(servers.map((one) => ({ ...one, weight: 1 })));
        const s = live(balancer, options, acts, () => undefined);
        const before = structuredClone(s);
        const asTheyAre = options.servers.map((given, place) => ({ ...given, down: s.peers[place]!.down }));
        balancer.retune(s, { servers: asTheyAre });
        expect(s).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });

  it('who leaves is not picked, and takes up its requests under way when it is back', () => {
    const options = optionsOf([{}, {}, {}]);
    const s = balancer.create(options);
    const pick = () => balancer.pick(s, { now: 0, clientAddress: '10.0.0.1', key: 'k', random: () => 0.5 })!;
    const release = (id: number) => balancer.release(s, id, { now: 0, outcome: 'ok' });
    const first = pick();
    balancer.retune(s, { servers: options.servers.filter(({ id }) => id !== first) });
    for (let count = 0; count < 6; count += 1) expect(pick()).not.toBe(first);
    balancer.retune(s, options);
    expect(passiveHealth.activeOf(s, first)).toBe(1);
    balancer.retune(s, { servers: options.servers.filter(({ id }) => id !== first) });
    release(first);
    expect(s.leaving.size).toBe(0);
    expect(() => release(first)).toThrow('one of the servers');
  });

  if (name === 'leastConnections')
    it('never picks one that is busier for its weight than another available', () => {
      fc.assert(
        fc.property(lives, ([servers, acts]) => {
          live(balancer, optionsOf(servers), acts, (able, picked) => {
            const load = ({ active, weight }: Peer<number>): number => active / weight;
            const chosen = able.find(({ id }) => id === picked);
            if (chosen !== undefined) expect(load(chosen)).toBe(Math.min(...able.map(load)));
          });
        }),
      );
    });
});

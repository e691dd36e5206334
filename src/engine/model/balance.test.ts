// Each rule is the balancer of the textbook that it names.
import { describe, expect, it } from 'vitest';
import { chanceFrom } from '../../../test/support/life.ts';
import type { BalancerOptions, Peers, PickContext, Release } from '../../algorithms/balancing/peers.ts';
import {
  leastConnections,
  leastResponseTime,
  passiveHealth,
  randomTwoChoices,
  roundRobin,
} from '../../algorithms/index.ts';
import { Balance, type Rule } from './balance.ts';

interface Balancer {
  create(options: BalancerOptions<number>): Peers<number>;
  pick(s: Peers<number>, context: PickContext<number>): number | undefined;
  release(s: Peers<number>, id: number, ended: Release): void;
}

const drawing = (choices: number): Balancer => ({
  ...(randomTwoChoices as Balancer),
  create: (options) => randomTwoChoices.create({ ...options, choices }),
});

const balancers: Readonly<Record<Rule, Balancer>> = {
  roundRobin: roundRobin as Balancer,
  leastConnections,
  leastResponseTime: leastResponseTime as Balancer,
  powerOfTwoChoices: drawing(2),
  random: drawing(1),
  firstAvailable: passiveHealth,
};
const options: BalancerOptions<number> = {
  servers: [4, 7, 9, 2].map((id) => ({ id, maxFails: 2, failTimeout: 50_000 })),
};

describe.each(Object.entries(balancers))('%s', (rule, balancer) => {
  it('picks what the textbook picks, whatever calls come to', () => {
    const balance = new Balance(rule as Rule, options);
    const s = balancer.create(options);
    const { unit, below } = chanceFrom(5);
    const [mine, theirs] = [chanceFrom(8), chanceFrom(8)];
    const taken: number[] = [];
    for (let now = 0; now < 400_000; now += 1_000) {
      if (unit() < 0.5) {
        const picked = balance.pick({ now, tried: undefined, random: mine.unit });
        expect(picked).toBe(balancer.pick(s, { now, random: theirs.unit }));
        if (picked !== undefined) taken.push(picked);
      } else if (taken.length > 0) {
        const [server] = taken.splice(below(taken.length), 1) as [number];
        const ended = {
          now,
          outcome: unit() < 0.3 ? ('failed' as const) : ('ok' as const),
          responseTime: 900,
        };
        balance.release(server, { ...ended }, ended.outcome === 'failed');
        balancer.release(s, server, ended);
      }
    }
    expect(balance.state).toEqual(s);
  });
});

it('a server that answers with errors at once is not taken for a fast one', () => {
  const balance = new Balance('leastResponseTime', options);
  const s = balance.state as leastResponseTime.LeastResponseTime<number>;
  const end = (isError: boolean, now: number, responseTime: number) => {
    balance.pick({ now, tried: new Set([7, 9, 2]) });
    balance.release(4, { now, outcome: 'ok', responseTime }, isError);
  };
  end(false, 0, 20_000);
  end(true, 1_000, 10);
  expect(leastResponseTime.meanOf(s, 4, 1_000)).toBeCloseTo(20_000, 0);
});

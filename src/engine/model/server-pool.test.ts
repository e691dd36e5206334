// A pool of three stations: who is picked, and what the ends of calls make of it.
import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { cause } from '../telemetry/causes.ts';
import { createAsk } from './asks.ts';
import type { Rule } from './balance.ts';
import { type PoolOptions, ServerPool } from './server-pool.ts';

const rules: readonly Rule[] = [
  'roundRobin',
  'leastConnections',
  'leastResponseTime',
  'powerOfTwoChoices',
  'random',
  'firstAvailable',
];
const ask = createAsk('upstream');
const probing = { period: 1_000_000, timeout: 300_000, failureThreshold: 3, successThreshold: 2 };

function lab(rule: Rule, given: Partial<PoolOptions> = {}) {
  const ids = ['s-1', 's-2', 's-3'];
  const { world, story, siteOf, indexOf } = worldOf({
    components: [componentOf('lb', 'load-balancer', {}), ...ids.map((id) => componentOf(id, 'station', {}))],
    requests: ids.map((id) => ['lb', id] as const),
  });
  const site = siteOf('lb');
  const servers = ids.map(indexOf);
  const options: PoolOptions = {
    rule,
    maxFails: 0,
    failTimeout: 1_000_000,
    failsOpen: false,
    ...given,
  };
  const pool = new ServerPool(site, servers, options);
  const nameOf = (server: number) => (server < 0 ? server : world.idOf(server));
  const pick = (tried?: readonly string[], of = pool) =>
    nameOf(of.pick(0, tried && new Set(tried.map(indexOf))));
  return {
    world,
    story,
    site,
    servers,
    options,
    pool,
    indexOf,
    pick,
    picks: (count: number, of = pool) => Array.from({ length: count }, () => pick(undefined, of)),
    /** A call that was picked for comes to its end. */
    end(id: string, how: 'ok' | 'refused' | 'rejected', of = pool) {
      const child = site.send(-1, indexOf(id), 1, 1_000, ask);
      if (how === 'rejected') world.calls.lose(child, 7, cause.rejectedByFullQueue);
      if (how === 'refused') {
        world.calls.refuse(child, world.now, true);
        world.calls.answer(child, cause.refused, 7);
      }
      of.onEnded(child);
    },
  };
}

describe('a pool', () => {
  it('deals in turn, passes over who was tried, and has nobody when all were', () => {
    const { picks, pick } = lab('roundRobin');
    expect(picks(4)).toEqual(['s-1', 's-2', 's-3', 's-1']);
    expect([pick(['s-2']), pick(['s-1', 's-2', 's-3'])]).toEqual(['s-3', -1]);
  });

  it('goes by the calls under way, of which a cancelled one is none', () => {
    const { pool, picks, end, indexOf } = lab('leastConnections');
    expect(picks(3)).toEqual(['s-1', 's-2', 's-3']);
    end('s-2', 'ok');
    expect(picks(1)).toEqual(['s-2']);
    pool.cancel(indexOf('s-3'));
    expect(picks(1)).toEqual(['s-3']);
  });

  it('keeps what is under way when an edit changes its rule', () => {
    const { pool, picks, options } = lab('roundRobin');
    picks(4);
    pool.configure({ ...options, rule: 'leastConnections' }, probing);
    // s-1 has two, the others one.
    expect(new Set(picks(2))).toEqual(new Set(['s-2', 's-3']));
  });

  it('sends nothing to who has left, and remembers its calls until they have ended', () => {
    const { pool, picks, end, servers, indexOf } = lab('leastConnections');
    picks(3);
    pool.setMembers(servers.slice(1), []);
    expect(pool.hasRemoved(indexOf('s-1'))).toBeUndefined();
    expect(new Set(picks(2))).toEqual(new Set(['s-2', 's-3']));
    pool.setMembers(servers, []);
    // One against two and two.
    expect(picks(1)).toEqual(['s-1']);
    pool.setMembers(servers.slice(1), []);
    end('s-1', 'ok');
    end('s-1', 'ok');
    expect(() => end('s-1', 'ok')).toThrow('one of the servers');
  });

  it('picks a backup only where there is no other, and without a turn of the others', () => {
    const { pool, pick, picks, indexOf } = lab('roundRobin');
    pool.setMembers([indexOf('s-2'), indexOf('s-3')], [indexOf('s-1')]);
    expect(picks(3)).toEqual(['s-2', 's-3', 's-2']);
    expect(pick(['s-2', 's-3'])).toBe('s-1');
    expect(pick()).toBe('s-3');
  });

  it.each(rules)('%s: goes on after a load as it would have', (rule) => {
    const { pool, picks, end, site, servers, options } = lab(rule, { maxFails: 2 });
    const [first] = picks(5) as string[];
    end(first!, 'refused');
    const saved = pool.save();
    const other = new ServerPool(site, servers, options);
    other.load(saved);
    other.configure(options, probing);
    expect(picks(6, other)).toEqual(picks(6));
    expect(other.save()).toEqual(pool.save());
  });
});

describe('an empty rotation', () => {
  const emptied = (failsOpen: boolean) => {
    const one = lab('roundRobin', { maxFails: 1, failsOpen });
    for (const id of one.picks(3) as string[]) one.end(id, 'refused');
    return one;
  };

  it('that fails closed has nobody, and says whose trouble it is', () => {
    const { pool, picks, story } = emptied(false);
    expect(pool.rotation).toEqual({ left: 0, all: 3 });
    expect(picks(1)).toEqual([-1]);
    expect(pool.rootOfAbsence()).toBe(story.find(({ kind }) => kind === 'ejected')?.id);
  });

  it('that fails open asks all of them in turn, but nobody twice for one call', () => {
    const { pick, picks, pool } = emptied(true);
    expect(picks(4)).toEqual(['s-1', 's-2', 's-3', 's-1']);
    expect([pick(['s-2']), pick(['s-1', 's-2', 's-3'])]).toEqual(['s-3', -1]);
    expect(pool.rotation.left).toBe(0);
  });

  it('is not empty while one is healthy that has refused this call', () => {
    const { pick, picks, end } = lab('roundRobin', { maxFails: 1, failsOpen: true });
    picks(2);
    end('s-1', 'refused');
    end('s-2', 'refused');
    expect(pick(['s-3'])).toBe(-1);
  });
});

describe('draws of a pool', () => {
  it('are those of the call, and others for its next try', () => {
    const { pool, servers } = lab('random');
    const tried = new Set([servers[0] as number]);
    const first = Array.from({ length: 8 }, () => pool.pick(0, undefined));
    expect(new Set(first).size).toBe(1);
    expect(Array.from({ length: 8 }, () => pool.pick(0, tried))).not.toContain(servers[0]);
  });

  it('are numbered from 0 for the first try, and for each later one from 64 times those who were tried', () => {
    const { pool, site, servers } = lab('powerOfTwoChoices');
    const drawn: number[] = [];
    site.draw = (_purpose, _ordinal, _key, nth) => {
      drawn.push(nth);
      return 0.4;
    };
    const numbersOf = (tried: readonly number[]) => {
      drawn.length = 0;
      pool.pick(0, new Set(tried));
      return drawn.slice(0, 2);
    };
    expect(numbersOf([])).toEqual([0, 1]);
    expect(numbersOf(servers.slice(0, 1))).toEqual([64, 65]);
    expect(numbersOf(servers.slice(0, 2))).toEqual([128, 129]);
  });
});

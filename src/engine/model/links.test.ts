import { describe, expect, it } from 'vitest';
import { AssertionError } from '../../base/assert.ts';
import type { Blueprint, LinkBlueprint } from '../blueprint.ts';
import { Links } from './links.ts';

const ids = ['a', 'b', 'c', 'd'];
const [a, b, c, d] = [0, 1, 2, 3] as const;

const link = (from: string, to: string, oneWayDelayMicros: number, more: Partial<LinkBlueprint> = {}) => ({
  from,
  to,
  carries: 'request' as const,
  oneWayDelayMicros,
  ...more,
});

function linksOf(links: readonly LinkBlueprint[]): Links {
  const blueprint = { components: ids.map((id) => ({ id })), links } as unknown as Blueprint;
  return new Links(blueprint, new Map(ids.map((id, index) => [id, index])));
}

/** `b` calls `d` and then `a`, `c` calls `b`; `a` and `d` talk. */
const four = () =>
  linksOf([
    link('b', 'd', 100, { lossRatio: 0.25 }),
    link('a', 'd', 250, { carries: 'control' }),
    link('b', 'a', 0.5),
    link('c', 'b', 4_000),
  ]);

describe('a link', () => {
  it('has a direction each way, one apart, and none where there is no link', () => {
    const links = four();
    expect(links.count).toBe(4);
    expect([links.direction(b, d), links.direction(d, b)]).toEqual([0, 1]);
    expect([links.direction(a, d), links.direction(d, a)]).toEqual([2, 3]);
    expect([links.direction(c, b), links.direction(b, c)]).toEqual([6, 7]);
    expect([links.direction(a, c), links.direction(c, d), links.direction(b, b)]).toEqual([-1, -1, -1]);
  });

  it('takes as long and loses as much both ways', () => {
    const links = four();
    const both = (one: number, other: number) => [links.direction(one, other), links.direction(other, one)];
    expect(both(b, d).map((way) => links.delay(way))).toEqual([100, 100]);
    expect(both(b, a).map((way) => links.delay(way))).toEqual([0.5, 0.5]);
    expect(both(b, d).map((way) => links.lossRatio(way))).toEqual([0.25, 0.25]);
    expect(both(c, b).map((way) => links.lossRatio(way))).toEqual([0, 0]);
  });

  it('is cut one way at a time', () => {
    const links = four();
    links.cutBy[links.direction(d, a)] = 9;
    const ways = [links.direction(a, d), links.direction(d, a), links.direction(b, d), links.direction(d, b)];
    expect(ways.map((way) => links.cutRoot(way))).toEqual([0, 9, 0, 0]);
  });

  it('joins two components that there are', () => {
    expect(() => linksOf([link('a', 'nobody', 1)])).toThrow(AssertionError);
    expect(() => linksOf([link('nobody', 'a', 1)])).toThrow(AssertionError);
  });
});

describe('those whom a component is linked with', () => {
  it('are its servers in the order of the scenario, without callers and those it only talks to', () => {
    const links = four();
    expect([a, b, c, d].map((component) => links.serversOf(component))).toEqual([[], [d, a], [b], []]);
  });

  it('are its neighbours by index, whatever the link carries and whoever calls', () => {
    const links = four();
    expect([a, b, c, d].map((component) => links.neighboursOf(component))).toEqual([
      [b, d],
      [a, c, d],
      [b],
      [a, b],
    ]);
  });

  it('are nobody without links', () => {
    const none = linksOf([]);
    expect([none.count, none.serversOf(a), none.neighboursOf(a), none.requestEdges()]).toEqual([
      0,
      [],
      [],
      [],
    ]);
  });
});

describe('the edges that carry calls', () => {
  it('are named by the direction from caller to callee, in the order of the scenario', () => {
    const links = four();
    const edges = links.requestEdges();
    expect(edges).toEqual([
      { caller: b, callee: d, direction: 0 },
      { caller: b, callee: a, direction: 4 },
      { caller: c, callee: b, direction: 6 },
    ]);
    for (const { caller, callee, direction } of edges)
      expect(links.direction(caller, callee)).toBe(direction);
  });
});

describe('a checkpoint', () => {
  it('holds cuts, healings and generations, and none of what comes after', () => {
    const links = four();
    links.cutBy[3] = 9;
    links.healedBy[1] = 7;
    links.generations[2] = 5;
    const saved = links.save() as Parameters<Links['load']>[0];
    for (const column of [links.cutBy, links.healedBy, links.generations]) column.fill(1);
    const loaded = four();
    for (const column of [loaded.cutBy, loaded.healedBy, loaded.generations]) column.fill(2);
    loaded.load(saved);
    loaded.cutBy[0] = 3;
    expect(Array.from(saved.cutBy)).toEqual([0, 0, 0, 9, 0, 0, 0, 0]);
    expect(Array.from(loaded.cutBy)).toEqual([3, 0, 0, 9, 0, 0, 0, 0]);
    expect(Array.from(loaded.healedBy)).toEqual([0, 7, 0, 0]);
    expect(Array.from(loaded.generations)).toEqual([0, 0, 5, 0]);
  });
});

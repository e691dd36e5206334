// The log between two database nodes, with promotions given by hand: what is shipped, when, and never beyond the head.
import { describe, expect, it } from 'vitest';
import { blueprintOf, nullSink, seconds } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { Run } from '../run.ts';
import type { Component } from './component.ts';
import type { LogReplication } from './log-replication.ts';
import { messageKind } from './message-kinds.ts';
import { sendMessage } from './transport.ts';

type Node = Component & Required<Pick<Component, 'condition'>> & { readonly replication: LogReplication };

const delayMillis = 500;

function twoNodes() {
  const users = { arrivalRate: 0 };
  const database = { replicationDelayMillis: delayMillis };
  const run = new Run(blueprintOf(smallStack({ nodes: 2, users, database })), 1, nullSink);
  const { world } = run;
  const [a, b] = ['db-1', 'db-2'].map((id) => world.components[world.indexOf.get(id)!] as Node);
  if (a === undefined || b === undefined) throw new Error('two nodes');
  return {
    at: (time: number) => void run.until(time, Number.POSITIVE_INFINITY),
    a: a.replication,
    b: b.replication,
    /** As a sentinel would: promote one, then tell the other. The messages take 1 ms. */
    promote(next: Node, other: Node) {
      sendMessage(world, messageKind.promote, other.index, next.index, [0, 1]);
      sendMessage(world, messageKind.reconfigure, next.index, other.index, [next.index, 0]);
    },
    nodes: [a, b] as const,
    run,
  };
}

describe('the log', () => {
  it('reaches a replica one delay and one wire after each write, and no sooner', () => {
    const { at, a, b } = twoNodes();
    at(seconds(1.25));
    expect([a.append(), a.append()]).toEqual([1, 2]);
    at(seconds(1.3));
    expect(a.append()).toBe(3);
    at(seconds(1.25) + delayMillis * 1_000 + 999);
    expect(b.offset).toBe(0);
    at(seconds(1.25) + delayMillis * 1_000 + 1_000);
    expect(b.offset).toBe(2);
    at(seconds(1.3) + delayMillis * 1_000 + 1_000);
    expect(b.offset).toBe(3);
    // The replica's word is back after another wire.
    expect([a.holders(2), a.holders(3)]).toEqual([1, 0]);
    at(seconds(1.3) + delayMillis * 1_000 + 2_000);
    expect([a.holders(3), a.holders(4)]).toEqual([1, 0]);
  });

  it('of a node that is primary again within the delay is not shipped beyond its new head', () => {
    const { at, a, b, promote, nodes } = twoNodes();
    at(seconds(1.1));
    for (let write = 1; write <= 10; write += 1) a.append();
    promote(nodes[1], nodes[0]);
    at(seconds(1.2));
    // B had nothing: all ten are gone.
    expect([a.role, b.role, a.offset, b.offset]).toEqual(['replica', 'primary', 0, 0]);
    promote(nodes[0], nodes[1]);
    at(seconds(1.3));
    expect([a.role, b.role]).toEqual(['primary', 'replica']);
    expect([a.append(), a.append()]).toEqual([1, 2]);
    // The timers of the first ten writes go off at 1.6 s, those of these two at 1.8 s.
    for (let millis = 1_300; millis <= 4_000; millis += 5) {
      at(millis * 1_000);
      expect(b.offset, `at ${millis} ms`).toBeLessThanOrEqual(a.offset);
    }
    expect(b.position).toMatchObject({ lineage: a.lineage, offset: 2 });
  });

  it('is sent whole to a replica that joins', () => {
    const { at, a, b, promote, nodes } = twoNodes();
    at(seconds(1));
    a.append();
    at(seconds(3));
    promote(nodes[1], nodes[0]);
    at(seconds(3) + 1_000);
    expect([b.append(), b.append()]).toEqual([2, 3]);
    // A asks to be attached as soon as it is told, one wire later than B; the answer is there after one more.
    at(seconds(3) + 3_000);
    expect(a.position).toMatchObject({ lineage: b.lineage, offset: 3 });
    expect(b.holders(3)).toBe(0);
    at(seconds(3) + 4_000);
    expect(b.holders(3)).toBe(1);
  });
});

describe('a flood of writes', () => {
  const freely = 32_768;
  const wire = 1_000;
  const delay = delayMillis * 1_000;

  it('has a ship timer for each of the first 32,768, and for the others together', () => {
    const { at, a, b, run } = twoNodes();
    at(seconds(1.1));
    const before = run.world.calendar.size;
    for (let write = 0; write < 40_000; write += 1) a.append();
    expect(run.world.calendar.size - before).toBe(freely);
    // 500 ms ÷ 32,768 = 15.3 µs later one has a timer again, which covers those that had none.
    at(seconds(1.1) + 15);
    a.append();
    expect(run.world.calendar.size - before).toBe(freely);
    at(seconds(1.1) + 16);
    a.append();
    expect(run.world.calendar.size - before).toBe(freely + 1);
    at(seconds(1.1) + delay + wire);
    expect(b.offset).toBe(freely);
    at(seconds(1.1) + 16 + delay + wire);
    expect(b.offset).toBe(40_002);
  });

  it('that ends is shipped to its end, one more delay later, also by a node saved meanwhile', () => {
    const one = twoNodes();
    one.at(seconds(1.1));
    for (let write = 0; write < 40_000; write += 1) one.a.append();
    const other = twoNodes();
    other.run.load(structuredClone(one.run.save()));
    for (const { at, b } of [one, other]) {
      at(seconds(1.1) + 2 * delay + wire - 1);
      expect(b.offset).toBe(freely);
      at(seconds(1.1) + 2 * delay + wire);
      expect(b.offset).toBe(40_000);
    }
    expect(other.run.world.traceHash.save()).toEqual(one.run.world.traceHash.save());
  });

  it('to a hung replica leaves 131,072 messages and room for others; a heartbeat makes up for the rest', () => {
    const { at, a, b, run, nodes } = twoNodes();
    const { world } = run;
    run.setLog([{ at: seconds(1), command: { kind: 'hang', component: 'db-2', forMicros: seconds(3) } }]);
    at(seconds(1.1));
    for (let write = 0; write < 40_000; write += 1) a.append();
    at(seconds(2.5));
    for (let n = 0; n < 200_000; n += 1)
      sendMessage(world, messageKind.log, nodes[0].index, nodes[1].index, [0, 39_000]);
    expect(world.messages.slots.live).toBe(131_072);
    sendMessage(world, messageKind.ping, nodes[0].index, nodes[1].index);
    expect(world.messages.slots.live).toBe(131_073);
    at(seconds(3.9));
    a.append();
    at(seconds(5.1));
    expect([b.offset, world.messages.slots.live]).toEqual([40_001, 0]);
  });
});

describe('a broken link to the primary', () => {
  it('is known since the first moment of it, be that the very first of the run', () => {
    const users = { arrivalRate: 0 };
    const scenario = smallStack({
      nodes: 2,
      users,
      oneWayDelayMillis: 0,
      database: { startupMillis: 10_000 },
    });
    const blueprint = blueprintOf(scenario);
    const run = new Run(blueprint, 1, nullSink);
    const command = (at: number, kind: 'crash' | 'restart') => ({ at, command: { kind, component: 'db-1' } });
    run.setLog([command(0, 'crash'), command(seconds(1), 'restart'), command(seconds(2), 'crash')]);
    const replica = run.world.components[run.world.indexOf.get('db-2')!] as Node;
    expect([replica.replication.linkDownSince, replica.condition()]).toEqual([-1, undefined]);
    run.until(seconds(0.5), Number.POSITIVE_INFINITY);
    expect([replica.replication.linkDownSince, replica.condition()]).toEqual([0, 'degraded']);
    // It dies once more while it starts: the link has been broken all along.
    run.until(seconds(3), Number.POSITIVE_INFINITY);
    expect(replica.replication.linkDownSince).toBe(0);
  });
});

// Who closes a connection, and when, one step at a time.
import { describe, expect, it } from 'vitest';
import { Connections, pooledToOpen } from './connections.ts';

const [call, other, server] = [300, 2, 1];
const many = 100;

function pooled(): Connections {
  const connections = new Connections(3);
  connections.openCall(call);
  connections.send(call, pooledToOpen);
  return connections;
}

describe('a connection of a pool', () => {
  it('is open from the first call that is accepted, and carries the next', () => {
    const connections = pooled();
    expect([connections.isPooled(call), connections.openAt(server)]).toEqual([true, 0]);
    expect(connections.accept(call, server, many)).toBe(true);
    expect(connections.openAt(server)).toBe(1);
    connections.finish(call, server, true);
    const connection = connections.leave(call, server, false, true);
    expect([connections.isOpen(connection, server), connections.openAt(server)]).toEqual([true, 1]);
    connections.openCall(other);
    connections.send(other, connection);
    expect(connections.accept(other, server, 1)).toBe(true);
    expect(connections.openAt(server)).toBe(1);
    connections.close(connection, server);
    expect(connections.openAt(server)).toBe(0);
  });

  it('is not opened beyond the bound', () => {
    const connections = pooled();
    expect(connections.accept(call, server, 0)).toBe(false);
    expect(connections.leave(call, server, false, true)).toBe(0);
    expect(connections.openAt(server)).toBe(0);
  });

  it('is closed by a caller that gives up once the server is done, else by the server when it is', () => {
    const before = pooled();
    before.accept(call, server, many);
    expect(before.leave(call, server, true, false)).toBe(0);
    expect(before.openAt(server)).toBe(1);
    before.finish(call, server, false);
    expect(before.openAt(server)).toBe(0);
    const behind = pooled();
    behind.accept(call, server, many);
    behind.finish(call, server, true);
    expect(behind.leave(call, server, true, true)).toBe(0);
    expect(behind.openAt(server)).toBe(0);
  });

  it('is gone with its server, and whoever closes it later closes no other', () => {
    const connections = pooled();
    connections.accept(call, server, many);
    const connection = connections.leave(call, server, false, false);
    connections.die(server);
    expect([connections.isOpen(connection, server), connections.openAt(server)]).toEqual([false, 0]);
    connections.openCall(other);
    connections.accept(other, server, many);
    connections.close(connection, server);
    connections.finish(call, server, false);
    connections.leave(call, server, true, true);
    expect(connections.openAt(server)).toBe(1);
  });
});

it('a call outside a pool has a connection from its arrival to its end, whoever waits for it', () => {
  for (const isAwaited of [true, false]) {
    const connections = new Connections(3);
    connections.openCall(call);
    expect(connections.isPooled(call)).toBe(false);
    connections.accept(call, server, many);
    expect(connections.openAt(server)).toBe(1);
    connections.finish(call, server, isAwaited);
    expect([connections.openAt(server), connections.leave(call, server, false, true)]).toEqual([0, 0]);
  }
});

it('connections come out of a checkpoint as they went in', () => {
  const before = pooled();
  before.accept(call, server, many);
  const calls = { used: call + 1, free: new Int32Array(0), generations: new Int32Array(call + 1) };
  const after = new Connections(3);
  after.load(before.save(calls));
  expect([after.openAt(server), after.isPooled(call)]).toEqual([1, true]);
  expect(after.leave(call, server, false, true)).toBe(before.leave(call, server, false, true));
});

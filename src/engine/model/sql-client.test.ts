// Whom a server asks of a database with two nodes, and what it takes from the answers.
import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { cause } from '../telemetry/causes.ts';
import { callVerbs } from '../telemetry/records.ts';
import { createAsk } from './asks.ts';
import { messageKind } from './message-kinds.ts';
import { SqlClient } from './sql-client.ts';

const verbs = {
  read: callVerbs.indexOf('read'),
  write: callVerbs.indexOf('write'),
  signIn: callVerbs.indexOf('signIn'),
};

function lab() {
  const node = (id: string, role: 'primary' | 'replica') => ({
    ...componentOf(id, 'database', {}),
    group: 'database',
    role,
  });
  const { world, siteOf, indexOf, sent } = worldOf({
    components: [
      componentOf('api', 'app-server', {}),
      node('first', 'primary'),
      node('second', 'replica'),
      componentOf('sentinel', 'sentinel', {}),
    ],
    requests: [
      ['api', 'first'],
      ['api', 'second'],
    ],
    control: [
      ['api', 'sentinel'],
      ['sentinel', 'first'],
      ['sentinel', 'second'],
    ],
  });
  const site = siteOf('api');
  const client = new SqlClient(site, site.serversOf('sql'));
  const nameFor = (verb: number, tried?: readonly string[]): string | number => {
    const node = client.nodeFor(0, verb, tried && new Set(tried.map(indexOf)));
    return node < 0 ? node : world.idOf(node);
  };
  return {
    world,
    site,
    client,
    nameFor,
    indexOf,
    asked: () => sent('api', messageKind.topologyQuery).length,
  };
}

describe('a client of SQL', () => {
  it('writes to the primary, reads and signs in at a replica, or at the primary when that has refused', () => {
    const { nameFor, client } = lab();
    expect([verbs.write, verbs.read, verbs.signIn].map((verb) => nameFor(verb))).toEqual([
      'first',
      'second',
      'second',
    ]);
    expect([nameFor(verbs.read, ['second']), nameFor(verbs.read, ['second', 'first'])]).toEqual([
      'first',
      -1,
    ]);
    expect([verbs.write, verbs.read, verbs.signIn].map((verb) => client.isSharedBy(verb))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('asks who is primary when a write has failed; a read that failed or a write that went well says nothing of it', () => {
    const { world, site, client, asked, indexOf } = lab();
    const child = site.send(-1, indexOf('first'), 1, 1_000, createAsk('database', { verb: 'signIn' }));
    client.onEnded(child, verbs.write, -1, true);
    world.calls.lose(child, 0, cause.refused);
    // A read of the primary, because the replica has refused it.
    expect(client.nodeFor(child, verbs.read, new Set([indexOf('second')]))).toBe(indexOf('first'));
    client.onEnded(child, verbs.read, -1, true);
    expect(asked()).toBe(0);
    client.onEnded(child, verbs.write, -1, true);
    expect(asked()).toBe(1);
  });

  it('takes over the version that an answer holds; signing in brings none', () => {
    const { world, client } = lab();
    for (const call of [1, 2, 3]) world.versions.open(call);
    world.versions.set(2, 4, 90);
    expect(client.onAnswered(1, 2, verbs.signIn)).toBe(0);
    expect(world.versions.offsetOf(1)).toBe(-1);
    expect(client.onAnswered(1, 2, verbs.read)).toBe(0);
    expect([world.versions.lineageOf(1), world.versions.offsetOf(1)]).toEqual([4, 90]);
    expect(client.onAnswered(3, 2, verbs.write)).toBe(0);
    expect(world.versions.offsetOf(3)).toBe(90);
  });
});

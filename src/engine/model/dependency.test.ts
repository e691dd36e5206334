// A server that asks three stations for the same thing; a client that a test scripts says whom.
import { describe, expect, it, vi } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { cause } from '../telemetry/causes.ts';
import { callVerbs } from '../telemetry/records.ts';
import { type Ask, createAsk } from './asks.ts';
import { Dependency } from './dependency.ts';
import { originOf } from './origin.ts';
import type { ProtocolClient } from './protocol-client.ts';

const verbs = { read: callVerbs.indexOf('read'), get: callVerbs.indexOf('get') };
const servers = ['one', 'two'];

function lab(isShared = true) {
  const { world, siteOf, indexOf } = worldOf({
    components: [
      componentOf('users', 'users', {}),
      componentOf('api', 'app-server', {}),
      ...servers.map((id) => componentOf(id, 'database', {})),
    ],
    requests: [['users', 'api'], ...servers.map((id) => ['api', id] as const)],
  });
  const site = siteOf('api');
  const users = siteOf('users');
  const sent: { readonly call: number; readonly child: number; readonly verb: number }[] = [];
  const client = {
    servers: servers.map(indexOf),
    nodeFor: (_call, _verb, tried) => servers.map(indexOf).find((one) => tried?.has(one) !== true) ?? -1,
    isSharedBy: () => isShared,
    onSent: (call, child, verb) => sent.push({ call, child, verb }),
  } as Partial<ProtocolClient> as ProtocolClient;
  const dependency = new Dependency(site, 'store', client, 'store', () => undefined, {
    onConnected: () => undefined,
    onGivenUp: () => undefined,
    wake: () => undefined,
  });
  dependency.timeout = 5_000;
  const request = users.openRequest(1, verbs.read, 0, 0);
  const call = users.sendRequest(indexOf('api'), request, 1_000_000, createAsk('server'));
  world.calls.reach(call, 0);
  return { world, site, dependency, call, sent, indexOf };
}

const ask = createAsk('store');

describe('a dependency', () => {
  it('sends to whom its client names, waits as long as it may, and lets the client put in what the call carries', () => {
    const { world, site, dependency, call, sent, indexOf } = lab();
    const send = vi.spyOn(site, 'send');
    expect(dependency.ask(call, ask, 1)).toBe(cause.none);
    const { child } = sent[0]!;
    expect(sent).toEqual([{ call, child, verb: verbs.read }]);
    const { attempt, parent, verb } = world.calls;
    expect([attempt[child], parent[child], verb[child]]).toEqual([1, call, verbs.read]);
    expect(send.mock.calls).toEqual([[call, indexOf('one'), 1, 5_000, ask]]);
  });

  it('asks with the verb of the ask, if that has one', () => {
    const { dependency, call, sent } = lab();
    dependency.ask(call, createAsk('store', { verb: 'get' }), 1);
    expect(sent.map(({ verb }) => verb)).toEqual([verbs.get]);
  });

  it('asks the next server for what one has refused, and nobody when all have', () => {
    const { world, dependency, call, sent, indexOf } = lab();
    dependency.ask(call, ask, 1);
    world.calls.refuse(sent[0]!.child, 0, true);
    expect(dependency.askElsewhere(call, sent[0]!.child, ask)).toBe(true);
    const second = sent[1]!.child;
    expect([world.calls.callee[second], world.calls.attempt[second]]).toEqual([indexOf('two'), 2]);
    world.calls.refuse(second, 0, true);
    expect(dependency.askElsewhere(call, second, ask)).toBe(false);
    expect(sent).toHaveLength(2);
  });

  it('tells a call where it comes from if its route asks for that, and knows whom the same step has tried', () => {
    const { world, dependency, call, sent, indexOf } = lab();
    const [one, other] = [4, 9].map((step) => createAsk('store', { step })) as [Ask, Ask];
    dependency.ask(call, one, 1);
    dependency.ask(call, other, 1);
    const generation = world.calls.slots.generations[call] as number;
    const origins = () => sent.map(({ child }) => world.origins.of(child));
    expect(origins()).toEqual([originOf(4, generation), originOf(9, generation)]);
    world.calls.refuse(sent[1]!.child, 0, true);
    expect(dependency.askElsewhere(call, sent[1]!.child, other)).toBe(true);
    expect(world.calls.callee[sent[2]!.child]).toBe(indexOf('two'));
    expect(origins()[2]).toBe(originOf(9, generation));
    dependency.ask(call, ask, 1);
    expect(origins()[3]).toBe(0);
  });

  it('does not ask again for what may have been done, nor where the servers are not alike', () => {
    for (const [isShared, mayGoElsewhere] of [
      [true, false],
      [false, true],
    ] as const) {
      const { world, dependency, call, sent } = lab(isShared);
      dependency.ask(call, ask, 1);
      world.calls.refuse(sent[0]!.child, 0, mayGoElsewhere);
      expect(dependency.askElsewhere(call, sent[0]!.child, ask)).toBe(false);
      expect(sent).toHaveLength(1);
    }
  });
});

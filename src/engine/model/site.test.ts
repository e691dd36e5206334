// What a component may see and do, at a site of its own: nothing is started, and every component is deaf.
import { describe, expect, it, vi } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { AssertionError } from '../../base/assert.ts';
import { hashString } from '../../base/hash.ts';
import { crash, hang, slow } from '../fault/faults.ts';
import { callPhase, noCall } from '../kernel/calls.ts';
import { drawUnit } from '../kernel/draws.ts';
import { Tap, type TapFact } from '../tap.ts';
import { cause } from '../telemetry/causes.ts';
import { callVerbs } from '../telemetry/records.ts';
import { createAsk } from './asks.ts';
import { messageKind } from './message-kinds.ts';

const plain = createAsk('lab');
const write = createAsk('lab', { verb: 'write' });

/** Users, a server that calls two database nodes and a cache, and a sentinel. */
function lab() {
  const all = worldOf({
    components: [
      componentOf('users', 'users', {}),
      componentOf('more-users', 'users', {}),
      { ...componentOf('db-2', 'database', {}), group: 'db', role: 'replica' },
      componentOf('api', 'app-server', { slots: 3 }),
      { ...componentOf('db-1', 'database', {}), group: 'db', role: 'primary' },
      componentOf('kv', 'redis', {}),
      componentOf('sentinel', 'sentinel', {}),
      componentOf('stranger', 'station', {}),
    ],
    requests: [
      ['users', 'api'],
      ['api', 'kv'],
      ['api', 'db-1'],
      ['api', 'db-2'],
    ],
    control: [
      ['sentinel', 'db-1'],
      ['sentinel', 'db-2'],
      ['api', 'sentinel'],
    ],
  });
  const { world, indexOf, siteOf } = all;
  const heard: (readonly [id: string, what: string, ...numbers: number[]])[] = [];
  for (const component of world.components) {
    const id = world.idOf(component.index);
    vi.spyOn(component, 'onCall').mockImplementation(
      (call) => void heard.push([id, 'call', call, world.now]),
    );
    vi.spyOn(component, 'onReply').mockImplementation(
      (call) => void heard.push([id, 'reply', call, world.now]),
    );
    vi.spyOn(component, 'onWorkEnded').mockImplementation(
      (call) => void heard.push([id, 'work', call, world.now]),
    );
    vi.spyOn(component, 'onMessage').mockImplementation(() => void heard.push([id, 'message', world.now]));
    vi.spyOn(component, 'onTimer').mockImplementation(
      (timer, payload) => void heard.push([id, 'timer', timer, payload, world.now]),
    );
  }
  const names = (components: readonly number[]) => components.map((component) => world.idOf(component));
  const index = Object.fromEntries(world.ids.map((id) => [id, indexOf(id)])) as Record<string, number>;
  return { ...all, heard, names, index, site: siteOf('api'), users: siteOf('users') };
}

describe('a site', () => {
  it('names itself, its run and its parameters', () => {
    const { world, site, index } = lab();
    expect([site.index, site.seed, site.drawKey]).toEqual([index.api, 1, hashString('api')]);
    expect(site.config()).toMatchObject({ slots: 3 });
    world.now = 77;
    expect([site.now, site.tap, site.tape]).toEqual([77, undefined, undefined]);
    expect([site.keyCount, site.clientCount]).toEqual([world.keyCount, world.clientCount]);
  });

  it('draws by the seed and what it is given, in that order', () => {
    const { site, index } = lab();
    expect(site.draw(3, 4, 5, 6)).toBe(drawUnit(1, 3, 4, 5, 6));
    expect(site.drawKeyOf(index.kv!)).toBe(hashString('kv'));
  });

  it('knows those that it calls in the order of the scenario, and its neighbours by index', () => {
    const { site, names } = lab();
    expect(names(site.servers)).toEqual(['kv', 'db-1', 'db-2']);
    expect(names(site.neighbours())).toEqual(['users', 'db-2', 'db-1', 'kv', 'sentinel']);
    expect(names(site.neighbours('replicated'))).toEqual(['db-2', 'db-1', 'kv']);
    expect(names(site.neighbours('watcher'))).toEqual(['sentinel']);
  });

  it('knows of others their names, links, traits, protocols and roles', () => {
    const { site, index } = lab();
    const { kv = -1, sentinel = -1, stranger = -1, users = -1 } = index;
    const [first, second] = [index['db-1']!, index['db-2']!];
    expect([site.nameOf(kv), site.nameOf(users)]).toEqual(['kv', 'users']);
    expect([site.areLinked(sentinel, first), site.areLinked(first, sentinel)]).toEqual([true, true]);
    expect([site.areLinked(sentinel, kv), site.areLinked(site.index, stranger)]).toEqual([false, false]);
    // The first link of all, both ways.
    expect([site.areLinked(users, site.index), site.areLinked(site.index, users)]).toEqual([true, true]);
    expect([site.has(kv, 'cache'), site.has(first, 'cache')]).toEqual([true, false]);
    expect([site.serves(kv, 'kv'), site.serves(kv, 'sql'), site.serves(99, 'sql')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([first, second, kv].map((node) => site.isConfiguredPrimary(node))).toEqual([true, false, false]);
    expect([...site.storeOf(first).nodes]).toEqual([second, first]);
  });

  it('counts those of a trait that are listed before it', () => {
    const { siteOf } = lab();
    const sources = (id: string) => siteOf(id).countBefore('source');
    expect([sources('users'), sources('more-users'), sources('api')]).toEqual([0, 1, 2]);
    expect(siteOf('db-1').countBefore('replicated')).toBe(1);
  });

  it('knows how its own process is, and no other', () => {
    const { world, site, index } = lab();
    const shown = () => [site.isReady, site.isHung, site.slowFactor, site.incarnation];
    slow(world, index.kv!, 9, undefined);
    crash(world, index['db-1']!, undefined);
    expect(shown()).toEqual([true, false, 1, 0]);
    slow(world, site.index, 2.5, undefined);
    hang(world, site.index, undefined);
    expect(shown()).toEqual([false, true, 2.5, 0]);
    crash(world, site.index, undefined);
    expect(shown()).toEqual([false, false, 2.5, 1]);
  });
});

describe('time', () => {
  it('is busy for as long as it says, from now', () => {
    const { world, site, index } = lab();
    world.now = 500;
    site.stayBusy(300);
    expect(world.processes.busyUntil[index.api!]).toBe(800);
    expect([world.processes.mustWait(index.api!, 799), world.processes.mustWait(index.kv!, 799)]).toEqual([
      true,
      false,
    ]);
  });

  it('is waited for by timers after a delay and at an instant, and by arrivals that can be taken back', () => {
    const { site, heard, moveTo } = lab();
    moveTo(1_000);
    site.timer(3, 33, 500);
    site.timerAt(4, 44, 1_400);
    site.arriveAt(1_200);
    const other = site.arriveAt(1_300);
    site.cancelArrival(other);
    moveTo(9_000);
    expect(heard).toEqual([
      ['api', 'timer', 0, 0, 1_200],
      ['api', 'timer', 4, 44, 1_400],
      ['api', 'timer', 3, 33, 1_500],
    ]);
  });
});

describe('a call', () => {
  it('of a request goes from its source; the call being served sends others, in its name', () => {
    const { world, users, site, heard, moveTo, index } = lab();
    const { calls, requests } = world;
    moveTo(100);
    const request = users.openRequest(40, 1, 41, 42);
    const first = users.sendRequest(site.index, request, 50_000, plain);
    expect([calls.caller[first], calls.callee[first], calls.parent[first]]).toEqual([
      index.users,
      index.api,
      noCall,
    ]);
    expect([calls.ordinal[first], calls.key[first], calls.client[first]]).toEqual([40, 41, 42]);
    expect(calls.attempt[first]).toBe(1);
    expect([requests.users[request], world.meters.of(index.users!, 'inSystem')]).toEqual([index.users, 1]);
    moveTo(1_100);
    // No route has made this call, so that the server cannot know of what.
    const server = world.component(index.api!) as Required<ReturnType<typeof world.component>>;
    vi.spyOn(server, 'timeoutOf').mockReturnValue('cacheTimeoutMillis');
    const child = site.send(first, index.kv!, 2, 7_000, plain);
    expect([calls.caller[child], calls.callee[child], calls.parent[child]]).toEqual([
      index.api,
      index.kv,
      first,
    ]);
    expect([calls.request[child], calls.attempt[child], calls.ordinal[child]]).toEqual([request, 2, 40]);
    moveTo(100_000);
    expect(heard).toEqual([
      ['api', 'call', first, 1_100],
      ['kv', 'call', child, 2_100],
      ['api', 'reply', child, 8_100],
      ['users', 'reply', first, 50_100],
    ]);
    expect(world.journeys.inFlight().length).toBeGreaterThan(0);
    users.endRequest(first);
    expect([requests.slots.live, world.meters.of(index.users!, 'inSystem')]).toEqual([0, 0]);
    expect(world.classMeters.totals()[1]).toMatchObject({ arrived: 1, failed: 1 });
  });

  it('gets a slot, is worked on and finished, with what came of it', () => {
    const { world, users, site, heard, moveTo } = lab();
    const { calls } = world;
    const call = users.sendRequest(site.index, users.openRequest(0, 0, 0, 0), 50_000, plain);
    moveTo(1_500);
    site.begin(call);
    expect([calls.phase[call], calls.startedAt[call]]).toEqual([callPhase.working, 1_500]);
    site.work(call, 600);
    moveTo(2_500);
    site.finish(call, cause.readOnly, 9);
    moveTo(3_500);
    expect(heard.slice(1)).toEqual([
      ['api', 'work', call, 2_100],
      ['users', 'reply', call, 3_500],
    ]);
    expect([calls.finishedAt[call], calls.cause[call], calls.rootId[call]]).toEqual([
      2_500,
      cause.readOnly,
      9,
    ]);
  });

  it('that gets a slot is told to the tap, if there is one', () => {
    const { world, users, site, moveTo } = lab();
    const call = users.sendRequest(site.index, users.openRequest(0, 0, 0, 0), 50_000, plain);
    moveTo(1_500);
    const facts: TapFact[] = [];
    world.tap = new Tap(world, (fact) => facts.push(fact));
    expect(site.tap).toBe(world.tap);
    site.begin(call);
    expect(facts).toMatchObject([{ what: 'started', time: 1_500 }]);
  });

  it('tells those it has been sent on to, by verb', () => {
    const { users, site, moveTo, index } = lab();
    const call = users.sendRequest(site.index, users.openRequest(0, 0, 0, 0), 50_000, plain);
    moveTo(1_500);
    site.send(call, index['db-2']!, 1, 5_000, plain);
    site.send(call, index['db-1']!, 1, 5_000, write);
    const tried = (verb: 'read' | 'write') => [...site.triedFor(call, callVerbs.indexOf(verb))];
    expect([tried('read'), tried('write')]).toEqual([[index['db-2']], [index['db-1']]]);
  });

  it('has what it wrote noted, and a read of an older version is stale', () => {
    const { world, users, siteOf, site, moveTo, index } = lab();
    const { requests } = world;
    const [truth] = world.truths;
    truth!.publish(0, truth!.commit(0), 5);
    const [writing, reading] = [users.openRequest(0, 1, 5, 0), users.openRequest(1, 0, 5, 0)];
    const calls = [writing, reading].map((request) => users.sendRequest(site.index, request, 50_000, plain));
    moveTo(1_500);
    const [wrote, read] = calls.map((call) => site.send(call, index['db-1']!, 1, 5_000, plain)) as [
      number,
      number,
    ];
    siteOf('db-1').noteWrite(wrote, 0, 12);
    expect([requests.writeNode[writing], requests.writeOffset[writing], requests.writtenAt[writing]]).toEqual(
      [index['db-1'], 12, 1_500],
    );
    site.versions.set(read, 0, 0);
    site.noteIfStale(read);
    expect([requests.isStale[writing], requests.isStale[reading]]).toEqual([0, 1]);
  });
});

describe('a message', () => {
  it('is sent with its numbers, after the work it takes', () => {
    const { world, site, heard, moveTo, index, sent } = lab();
    site.mail(messageKind.topologyQuery, index.sentinel!);
    site.mail(messageKind.ping, index.sentinel!, [4, 5], 250);
    // There is no link to this one.
    site.mail(messageKind.ping, index.stranger!);
    expect(sent('api', messageKind.ping)).toEqual([{ to: 'sentinel', numbers: [4, 5, 0, 0, 0, 0] }]);
    moveTo(10_000);
    expect(heard).toEqual([
      ['sentinel', 'message', 1_000],
      ['sentinel', 'message', 1_250],
    ]);
    expect(world.messages.slots.live).toBe(0);
  });
});

describe('a fact', () => {
  it('is told of itself, at the time it names and with its cause', () => {
    const { site, story, world } = lab();
    world.now = 9_000;
    const id = site.tell('clientSwitched', 8_000, 3, { from: 'a', to: 'b' });
    expect(story).toEqual([
      {
        id,
        kind: 'clientSwitched',
        time: 8_000,
        component: 'api',
        causeId: 3,
        values: { from: 'a', to: 'b' },
      },
    ]);
  });

  it('is told of another node of its own store, now, and of nobody else', () => {
    const { siteOf, story, world, index } = lab();
    world.now = 9_000;
    const node = siteOf('db-1');
    const values = { entries: 1, sessions: 2, primary: 'db-1' };
    node.tellOfMember('cacheEntriesLost', index['db-2']!, 4, values);
    expect(story).toMatchObject([{ time: 9_000, component: 'db-2', causeId: 4, values }]);
    expect(() => node.tellOfMember('cacheEntriesLost', index.kv!, 4, values)).toThrow(AssertionError);
    expect(() => siteOf('api').tellOfMember('cacheEntriesLost', index['db-2']!, 4, values)).toThrow(
      AssertionError,
    );
  });
});

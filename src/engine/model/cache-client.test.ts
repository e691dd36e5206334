// What a server and its cache have to say to each other; look-ups that fail and succeed at instants which the test names.
import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { cause } from '../telemetry/causes.ts';
import { callVerbs } from '../telemetry/records.ts';
import { createAsk } from './asks.ts';
import { CacheClient } from './cache-client.ts';
import { messageKind } from './message-kinds.ts';
import { answerNotes } from './payloads.ts';
import { found, toPut } from './redis-commands.ts';

const root = 33;
const verbs = { get: callVerbs.indexOf('get'), put: callVerbs.indexOf('put') };
const asks = { get: createAsk('cache', { verb: 'get' }), put: createAsk('cache', { verb: 'put' }) };

function lab() {
  const { world, story, siteOf, indexOf, sent } = worldOf({
    components: [
      { ...componentOf('kv-1', 'redis', {}), group: 'kv', role: 'primary' },
      componentOf('api', 'app-server', {}),
      { ...componentOf('kv-2', 'redis', {}), group: 'kv', role: 'replica' },
      componentOf('sentinel', 'sentinel', {}),
      componentOf('users', 'users', {}),
    ],
    requests: [
      ['users', 'api'],
      ['api', 'kv-1'],
      ['api', 'kv-2'],
    ],
    control: [
      ['api', 'sentinel'],
      ['sentinel', 'kv-1'],
      ['sentinel', 'kv-2'],
    ],
  });
  const site = siteOf('api');
  const client = new CacheClient(site, site.serversOf('kv'));
  const end = (time: number, causeCode: number, rootId = 0, of = client): void => {
    world.now = time;
    of.note(indexOf('kv-1'), causeCode, rootId);
  };
  return {
    world,
    story,
    site,
    client,
    indexOf,
    asked: () => sent('api', messageKind.topologyQuery).length,
    fail: (time: number, of = client) => end(time, cause.timedOut, root, of),
    /** Ten good look-ups, 200 ms apart. */
    recover(from: number, of = client): void {
      for (let n = 0; n < 10; n += 1) end(from + 200_000 * n, cause.none, 0, of);
    },
    end,
    /** A call that the server serves, and what it sends the cache for it. */
    serve(requestClass: 'read' | 'write', verb: 'get' | 'put' = 'get') {
      const users = siteOf('users');
      const request = users.openRequest(0, callVerbs.indexOf(requestClass), 4, 5);
      const call = users.sendRequest(site.index, request, 100_000, asks.get);
      return { call, child: site.send(call, indexOf('kv-1'), 1, 5_000, asks[verb]) };
    },
  };
}

describe('whom a server asks of its cache', () => {
  it('is the primary, whatever it asks for, and nobody else', () => {
    const { client, serve, indexOf } = lab();
    const { call } = serve('read');
    expect([client.nodeFor(call, verbs.get), client.nodeFor(call, verbs.put)]).toEqual([
      indexOf('kv-1'),
      indexOf('kv-1'),
    ]);
    expect(client.isSharedBy()).toBe(false);
    expect(client.save().missedWrites).toBe(0);
  });

  it.each([
    ['read', 0],
    ['write', 1],
  ] as const)('is nobody for a %s whose look-up failed: it misses %i writes', (requestClass, missed) => {
    const { world, client, serve } = lab();
    const { call, child } = serve(requestClass);
    world.calls.lose(child, root, cause.connectionTableFull);
    client.onEnded(child, verbs.get, call);
    expect([client.nodeFor(call, verbs.get), client.nodeFor(call, verbs.put)]).toEqual([-1, -1]);
    expect(client.save().missedWrites).toBe(missed);
    // The next request tries again.
    expect(client.nodeFor(serve('read').call, verbs.get)).toBe(client.nodes.primary);
  });

  it('is still the primary for a request that did not wait for the look-up that failed', () => {
    const { world, client, serve } = lab();
    const { call, child } = serve('read');
    world.calls.lose(child, root, cause.connectionTableFull);
    client.onEnded(child, verbs.get, -1);
    expect(client.nodeFor(call, verbs.put)).toBe(client.nodes.primary);
  });

  it('is the same primary after a put that failed, and after a look-up that did not', () => {
    const { world, client, serve } = lab();
    const [put, get] = [serve('read', 'put'), serve('read')];
    world.calls.lose(put.child, root, cause.connectionTableFull);
    client.onEnded(put.child, verbs.put, put.call);
    client.onEnded(get.child, verbs.get, get.call);
    for (const { call } of [put, get]) expect(client.nodeFor(call, verbs.put)).toBe(client.nodes.primary);
  });

  it('is nobody for all of a request that found no primary, though one is told meanwhile', () => {
    const { world, site, indexOf, serve } = lab();
    const { call } = serve('write');
    const client = new CacheClient(site, site.serversOf('kv'));
    const saved = client.save();
    client.load({ ...saved, nodes: { ...saved.nodes, primary: -1 } });
    expect(client.nodeFor(call, verbs.get)).toBe(-1);
    const numbers = [indexOf('kv-1'), 1, 0, 0b11];
    client.onMessage(world.messages.open(messageKind.topology, indexOf('sentinel'), site.index, numbers));
    expect(client.nodes.primary).toBe(indexOf('kv-1'));
    expect(client.nodeFor(call, verbs.put)).toBe(-1);
    expect(client.save().missedWrites).toBe(1);
  });
});

describe('the answer to a look-up', () => {
  /** What the client makes of the bits that a node has set, and the version that the server then has to answer with. */
  function answered(bits: number) {
    const { site, client, serve } = lab();
    const { call, child } = serve('read');
    site.versions.set(child, 3, 70);
    site.notes.add(child, bits);
    const notes = client.onAnswered(call, child, verbs.get);
    client.onSent(call, child, verbs.put);
    const isNewSession = site.notes.has(child, toPut.session) && (bits & found.session) === 0;
    return [notes, site.versions.offsetOf(call), isNewSession];
  }

  it('says whether the client is signed in and whether the value is at hand, and brings its version', () => {
    expect(answered(found.session | found.entry)).toEqual([answerNotes.found, 70, false]);
    expect(answered(found.session)).toEqual([answerNotes.missing, -1, false]);
    expect(answered(found.entry)).toEqual([answerNotes.found | answerNotes.signedOut, 70, true]);
    expect(answered(0)).toEqual([answerNotes.missing | answerNotes.signedOut, -1, true]);
  });

  it('is the only one that says anything', () => {
    const { site, client, serve } = lab();
    const { call, child } = serve('read', 'put');
    site.versions.set(child, 3, 70);
    expect(client.onAnswered(call, child, verbs.put)).toBe(0);
    expect(site.versions.offsetOf(call)).toBe(-1);
  });
});

describe('what a server puts into its cache', () => {
  const bits = Object.values(toPut);
  function put(requestClass: 'read' | 'write', prepare: (all: ReturnType<typeof lab>, call: number) => void) {
    const all = lab();
    const { site, client, serve } = all;
    const { call, child } = serve(requestClass, 'put');
    site.versions.set(call, 2, 60);
    prepare(all, call);
    client.onSent(call, child, verbs.put);
    expect([site.versions.lineageOf(child), site.versions.offsetOf(child)]).toEqual([2, 60]);
    return bits.filter((bit) => site.notes.has(child, bit));
  }
  const asItIs = () => undefined;

  it('is what was read; after a write, that the entry is removed, or the new value if it is set so', () => {
    expect(put('read', asItIs)).toEqual([toPut.entry]);
    expect(put('write', asItIs)).toEqual([toPut.removal]);
    const keeps = ({ client }: ReturnType<typeof lab>) => {
      client.removesOnWrite = false;
    };
    expect(put('write', keeps)).toEqual([toPut.entry]);
    expect(put('read', keeps)).toEqual([toPut.entry]);
  });

  it('is the session as well, of a client that was not signed in', () => {
    const signedOut = ({ client, site, indexOf }: ReturnType<typeof lab>, call: number) => {
      const get = site.send(call, indexOf('kv-1'), 1, 5_000, asks.get);
      client.onAnswered(call, get, verbs.get);
    };
    expect(put('read', signedOut)).toEqual([toPut.session, toPut.entry]);
    expect(put('write', signedOut)).toEqual([toPut.session, toPut.removal]);
  });

  it('is nothing with a look-up', () => {
    const { site, client, serve } = lab();
    const { call, child } = serve('read');
    site.versions.set(call, 2, 60);
    client.onSent(call, child, verbs.get);
    expect([bits.some((bit) => site.notes.has(child, bit)), site.versions.offsetOf(child)]).toEqual([
      false,
      -1,
    ]);
  });
});

describe('a cache that fails', () => {
  it('is known by the ends of its calls, with the roots of those that failed', () => {
    const { world, story, client, serve } = lab();
    const children = Array.from({ length: 4 }, () => serve('read').child);
    const [good, ...bad] = children as [number, ...number[]];
    world.calls.lose(good, 99, cause.none);
    bad.forEach((child, place) => {
      world.calls.lose(child, root + place, cause.connectionTableFull);
    });
    for (const child of children) client.onEnded(child, verbs.get, -1);
    expect(story).toMatchObject([
      {
        kind: 'cachePassedThrough',
        causeId: root,
        values: { cache: 'kv-1', failureCause: 'connectionTableFull' },
      },
    ]);
    const { recentFailures } = client.save().outage;
    expect(recentFailures.map(({ rootId }) => rootId)).toEqual([root, root + 1, root + 2]);
  });

  it('is passed by from its first failure, once three of the last ten look-ups failed', () => {
    const { story, fail, end } = lab();
    fail(1_000);
    end(2_000, cause.none);
    fail(3_000);
    expect(story).toEqual([]);
    end(4_000, cause.refused, 34);
    expect(story).toMatchObject([
      {
        kind: 'cachePassedThrough',
        time: 1_000,
        component: 'api',
        causeId: root,
        values: { cache: 'kv-1', failureCause: 'refused' },
      },
    ]);
    fail(5_000);
    expect(story).toHaveLength(1);
  });

  it('is used again from the first of ten good look-ups that lasted a second, and told what it cost', () => {
    const { story, client, fail, recover, end } = lab();
    client.noteMissedWrite();
    for (const time of [1_000, 2_000, 3_000]) fail(time);
    end(3_500, cause.none);
    client.noteMissedWrite();
    client.noteMissedWrite();
    fail(4_000);
    recover(10_000);
    expect(story.slice(1)).toMatchObject([
      {
        kind: 'cacheUsedAgain',
        time: 10_000,
        component: 'api',
        causeId: story[0]!.id,
        // The write before the outage was missed for another reason.
        values: { cache: 'kv-1', passedThrough: 4, missedWrites: 2, lastedMicros: 9_000 },
      },
    ]);
  });

  it('again counts anew', () => {
    const { story, client, fail, recover } = lab();
    for (const time of [1_000, 2_000, 3_000]) fail(time);
    client.noteMissedWrite();
    recover(10_000);
    for (const time of [3_000_000, 3_000_100, 3_000_200]) fail(time);
    recover(3_000_300);
    expect(story.map(({ kind }) => kind)).toEqual([
      'cachePassedThrough',
      'cacheUsedAgain',
      'cachePassedThrough',
      'cacheUsedAgain',
    ]);
    expect(story[3]).toMatchObject({
      causeId: story[2]!.id,
      values: { passedThrough: 3, missedWrites: 0, lastedMicros: 300 },
    });
  });

  it('makes its client ask who is primary, at each failure and at no success', () => {
    const { asked, fail, end } = lab();
    end(0, cause.none);
    expect(asked()).toBe(0);
    fail(20_000);
    fail(40_000);
    end(60_000, cause.none);
    expect(asked()).toBe(2);
  });
});

describe('a client of the cache', () => {
  it('knows the nodes of the cache and which is primary', () => {
    const { client, indexOf } = lab();
    expect([client.servers, client.nodes.primary]).toEqual([
      [indexOf('kv-1'), indexOf('kv-2')],
      indexOf('kv-1'),
    ]);
    const { siteOf } = worldOf({ components: [componentOf('api', 'app-server', {})] });
    const alone = new CacheClient(siteOf('api'), siteOf('api').serversOf('kv'));
    expect([alone.servers, alone.nodes.primary]).toEqual([[], -1]);
  });

  it('that starts anew has seen no failure and asks the sentinels', () => {
    const { story, client, asked, fail } = lab();
    fail(1_000);
    fail(2_000);
    const before = asked();
    client.onStart();
    expect(asked()).toBe(before + 1);
    fail(3_000);
    fail(4_000);
    expect(story).toEqual([]);
    fail(5_000);
    expect(story).toMatchObject([{ kind: 'cachePassedThrough', time: 3_000 }]);
  });

  it('goes on after a checkpoint as it would have', () => {
    const { world, story, site, client, fail, recover, indexOf } = lab();
    for (const time of [1_000, 2_000, 3_000]) fail(time);
    const numbers = [indexOf('kv-2'), 1, 0, 0b11];
    client.nodes.onMessage(
      world.messages.open(messageKind.topology, indexOf('sentinel'), site.index, numbers),
    );
    client.noteMissedWrite();
    const saved = client.save();
    const asSaved = JSON.stringify(saved);
    fail(4_000);
    recover(10_000);
    expect(JSON.stringify(saved)).toBe(asSaved);

    const loaded = new CacheClient(site, site.serversOf('kv'));
    loaded.load(saved);
    expect(loaded.nodes.primary).toBe(indexOf('kv-2'));
    fail(4_000, loaded);
    recover(10_000, loaded);
    const [first, second] = story.filter(({ kind }) => kind === 'cacheUsedAgain');
    expect(second).toEqual({ ...first!, id: second!.id });
    expect(first).toMatchObject({ values: { passedThrough: 4, missedWrites: 1 } });
    expect(JSON.stringify(saved)).toBe(asSaved);
    expect(world.now).toBe(1_810_000);
  });
});

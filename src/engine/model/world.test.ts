import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { nullSink } from '../../../test/support/engine-lab.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { AssertionError } from '../../base/assert.ts';
import { hashString } from '../../base/hash.ts';
import { noCall } from '../kernel/calls.ts';
import { World } from './world.ts';

const station = { startupMillis: 250, servers: 3 };

function lab(given: Parameters<typeof worldOf>[0]['with'] = {}) {
  return worldOf({
    components: [
      componentOf('users', 'users', {}),
      componentOf('station', 'station', station),
      { ...componentOf('db', 'database', {}), role: 'primary' },
    ],
    requests: [['users', 'station']],
    with: given,
  });
}

describe('a component by its index', () => {
  it('has the name, kind and traits of its entry', () => {
    const { world, indexOf } = lab();
    expect([0, 1, 2].map((index) => world.idOf(index))).toEqual(['users', 'station', 'db']);
    expect(['users', 'station', 'db'].map((id) => world.indexOf.get(id))).toEqual([0, 1, 2]);
    expect([0, 1, 2].map((index) => world.kindOf(index))).toEqual(['users', 'station', 'database']);
    expect([0, 1, 2].map((index) => world.has(index, 'source'))).toEqual([true, false, false]);
    expect(world.component(indexOf('db')).index).toBe(2);
    expect(world.drawKeys).toEqual(['users', 'station', 'db'].map(hashString));
  });

  it('that nobody has is a defect, or has no trait', () => {
    const { world } = lab();
    for (const index of [-1, 3]) {
      expect(() => world.component(index)).toThrow(AssertionError);
      expect(() => world.kindOf(index)).toThrow(AssertionError);
      expect(world.has(index, 'source')).toBe(false);
      expect(() => world.storeOf(index)).toThrow(AssertionError);
    }
    expect(() => world.storeOf(0)).toThrow(AssertionError);
    expect(world.storeOf(2).nodes).toEqual([2]);
  });

  it('is not there before it is built, when nothing has happened either', () => {
    const { world } = lab();
    expect([world.now, world.events, world.loadRaisedBy]).toEqual([0, 0, 0]);
    const empty = new World(world.blueprint, 1, nullSink);
    expect(() => empty.component(0)).toThrow(AssertionError);
  });
});

describe('parameters', () => {
  it('are read as they are now, in one object until one is edited', () => {
    const { world, indexOf } = lab();
    const at = indexOf('station');
    const config = world.configOf(at);
    expect(config).toMatchObject({ servers: 3, serviceDistribution: 'exponential' });
    expect(world.configOf(at)).toBe(config);
    world.values[at]!.servers = 5;
    expect([world.value(at, 'servers'), world.configOf(at)]).toEqual([5, config]);
    const other = world.configOf(0);
    world.refreshConfig(at);
    expect(world.configOf(at)).toMatchObject({ servers: 5 });
    expect(world.configOf(0)).toBe(other);
  });

  it('of a run are its own: an edit does not reach the blueprint', () => {
    const { world, indexOf } = lab();
    const at = indexOf('station');
    world.values[at]!.servers = 5;
    expect(world.blueprint.components[at]!.values.servers).toBe(3);
  });

  it('say how long a process takes to start, the edited ones too, and 0 if none does', () => {
    const { world, indexOf } = lab();
    const at = indexOf('station');
    expect(world.startupMicros(at)).toBe(250_000);
    expect(world.processes.lifecycleOf(at).options.startupDelay).toBe(250_000);
    world.values[at]!.startupMillis = 1;
    expect(world.startupMicros(at)).toBe(1_000);
    expect(world.startupMicros(indexOf('users'))).toBe(0);
  });
});

describe('how many there are', () => {
  it('of keys and clients follows from the largest that a component asks for', () => {
    const users = (id: string, keys: number, clients: number) => componentOf(id, 'users', { keys, clients });
    const { world } = worldOf({
      components: [users('a', 70, 9), users('b', 20, 400), componentOf('s', 'station', {})],
    });
    expect([world.keyCount, world.clientCount]).toEqual([70, 400]);
    const none = worldOf({ components: [componentOf('s', 'station', {})] });
    expect([none.world.keyCount, none.world.clientCount]).toEqual([1, 1]);
  });

  it('of keys and clients is what the tape says if there is one', () => {
    const empty = { offsets: new Float64Array(0), classes: new Uint8Array(0) };
    const ids = { keys: new Int32Array(0), clients: new Int32Array(0) };
    const tape = { contentHash: 'none', ...empty, ...ids, keyCount: 7, clientCount: 8 };
    const { world } = lab({ tape });
    expect([world.keyCount, world.clientCount]).toEqual([7, 8]);
  });

  it('of open calls is nf_conntrack’s largest default, unless a test fills a small table', () => {
    expect(lab().world.connections).toBe(2 ** 18);
    expect(lab({ connections: 5 }).world.connections).toBe(5);
  });
});

describe('a read that is about to be answered', () => {
  /** Key 4 was confirmed at offsets 1 and 2; a call for it in a request. */
  function reading(offset: number | undefined, key = 4) {
    const all = lab();
    const { world } = all;
    const store = world.truths[0]!;
    for (let n = 0; n < 2; n += 1) store.publish(0, store.commit(0), 4);
    const request = world.requests.open(0, 0, 0);
    const call = world.calls.open(request, noCall, 0, 1, 1, 0);
    world.calls.bring(call, 0, 0, key, 0);
    world.versions.open(call);
    if (offset !== undefined) world.versions.set(call, 0, offset);
    return { ...all, call, request, isStale: () => world.requests.isStale[request] };
  }

  it('is stale if its version is older than the newest confirmed one of its key', () => {
    const stale = (offset: number | undefined, key?: number) => {
      const { world, call, isStale } = reading(offset, key);
      world.noteIfStale(call);
      return isStale();
    };
    expect([0, 1, 2, 3].map((offset) => stale(offset))).toEqual([1, 1, 0, 0]);
    expect(stale(0, 5)).toBe(0);
    // Nobody has said which version it is.
    expect(stale(undefined)).toBe(0);
  });

  it('is not judged once its request has ended, nor where nothing is the truth', () => {
    const ended = reading(0);
    ended.world.calls.orphan(ended.call);
    ended.world.noteIfStale(ended.call);
    expect(ended.isStale()).toBe(0);
    const without = reading(0);
    without.world.truths = [];
    without.world.noteIfStale(without.call);
    expect(without.isStale()).toBe(0);
  });
});

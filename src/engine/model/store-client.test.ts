// What an app server takes its stores for: told by hand, as sentinels would.
import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { eventsOf } from '../../../test/support/engine-lab.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { messageKind } from './message-kinds.ts';
import { StoreClient } from './store-client.ts';

const database = (id: string, role: 'primary' | 'replica') => ({
  ...componentOf(id, 'database', {}),
  group: 'database',
  role,
});
const cache = (id: string, role: 'primary' | 'replica') => ({
  ...componentOf(id, 'redis', {}),
  group: 'cache',
  role,
});

interface Given {
  readonly roles?: readonly ('primary' | 'replica')[];
  readonly protocol?: 'sql' | 'kv';
}

/** Database nodes and, if there are any, two sentinels of theirs; two cache nodes with one. */
function lab({ roles = ['replica', 'primary', 'replica'], protocol = 'sql' }: Given = {}) {
  const databases = roles.map((role, place) => database(`db-${place + 1}`, role));
  const caches = [cache('kv-1', 'primary'), cache('kv-2', 'replica')];
  const ids = (nodes: readonly { readonly id: string }[]) => nodes.map(({ id }) => id);
  const watching = databases.length === 0 ? [] : ['s-1', 's-2'];
  const sentinels = [...watching, 's-3'];
  const { world, story, indexOf, siteOf, sent } = worldOf({
    components: [
      ...databases,
      componentOf('api', 'app-server', {}),
      ...caches,
      ...sentinels.map((id) => componentOf(id, 'sentinel', {})),
    ],
    requests: [...ids(caches), ...ids(databases)].map((id) => ['api', id] as const),
    control: [
      ...sentinels.map((id) => ['api', id] as const),
      ...watching.flatMap((sentinel) => ids(databases).map((id) => [sentinel, id] as const)),
      ...ids(caches).map((id) => ['s-3', id] as const),
    ],
  });
  const { messages } = world;
  const site = siteOf('api');
  const client = new StoreClient(site, site.serversOf(protocol));
  const nameOf = (node: number): string | number => (node < 0 ? node : world.idOf(node));
  return {
    world,
    story,
    indexOf,
    site,
    client,
    /** What the client believes: the primary, and where so many reads go. */
    primary: (of = client) => nameOf(of.primary),
    reads: (count: number, tried: readonly string[] = [], of = client) =>
      Array.from({ length: count }, () => nameOf(of.readers.pick(0, new Set(tried.map(indexOf))))),
    asked: () => sent('api', messageKind.topologyQuery).map(({ to }) => to),
    /** A sentinel says who is primary and which nodes are well, as bits in the order of the store. */
    hear(
      from: string,
      to: string,
      epoch: number,
      well = 0b111,
      storyId = 0,
      kind: number = messageKind.topology,
    ) {
      const message = messages.open(kind, indexOf(from), site.index, [indexOf(to), epoch, storyId, well]);
      client.onMessage(message);
      messages.close(message);
    },
    trouble(id: string, storyId: number): void {
      world.processes.unwellBy[indexOf(id)] = storyId;
    },
  };
}

describe('a client of a store that nothing was told to', () => {
  it('goes by its configuration: writes to the primary, reads to each replica in turn', () => {
    const { primary, reads } = lab();
    expect(primary()).toBe('db-2');
    expect(reads(5)).toEqual(['db-1', 'db-3', 'db-1', 'db-3', 'db-1']);
  });

  it('reads from the primary when the replicas were tried, and from nobody after that', () => {
    const { reads, client } = lab();
    expect(reads(2, ['db-1'])).toEqual(['db-3', 'db-3']);
    expect(reads(1, ['db-1', 'db-3'])).toEqual(['db-2']);
    expect(reads(1, ['db-1', 'db-2', 'db-3'])).toEqual([-1]);
    expect(client.readers.pick(0, undefined)).toBeGreaterThanOrEqual(0);
  });

  it('does so as well where the primary is the first component of the scenario', () => {
    const { primary, reads } = lab({ roles: ['primary', 'replica'] });
    expect(primary()).toBe('db-1');
    expect(reads(1, ['db-2'])).toEqual(['db-1']);
  });

  it('that has no primary reads from all its nodes', () => {
    const { primary, reads } = lab({ roles: ['replica', 'replica'] });
    expect(primary()).toBe(-1);
    expect(reads(3)).toEqual(['db-1', 'db-2', 'db-1']);
    expect(reads(1, ['db-1', 'db-2'])).toEqual([-1]);
  });

  it('knows only the nodes that serve its protocol', () => {
    const { primary, reads, client, world } = lab({ protocol: 'kv' });
    expect([primary(), client.nodes.map((node) => world.idOf(node))]).toEqual(['kv-1', ['kv-1', 'kv-2']]);
    expect(reads(2)).toEqual(['kv-2', 'kv-2']);
    expect(reads(1, ['kv-1', 'kv-2'])).toEqual([-1]);
  });

  it('has no nodes where no component serves it', () => {
    const none = lab({ roles: [] });
    expect([none.client.nodes, none.primary(), none.reads(1)]).toEqual([[], -1, [-1]]);
    // The sentinels of another store are nobody to ask.
    none.client.onPrimaryFailed();
    none.client.onStart();
    expect(none.asked()).toEqual([]);
  });
});

describe('a query for the topology', () => {
  it('goes to every sentinel of the store when the process starts', () => {
    const { client, asked } = lab();
    client.onStart();
    expect(asked()).toEqual(['s-1', 's-2']);
  });

  it('goes to one sentinel after the other when the primary fails, at most every 20 ms', () => {
    const { client, world, asked } = lab();
    const failAt = (time: number) => {
      world.now = time;
      client.onPrimaryFailed();
      return asked();
    };
    expect(failAt(0)).toEqual(['s-1']);
    expect(failAt(0)).toEqual(['s-1']);
    expect(failAt(19_999)).toEqual(['s-1']);
    expect(failAt(20_000)).toEqual(['s-1', 's-2']);
    expect(failAt(39_999)).toEqual(['s-1', 's-2']);
    expect(failAt(100_000)).toEqual(['s-1', 's-2', 's-1']);
  });

  it('of a cache goes to its own sentinel', () => {
    const { client, world, asked } = lab({ protocol: 'kv' });
    client.onPrimaryFailed();
    world.now = 20_000;
    client.onPrimaryFailed();
    expect(asked()).toEqual(['s-3', 's-3']);
  });
});

describe('the word of a sentinel', () => {
  it('of a newer epoch moves the primary, and is told with its cause', () => {
    const { primary, reads, hear, story, world } = lab();
    world.now = 5_000;
    hear('s-1', 'db-3', 1, 0b111, 44);
    expect(primary()).toBe('db-3');
    expect(reads(3)).toEqual(['db-1', 'db-2', 'db-1']);
    expect(story).toMatchObject([
      {
        kind: 'clientSwitched',
        time: 5_000,
        component: 'api',
        causeId: 44,
        values: { from: 'db-2', to: 'db-3' },
      },
    ]);
  });

  it('names the primary before, the first component too, and nobody if there was none', () => {
    const first = lab({ roles: ['primary', 'replica'] });
    first.hear('s-1', 'db-2', 1);
    expect(eventsOf(first.story, 'clientSwitched').map(({ values }) => values)).toEqual([
      { from: 'db-1', to: 'db-2' },
    ]);
    const { hear, story } = lab({ roles: ['replica', 'replica'] });
    hear('s-1', 'db-1', 1);
    expect(eventsOf(story, 'clientSwitched').map(({ values }) => values)).toEqual([{ from: '', to: 'db-1' }]);
  });

  it('of the same epoch moves nothing but the readers: to the replicas it takes for well', () => {
    const { primary, reads, hear, story } = lab();
    hear('s-1', 'db-3', 0, 0b001);
    expect([primary(), reads(2)]).toEqual(['db-2', ['db-1', 'db-1']]);
    hear('s-2', 'db-2', 0, 0b100);
    expect(reads(2)).toEqual(['db-3', 'db-3']);
    // Suspected or not, the primary is no replica; without any, it is read from.
    hear('s-2', 'db-2', 0, 0b010);
    expect(reads(2)).toEqual(['db-2', 'db-2']);
    expect(story).toEqual([]);
  });

  it('of an older epoch, of a stranger, or of another kind is not heeded', () => {
    const { primary, reads, hear, story } = lab();
    hear('s-1', 'db-3', 2);
    hear('s-2', 'db-1', 1, 0b000);
    hear('s-3', 'db-1', 9, 0b000);
    hear('s-1', 'db-1', 9, 0b000, 0, messageKind.announce);
    expect([primary(), reads(2)]).toEqual(['db-3', ['db-1', 'db-2']]);
    expect(story).toHaveLength(1);
    hear('s-2', 'db-1', 3);
    expect(primary()).toBe('db-1');
  });

  it('that confirms the primary in a newer epoch outdates what was said before', () => {
    const { primary, hear, story } = lab();
    hear('s-1', 'db-2', 5);
    // The way there and back was over before this sentinel spoke.
    hear('s-2', 'db-3', 3);
    expect([primary(), story]).toEqual(['db-2', []]);
    hear('s-2', 'db-3', 6);
    expect(primary()).toBe('db-3');
  });

  it('is forgotten by a new process, which takes the configured primary and any epoch', () => {
    const { primary, reads, hear, client } = lab();
    hear('s-1', 'db-3', 7, 0b100);
    client.onStart();
    expect([primary(), reads(2)]).toEqual(['db-2', ['db-1', 'db-3']]);
    hear('s-1', 'db-1', 1);
    expect(primary()).toBe('db-1');
  });
});

describe('a replica that readers avoid', () => {
  it('is told once while it is unwell, and once when it is used again and well', () => {
    const { hear, story, world, trouble, indexOf } = lab();
    trouble('db-3', 50);
    world.now = 1_000;
    hear('s-1', 'db-2', 0, 0b011);
    hear('s-2', 'db-2', 0, 0b011);
    // One of them changes its mind and back again, before the node is well.
    hear('s-2', 'db-2', 0, 0b111);
    hear('s-2', 'db-2', 0, 0b011);
    expect(story).toMatchObject([
      {
        kind: 'replicaAvoided',
        time: 1_000,
        component: 'api',
        causeId: 50,
        values: { replica: 'db-3', left: 1 },
      },
    ]);
    trouble('db-3', 0);
    world.processes.startedBy[indexOf('db-3')] = 60;
    world.now = 2_000;
    hear('s-1', 'db-2', 0, 0b011);
    expect(story).toHaveLength(1);
    hear('s-1', 'db-2', 0, 0b111);
    hear('s-1', 'db-2', 0, 0b111);
    expect(story.slice(1)).toMatchObject([
      { kind: 'replicaUsedAgain', time: 2_000, component: 'api', causeId: 60, values: { replica: 'db-3' } },
    ]);
    trouble('db-3', 70);
    hear('s-1', 'db-2', 0, 0b011);
    expect(story.slice(2)).toMatchObject([{ kind: 'replicaAvoided', causeId: 70 }]);
  });

  it('is told with how many are left', () => {
    const { hear, story, trouble } = lab();
    trouble('db-1', 50);
    trouble('db-3', 51);
    hear('s-1', 'db-2', 0, 0b010);
    const told = eventsOf(story, 'replicaAvoided').map(({ causeId, values }) => [causeId, values]);
    expect(told).toEqual([
      [50, { replica: 'db-1', left: 0 }],
      [51, { replica: 'db-3', left: 0 }],
    ]);
  });

  it('is not told while a sentinel lists it, unwell or not', () => {
    const { hear, story, trouble } = lab();
    trouble('db-3', 50);
    hear('s-1', 'db-2', 0, 0b111);
    expect(story).toEqual([]);
  });

  it('is not told if nothing is wrong with it, if it becomes the primary or was it until now', () => {
    const { hear, story, trouble, world, indexOf } = lab();
    hear('s-1', 'db-2', 0, 0b011);
    expect(story).toEqual([]);
    hear('s-1', 'db-2', 0, 0b111);
    trouble('db-3', 51);
    hear('s-1', 'db-3', 1, 0b111);
    expect(eventsOf(story, 'replicaAvoided')).toEqual([]);
    // As the store's own count has it after a switch from db-2.
    world.storeOf(indexOf('db-2')).previousPrimary = indexOf('db-2');
    trouble('db-2', 52);
    hear('s-1', 'db-3', 1, 0b101);
    expect(eventsOf(story, 'replicaAvoided')).toEqual([]);
    trouble('db-1', 53);
    hear('s-1', 'db-3', 1, 0b100);
    expect(eventsOf(story, 'replicaAvoided').map(({ causeId }) => causeId)).toEqual([53]);
  });

  it('of a cache is no loss to readers', () => {
    const { hear, story, trouble, reads } = lab({ protocol: 'kv' });
    trouble('kv-2', 50);
    hear('s-3', 'kv-1', 0, 0b01);
    expect([story, reads(1)]).toEqual([[], ['kv-1']]);
  });

  it('is forgotten by a new process, which tells it anew', () => {
    const { hear, story, trouble, client } = lab();
    trouble('db-3', 50);
    hear('s-1', 'db-2', 0, 0b011);
    client.onStart();
    hear('s-1', 'db-2', 0, 0b011);
    expect(eventsOf(story, 'replicaAvoided')).toHaveLength(2);
  });
});

describe('a checkpoint', () => {
  it('holds the belief, whose turn it is, when it asked and what it told', () => {
    const { world, site, client, primary, reads, hear, story, trouble, asked, indexOf } = lab();
    trouble('db-1', 50);
    hear('s-1', 'db-3', 4, 0b111, 9);
    hear('s-1', 'db-3', 4, 0b110);
    hear('s-1', 'db-3', 4, 0b111);
    reads(1);
    world.now = 100_000;
    client.onPrimaryFailed();
    const saved = client.save();
    const [asBefore, storyBefore] = [JSON.stringify(saved), story.length];
    reads(1);
    hear('s-1', 'db-2', 5, 0b100);
    trouble('db-1', 0);
    hear('s-1', 'db-2', 5, 0b111);
    expect(JSON.stringify(saved)).toBe(asBefore);
    expect(story.length).toBeGreaterThan(storyBefore);

    const loaded = new StoreClient(site, site.serversOf('sql'));
    loaded.load(saved);
    trouble('db-1', 50);
    expect(primary(loaded)).toBe('db-3');
    expect(reads(2, [], loaded)).toEqual(['db-2', 'db-1']);
    // It asked s-1 just now; s-2 is next.
    world.now = 119_999;
    loaded.onPrimaryFailed();
    world.now = 120_000;
    loaded.onPrimaryFailed();
    expect(asked()).toEqual(['s-1', 's-2']);
    const count = story.length;
    const say = (well: number) =>
      loaded.onMessage(site.messages.open(messageKind.topology, indexOf('s-1'), site.index, [0, 4, 0, well]));
    say(0b110);
    // Neither that the node is avoided, which was told, nor a switch in the same epoch.
    expect(story).toHaveLength(count);
    trouble('db-1', 0);
    say(0b111);
    expect(story).toHaveLength(count + 1);
    loaded.load(saved);
    expect(JSON.stringify(loaded.save())).toBe(asBefore);
  });
});

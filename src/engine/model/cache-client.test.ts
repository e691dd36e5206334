// Look-ups that fail and succeed at instants which the test names.
import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { cause } from '../telemetry/causes.ts';
import { CacheClient } from './cache-client.ts';
import { messageKind } from './message-kinds.ts';

const root = 33;

function lab() {
  const { world, story, siteOf, indexOf, sent } = worldOf({
    components: [
      componentOf('api', 'app-server', {}),
      { ...componentOf('kv-1', 'redis', {}), group: 'kv', role: 'primary' },
      { ...componentOf('kv-2', 'redis', {}), group: 'kv', role: 'replica' },
      componentOf('sentinel', 'sentinel', {}),
    ],
    requests: [
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
  const client = new CacheClient(site);
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
  };
}

describe('a cache that fails', () => {
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
    const alone = new CacheClient(siteOf('api'));
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

    const loaded = new CacheClient(site);
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

// The article's sharding functions and its ring, run as printed, against ours of the same defects. The rest of `algorithms`
// is in article-defects.test.ts and article-defects-state.test.ts.
import { describe, expect, it } from 'vitest';
import { article, hashRing } from '../../src/algorithms/index.ts';
import { openRecording } from '../support/recording.ts';

const recording = openRecording('article-defects.json', 'algorithms');

describe('shardFunctions', () => {
  const { shardOfRegion, shardOfUser } = article.shardFunctions;

  it('answers as recorded for numbers and codes', () => {
    const users = Object.keys(recording.peek<object>('shardFns', 'getShardByUserId'));
    recording.equal(
      ['shardFns', 'getShardByUserId'],
      Object.fromEntries(users.map((id) => [id, shardOfUser(Number(id))])),
    );
    for (const code of Object.keys(recording.peek<object>('shardFns', 'getShardByRegion'))) {
      const shard = shardOfRegion(code);
      const shown = typeof shard === 'string' ? shard : `typeof ${typeof shard}`;
      recording.equal(['shardFns', 'getShardByRegion', code], shown);
    }
  });

  it('puts seven of ten million users on the last shard', () => {
    const counts: Record<string, number> = {};
    for (let id = 999; id < 10_000_000; id += 1_000) {
      const shard = shardOfUser(id);
      counts[shard] = (counts[shard] ?? 0) + 1;
    }
    const shares = Object.entries(counts).map(([shard, count]) => `${shard}:${(count / 10_000).toFixed(3)}`);
    const told = recording.peek<string>('shardFns', 'hotspot');
    recording.judged(
      ['shardFns', 'hotspot'],
      told.endsWith(shares.join(' ')),
      'the shares, of every thousandth',
    );
  });
});

describe('collidingRing and unmovedRows', () => {
  const at = (...names: (string | number)[]): (string | number)[] => ['consistentHash', ...names];
  const { add, create, hashOf, owner, ownerOfHash, remove } = article.collidingRing;

  it('has as many common points as recorded', () => {
    const seen = new Map<number, string>();
    const collisions: { hash: number; a: string; b: string; node: number }[] = [];
    for (let node = 1; node <= 2000; node += 1) {
      for (let index = 0; index < 150; index += 1) {
        const point = `shard-${node}:${index}`;
        const hash = hashOf(point);
        const other = seen.get(hash);
        if (other === undefined) seen.set(hash, point);
        else collisions.push({ hash, a: other, b: point, node });
      }
    }
    const { node: _, ...first } = collisions[0] as (typeof collisions)[0];
    recording.equal(at('firstCollision'), first);
    const sizes = Object.keys(recording.peek<object>('consistentHash', 'collisionsAmongFirstNNodesOf150'));
    for (const size of sizes) {
      const found = collisions.filter(({ node }) => node <= Number(size)).length;
      recording.equal(at('collisionsAmongFirstNNodesOf150', size), found);
      const expected = Number(((Number(size) * 150) ** 2 / 2 ** 33).toFixed(3));
      recording.equal(at('expectedCollisions_n2_over_2_33', size), expected);
    }
  });

  it('loses the common point', () => {
    const nodes = recording.input<[string, string]>('consistentHash', 'demo', 'nodes');
    const hash = recording.peek<number>('consistentHash', 'firstCollision', 'hash');
    const ringOf = (ids: readonly string[]): ReturnType<typeof create> => {
      const s = create({});
      for (const id of ids) add(s, id);
      return s;
    };
    const ring = ringOf(nodes);
    const removed = recording.input<string>('consistentHash', 'demo', 'afterRemoving');
    recording.equal(at('demo', 'ringSizeAfterAddingBoth'), ring.points.length);
    recording.equal(at('demo', 'expected'), 2 * ring.virtualNodes);
    recording.equal(at('demo', 'ownerOfCollidingPoint_addOrderAB'), ownerOfHash(ring, hash));
    recording.equal(
      at('demo', 'ownerOfCollidingPoint_addOrderBA'),
      ownerOfHash(ringOf([...nodes].reverse()), hash),
    );
    remove(ring, removed);
    recording.equal(at('demo', 'ringSize'), ring.points.length);
    recording.equal(at('demo', 'expectedRingSize'), ring.virtualNodes);
    recording.equal(at('demo', 'pointOfSurvivorLost'), !ring.points.includes(hash));
    recording.judged(at('emptyRing'), owner(create({}), 'user:1') === undefined, 'undefined');
  });

  it('finds by walking what a binary search finds, and loses sight of rows', () => {
    const [walked, searched] = [create({}), hashRing.create({})];
    for (let node = 1; node <= 200; node += 1) {
      add(walked, `shard-${node}`);
      hashRing.add(searched, `shard-${node}`);
    }
    recording.equal(at('linearScan', 'ringPoints'), walked.points.length);
    const lookups = recording.input<number>('consistentHash', 'linearScan', 'lookups');
    const keys = Array.from({ length: lookups }, (_, place) => `user:${place}`);
    const same = keys.filter((key) => owner(walked, key) === hashRing.owner(searched, key));
    recording.equal(at('linearScan', 'sameAnswers'), same.length);
    for (const name of ['linearScanUsPerLookup', 'binarySearchUsPerLookup']) {
      recording.notComparable(at('linearScan', name), 'wall-clock time of another machine');
    }
    const { addShard, create: store, insert, unreachable } = article.unmovedRows;
    const rows = store({ shards: ['shard-1', 'shard-2', 'shard-3'] });
    recording.note(...at('addNodeOnADatabase', 'desc'));
    const total = recording.input<number>('consistentHash', 'addNodeOnADatabase', 'of');
    for (let user = 1; user <= total; user += 1) insert(rows, `user:${user}`);
    expect(unreachable(rows)).toEqual([]);
    addShard(rows, 'shard-4');
    recording.equal(at('addNodeOnADatabase', 'unreachableRows'), unreachable(rows).length);
  });
});

describe('the book', () => {
  it('leaves nothing out', () => {
    for (const name of ['weightedRoundRobin', 'roundRobin', 'leastConnections', 'ipHash']) {
      recording.notComparable([name], 'compared in article-defects.test.ts');
    }
    for (const name of ['featureFlags', 'slidingWindow', 'health', 'sessionConsistency']) {
      recording.notComparable([name], 'compared in article-defects-state.test.ts');
    }
    recording.expectNothingSkipped();
  });
});

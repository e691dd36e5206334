// test/reference/hashring.json: who owned which key at every step, for every algorithm, as worked out there twice over.
import { describe, expect, it } from 'vitest';
import {
  hashRing,
  jumpHash,
  ketama,
  maglev,
  moduloHash,
  rendezvousHash,
} from '../../src/algorithms/index.ts';
import { compareImbalance } from '../support/hashring-imbalance.ts';
import { countsIn, digits, keys, movesBetween, ringOf, shards, withIds } from '../support/hashring-lab.ts';
import { openRecording } from '../support/recording.ts';

const recording = openRecording('hashring.json');
const { equal, note } = recording;

describe('hashring.json', () => {
  it('ring: owners, counts, arcs and moves at three, four and again three shards', () => {
    for (const words of ['hash', 'vnodeKey', 'lookup', 'keys']) note('ring', words);
    const s = ringOf(shards(3), recording.input('ring', 'vnodes'));
    const owner = (key: string): string | undefined => hashRing.owner(s, key);
    const three = digits(owner);
    equal(['ring', 'owners', 'shard-1..3'], three);
    equal(['ring', 'counts', 'shard-1..3'], countsIn(three));
    const steps = [() => undefined, () => hashRing.add(s, 'shard-4'), () => hashRing.remove(s, 'shard-2')];
    const strings = ['shard-1..3', '+shard-4', '-shard-2'].map((step, at) => {
      steps[at]?.();
      equal(['ring', 'arcShare', step], Object.fromEntries(hashRing.arcShares(s)));
      return digits(owner);
    });
    const [, four = '', without = ''] = strings;
    equal(['ring', 'owners', '+shard-4'], four);
    equal(['ring', 'counts', '+shard-4'], countsIn(four));
    const [up, down] = [movesBetween(three, four), movesBetween(four, without)];
    equal(['ring', 'moved', '3->4'], up.moved);
    equal(['ring', 'moved', '3->4 fraction'], up.share);
    equal(['ring', 'moved', '3->4 ideal'], 1 / 4);
    equal(
      ['ring', 'moved', '3->4 exact arc share of shard-4'],
      hashRing.arcShares(ringOf(shards(4))).get('shard-4'),
    );
    equal(['ring', 'moved', '3->4 moved to other than shard-4'], up.notTo('4'));
    equal(['ring', 'moved', '4->3 (-shard-2)'], down.moved);
    equal(['ring', 'moved', 'fraction'], down.share);
    equal(['ring', 'moved', 'moved although not on shard-2'], down.notFrom('2'));
  });

  it('ring: hashes, points, and keys beyond the last point', () => {
    const vectors = recording.peek<Record<string, number>>('ring', 'vectors', 'h32');
    equal(
      ['ring', 'vectors', 'h32'],
      Object.fromEntries(Object.keys(vectors).map((key) => [key, hashRing.hashOf(key)])),
    );
    const s = ringOf(shards(4));
    const points = [...s.points].map((point, at) => [point, s.ids[s.owners[at] as number]]);
    equal(['ring', 'vectors', 'ringPoints4'], points.length);
    equal(['ring', 'vectors', 'first5points_4nodes'], points.slice(0, 5));
    equal(['ring', 'vectors', 'last2points_4nodes'], points.slice(-2));
    const last = s.points.at(-1) as number;
    const wrapping = keys.filter((key) => hashRing.hashOf(key) > last);
    equal(['ring', 'vectors', 'keysThatWrapPastTheLastPoint'], wrapping);
    for (const key of wrapping) expect(hashRing.owner(s, key)).toBe(points[0]?.[1]);
  });

  it('imbalance: arcs and keys of shard-1..N, and what random names do on average', () => {
    compareImbalance(recording);
  });

  it('modulo: owners, and what one shard more moves, beside the ring', () => {
    note('modulo', 'hash');
    const modulo = (count: number): string[] => {
      const s = withIds(moduloHash, moduloHash.create(), shards(count));
      return keys.map((key) => moduloHash.owner(s, key) as string);
    };
    const ring = (count: number): string[] => {
      const s = ringOf(shards(count));
      return keys.map((key) => hashRing.owner(s, key) as string);
    };
    const movedFrom = (owners: (count: number) => string[], from: number): number => {
      const after = owners(from + 1);
      return owners(from).filter((id, at) => id !== after[at]).length / keys.length;
    };
    for (const count of [3, 4])
      equal(
        ['modulo', `owners${count}`],
        modulo(count)
          .map((id) => id.at(-1))
          .join(''),
      );
    equal(['modulo', 'moved 3->4'], Math.round(movedFrom(modulo, 3) * keys.length));
    equal(['modulo', 'fraction'], movedFrom(modulo, 3));
    equal(['modulo', 'theory 3->4: 1-gcd-based = 1 - 3/12'], moduloHash.movedShare(3, 4));
    for (const from of [2, 3, 4, 5, 7, 10, 20]) {
      const step = `${from}->${from + 1}`;
      equal(['modulo', 'table n->n+1', step, 0], movedFrom(modulo, from));
      recording.within(['modulo', 'table n->n+1', step, 1], moduloHash.movedShare(from, from + 1), 1e-12);
      const consistent = 'table consistent n->n+1 (ideal 1/(n+1))';
      equal(['modulo', consistent, step, 0], movedFrom(ring, from));
      recording.within(['modulo', consistent, step, 1], 1 / (from + 1), 0, 0.00005);
    }
  });

  it('jump: known vectors of 64 bits, owners and moves', () => {
    for (const words of ['hash', 'note']) note('jump', words);
    const hundredThousand = { ids: shards(100_001) };
    const vectors = recording.peek<Record<string, number>>('jump', 'knownVectors (Guava tests)');
    for (const vector of Object.keys(vectors)) {
      const [key, buckets] = vector.slice(1, -1).split(',') as [string, string];
      const s = { ids: hundredThousand.ids.slice(0, Number(buckets)) };
      const id = jumpHash.ownerOfHash(s, BigInt(key)) as string;
      equal(['jump', 'knownVectors (Guava tests)', vector], Number(id.slice('shard-'.length)) - 1);
    }
    const s = withIds(jumpHash, jumpHash.create(), shards(3));
    const three = digits((key) => jumpHash.owner(s, key));
    jumpHash.add(s, 'shard-4');
    const four = digits((key) => jumpHash.owner(s, key));
    const up = movesBetween(three, four);
    equal(['jump', 'owners3'], three);
    equal(['jump', 'owners4'], four);
    equal(['jump', 'counts4'], countsIn(four));
    equal(['jump', 'moved 3->4'], up.moved);
    equal(['jump', 'fraction'], up.share);
    equal(['jump', 'moved to other than bucket 4'], up.notTo('4'));
    jumpHash.remove(s, 'shard-4');
    expect(digits((key) => jumpHash.owner(s, key))).toBe(three);
  });

  it('rendezvous: owners and moves', () => {
    note('rendezvous', 'score');
    const s = withIds(rendezvousHash, rendezvousHash.create(), shards(3));
    const owner = (key: string): string | undefined => rendezvousHash.owner(s, key);
    const three = digits(owner);
    rendezvousHash.add(s, 'shard-4');
    const four = digits(owner);
    rendezvousHash.remove(s, 'shard-2');
    const [up, down] = [movesBetween(three, four), movesBetween(four, digits(owner))];
    equal(['rendezvous', 'owners 1,2,3'], three);
    equal(['rendezvous', 'owners 1,2,3,4'], four);
    equal(['rendezvous', 'counts4'], countsIn(four));
    equal(['rendezvous', 'moved 3->4'], up.moved);
    equal(['rendezvous', 'fraction'], up.share);
    equal(['rendezvous', 'moved on -shard-2'], down.moved);
    equal(['rendezvous', 'moved although not on shard-2'], down.notFrom('2'));
  });

  it('maglev: owners, moves, disruption and shares of the table', () => {
    note('maglev', 'spec');
    for (const size of Object.keys(recording.peek<object>('maglev', 'tables'))) {
      const at = (...path: string[]): string[] => ['maglev', 'tables', size, ...path];
      const s = withIds(maglev, maglev.create({ tableSize: Number(size) }), shards(3));
      const owner = (key: string): string | undefined => maglev.owner(s, key);
      const three = digits(owner);
      const before = s.table.slice();
      maglev.add(s, 'shard-4');
      const four = digits(owner);
      const share = [0, 1, 2, 3].map((place) => s.table.filter((entry) => entry === place).length);
      equal(
        at('tableEntriesChanged 3->4'),
        before.filter((entry, place) => entry !== s.table[place]).length / Number(size),
      );
      equal(at('tableShare4'), share);
      maglev.remove(s, 'shard-2');
      const without = digits(owner);
      const [up, down] = [movesBetween(three, four), movesBetween(four, without)];
      equal(at('owners 1,2,3'), three);
      equal(at('owners 1,2,3,4'), four);
      equal(at('owners 1,3,4'), without);
      equal(at('moved 3->4'), up.moved);
      equal(at('fraction'), up.share);
      equal(at('moved to other than shard-4 (disruption)'), up.notTo('4'));
      equal(at('moved on -shard-2'), down.moved);
      equal(at('moved although not on shard-2'), down.notFrom('2'));
    }
  });

  it('ketama: owners and moves', () => {
    note('ketama', 'servers');
    const servers = [0, 1, 2, 3].map((offset) => `127.0.0.1:${11_211 + offset}`);
    const s = withIds(ketama, ketama.create(), servers.slice(0, 3));
    const owners = (): string =>
      keys.map((key) => servers.indexOf(ketama.owner(s, key) as string) + 1).join('');
    const three = owners();
    ketama.add(s, servers[3] as string);
    equal(['ketama', 'owners', '3'], three);
    equal(['ketama', 'owners', '4'], owners());
    equal(['ketama', 'moved 3->4'], movesBetween(three, owners()).moved);
  });

  it('skips nothing', () => {
    // How the recording itself was checked: against Python, the article's class and npm packages.
    note('verification');
    recording.expectNothingSkipped();
  });
});

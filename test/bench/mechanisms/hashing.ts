import HashRing from 'hashring';
import {
  boundedLoadRing,
  hashRing,
  jumpHash,
  ketama,
  maglev,
  moduloHash,
  rendezvousHash,
} from '../../../src/algorithms/index.ts';
import type { Loop, Mechanism } from './mechanism.ts';

/** More keys than hashring remembers; a power of two. */
const keys = Array.from({ length: 16_384 }, (_, index) => `user:${index}`);
/** So few that it remembers all. */
const fewKeys = keys.slice(0, 1_024);
/** 2³² divided by the golden ratio: its multiples are spread over all hashes. */
const stride = 0x9e3779b1;

const addresses = (size: number): string[] =>
  Array.from({ length: size }, (_, index) => `10.0.${index >> 8}.${index & 255}:11211`);

function filled<State>(algorithm: { add(s: State, id: string): void }, s: State, size: number): State {
  for (const id of addresses(size)) algorithm.add(s, id);
  return s;
}

// One loop for all, which calls what it is given: some 3 ns more than a loop written out, for ours and the rival's.

function overKeys(owner: (key: string) => string | undefined, asked = keys): Loop {
  const last = asked.length - 1;
  // Goes on where it stopped: a short turn over the same first keys would be answered by the rival's cache.
  let turn = 0;
  return (times) => {
    let sum = 0;
    for (let call = 0; call < times; call += 1) {
      turn = (turn + 1) & last;
      sum += owner(asked[turn] as string)?.length ?? 0;
    }
    return sum;
  };
}

function overHashes(ownerOfHash: (hash: number) => string | undefined): Loop {
  return (times) => {
    let sum = 0;
    for (let call = 0; call < times; call += 1)
      sum += ownerOfHash(Math.imul(call, stride) >>> 0)?.length ?? 0;
    return sum;
  };
}

type Rivals = NonNullable<Mechanism['rivals']>;

/**
 * hashring keeps the 5,000 keys used last in a cache: without it; with it, but more keys; and with it and few keys, when
 * it looks names up in a table and no longer hashes. Ours is then to be asked by hash: `ownerOfHash`.
 */
const ketamaRivals: Rivals = [
  {
    package: 'hashring, no cache',
    prepare: (size) => {
      const ring = new HashRing(addresses(size), 'md5', { 'max cache size': 1 });
      return overKeys((key) => ring.get(key));
    },
  },
  {
    package: 'hashring, 16,384 keys',
    prepare: (size) => {
      const ring = new HashRing(addresses(size));
      return overKeys((key) => ring.get(key));
    },
  },
  {
    package: 'hashring, all keys in its cache',
    prepare: (size) => {
      const ring = new HashRing(addresses(size));
      return overKeys((key) => ring.get(key), fewKeys);
    },
  },
];

/** As many points as the ring of 150 virtual nodes: 37 · 4 = 148. */
const ringRivals: Rivals = [
  {
    package: 'hashring, 148 points, no cache',
    prepare: (size) => {
      const ring = new HashRing(addresses(size), 'md5', { 'vnode count': 37, 'max cache size': 1 });
      return overKeys((key) => ring.get(key));
    },
  },
];

const byKey = 'owner(s, key)';
const byHash = 'ownerOfHash(s, hash)';

export const mechanisms: readonly Mechanism[] = [
  {
    namespace: 'hashRing',
    call: byKey,
    prepare: (size) => {
      const s = filled(hashRing, hashRing.create(), size);
      return overKeys((key) => hashRing.owner(s, key));
    },
    rivals: ringRivals,
  },
  {
    namespace: 'hashRing',
    call: byHash,
    // 200 shards have 30,000 points.
    sizes: [3, 30, 200, 300],
    prepare: (size) => {
      const s = filled(hashRing, hashRing.create(), size);
      return overHashes((hash) => hashRing.ownerOfHash(s, hash));
    },
  },
  {
    namespace: 'ketama',
    call: byKey,
    prepare: (size) => {
      const s = filled(ketama, ketama.create(), size);
      return overKeys((key) => ketama.owner(s, key));
    },
    rivals: ketamaRivals,
  },
  {
    namespace: 'ketama',
    call: byHash,
    prepare: (size) => {
      const s = filled(ketama, ketama.create(), size);
      return overHashes((hash) => ketama.ownerOfHash(s, hash));
    },
  },
  {
    namespace: 'boundedLoadRing',
    call: byKey,
    prepare: (size) => {
      const s = filled(boundedLoadRing, boundedLoadRing.create(), size);
      return overKeys((key) => boundedLoadRing.owner(s, key));
    },
  },
  {
    namespace: 'boundedLoadRing',
    call: byHash,
    prepare: (size) => {
      const s = filled(boundedLoadRing, boundedLoadRing.create(), size);
      return overHashes((hash) => boundedLoadRing.ownerOfHash(s, hash));
    },
  },
  {
    namespace: 'moduloHash',
    call: byKey,
    prepare: (size) => {
      const s = filled(moduloHash, moduloHash.create(), size);
      return overKeys((key) => moduloHash.owner(s, key));
    },
  },
  {
    namespace: 'moduloHash',
    call: byHash,
    prepare: (size) => {
      const s = filled(moduloHash, moduloHash.create(), size);
      return overHashes((hash) => moduloHash.ownerOfHash(s, hash));
    },
  },
  {
    namespace: 'jumpHash',
    call: byKey,
    prepare: (size) => {
      const s = filled(jumpHash, jumpHash.create(), size);
      return overKeys((key) => jumpHash.owner(s, key));
    },
  },
  {
    namespace: 'jumpHash',
    call: byHash,
    prepare: (size) => {
      const s = filled(jumpHash, jumpHash.create(), size);
      return overHashes((hash) => jumpHash.ownerOfHash(s, hash));
    },
  },
  {
    namespace: 'rendezvousHash',
    call: byKey,
    prepare: (size) => {
      const s = filled(rendezvousHash, rendezvousHash.create(), size);
      return overKeys((key) => rendezvousHash.owner(s, key));
    },
  },
  {
    namespace: 'rendezvousHash',
    call: byHash,
    prepare: (size) => {
      const s = filled(rendezvousHash, rendezvousHash.create(), size);
      return overHashes((hash) => rendezvousHash.ownerOfHash(s, hash));
    },
  },
  {
    namespace: 'maglev',
    call: byKey,
    prepare: (size) => {
      const s = filled(maglev, maglev.create(), size);
      return overKeys((key) => maglev.owner(s, key));
    },
  },
  {
    namespace: 'maglev',
    call: byHash,
    prepare: (size) => {
      const s = filled(maglev, maglev.create(), size);
      return overHashes((hash) => maglev.ownerOfHash(s, hash));
    },
  },
];

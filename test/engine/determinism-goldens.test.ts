// Trace hash and behaviour digest of each determinism case, as recorded. A change that only reorganises keeps both; one
// that merges events or changes lifetimes keeps the digest and edits the hashes here in a commit of its own.
import { describe, expect, it } from 'vitest';
import { BehaviourWatch, digestsOf, type RunDigest } from '../support/behaviour-digest.ts';
import { determinismCases } from '../support/determinism-cases.ts';
import { seconds } from '../support/engine-lab.ts';

const recorded: Readonly<Record<string, RunDigest>> = {
  'M/M/1': { traceHash: '0b008f4808237522', behaviour: 'f35b3106c6479956' },
  'M/M/4 with log-normal service, slowed and crashed': {
    traceHash: 'e46974c7a6cd7be8',
    behaviour: '0798f495d720676a',
  },
  'vertical, undisturbed': { traceHash: 'a2632f51bfa9e5f8', behaviour: 'd828b6bfa51e08cb' },
  'vertical, the primary dies and returns': { traceHash: '8d0bd4d277f7deb4', behaviour: '7e775cac6f9cc598' },
  'vertical, a partition with split brain': { traceHash: '279a746116224038', behaviour: '142c1a0c0d36c3b6' },
  'reference, both stores fail over and the edge returns cold': {
    traceHash: 'e43115352550b5d9',
    behaviour: 'de5a11bc2f7784c1',
  },
  'vertical, faults of every kind': { traceHash: 'c9f241e8093261f1', behaviour: '67dca5fbf194d7a2' },
};

describe('the determinism cases', () => {
  it.each(determinismCases)('have the recorded trace hash and behaviour digest: $name', (one) => {
    expect(digestsOf(one)).toEqual(recorded[one.name]);
  });

  it('are all recorded, each with digests of its own', () => {
    expect(Object.keys(recorded)).toEqual(determinismCases.map(({ name }) => name));
    const all = Object.values(recorded).flatMap(({ traceHash, behaviour }) => [traceHash, behaviour]);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the behaviour digest', () => {
  const [one] = determinismCases as [(typeof determinismCases)[number]];
  const short = { ...one, until: seconds(5) };

  it('does not depend on how the run is cut into calls', () => {
    expect(digestsOf(short, 3)).toEqual(digestsOf(short));
  });

  it('changes with the seed and with a longer service', () => {
    const { behaviour } = digestsOf(short);
    expect(digestsOf({ ...short, seed: short.seed + 1 }).behaviour).not.toBe(behaviour);
    expect(digestsOf({ ...short, sets: ['station.meanServiceMillis=9'] }).behaviour).not.toBe(behaviour);
  });
});

describe('what the digest is made of', () => {
  const call = {
    call: 1,
    ordinal: 4,
    class: 1,
    key: 0,
    client: 0,
    verb: 1,
    caller: 0,
    callee: 1,
    cause: 0,
  } as const;
  const watchOf = (withEnd: boolean): BehaviourWatch => {
    const watch = new BehaviourWatch();
    watch.onFact({ what: 'sent', time: 10, ...call, parent: -1, attempt: 1, ask: 0 });
    watch.onFact({ what: 'sent', time: 12, ...call, call: 2, callee: 2, parent: 1, attempt: 1, ask: 0 });
    watch.onFact({ what: 'started', time: 15, call: 2 });
    watch.onFact({ what: 'finished', time: 20, call: 2, cause: 0, isRefusal: false });
    if (withEnd) watch.onFact({ what: 'returned', time: 30, call: 1, cause: 0, root: 0, isAbandoned: false });
    return watch;
  };

  it('is one line per ended request with its hops, and none for a request in flight', () => {
    const nameOf = (component: number): string => `c${component}`;
    expect(watchOf(true).lines(nameOf)).toEqual(['4 1 10 30 none none; 10 c1 -1 -1, 12 c2 15 20']);
    expect(watchOf(false).lines(nameOf)).toEqual([]);
  });
});

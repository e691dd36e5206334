// What holds for every mechanism of src/algorithms: its state is plain data that goes on from a copy, and equal lives
// are equal.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as algorithms from '../../src/algorithms/index.ts';
import { OptionError } from '../../src/base/options.ts';
import { copyPlain } from '../../src/base/plain.ts';
import { chanceFrom, type Life } from '../support/life.ts';
import { lives } from './lives/index.ts';

type Namespace = Readonly<Record<string, unknown>>;

/** Namespaces with a state: those that have `create`; the cases of `article` as `article.<name>`. */
const withState = Object.entries(algorithms).flatMap(([name, namespace]) =>
  name === 'article'
    ? Object.entries(namespace as unknown as Namespace)
        .filter(([, inner]) => hasCreate(inner))
        .map(([inner]) => `article.${inner}`)
    : hasCreate(namespace)
      ? [name]
      : [],
);

function hasCreate(namespace: unknown): boolean {
  return typeof namespace === 'object' && namespace !== null && 'create' in namespace;
}

type Create = (options: unknown) => unknown;

function creatorOf(name: string): Create {
  if (name === 'keyed') return algorithms.keyed(algorithms.tokenBucket).create as Create;
  const path = name.split('.');
  const namespace = path.reduce<Namespace>(
    (inner, key) => inner[key] as Namespace,
    algorithms as unknown as Namespace,
  );
  return namespace.create as Create;
}

/** What an onlooker sees of `steps` steps; from step `copiedAt` on in a copy. */
function watch(
  { begin, step }: Life,
  seed: number,
  steps: number,
  copiedAt = -1,
  copy = structuredClone,
): unknown[] {
  const chance = chanceFrom(seed);
  let state = begin();
  const seen: unknown[] = [];
  for (let count = 0; count < steps; count += 1) {
    if (count === copiedAt) state = copy(state);
    seen.push(structuredClone(step(state, chance)));
  }
  return [...seen, structuredClone(state)];
}

describe('every mechanism with a state', () => {
  it('has a life here, and every life a mechanism', () => {
    expect([...new Set(lives.map(({ namespace }) => namespace))].sort()).toEqual(
      [...new Set([...withState, 'keyed'])].sort(),
    );
  });

  it.each([...withState, 'keyed'])(
    '%s refuses what is no object of options, and options that nobody knows',
    (name) => {
      const create = creatorOf(name);
      for (const nothing of [null, 5, 'text', [1]])
        expect(() => create(nothing), `${nothing}`).toThrow(OptionError);
      expect(() => create({ noSuchOption: 1 })).toThrow(OptionError);
    },
  );

  describe.each(lives.map((life) => [life.namespace, life] as const))('%s', (_, life) => {
    it('survives structuredClone in the middle of its life and goes on identically', () => {
      fc.assert(
        fc.property(fc.integer(), fc.integer({ min: 1, max: 300 }), fc.nat(299), (seed, steps, at) => {
          expect(watch(life, seed, steps, at % steps)).toEqual(watch(life, seed, steps));
        }),
        { numRuns: 30 },
      );
    });

    it('is plain data, which the copy of checkpoints takes too', () => {
      expect(watch(life, 1, 300, 150, copyPlain)).toEqual(watch(life, 1, 300));
    });

    it('does something: not every step shows the same', () => {
      const seen = watch(life, 7, 400).slice(0, -1);
      expect(new Set(seen.map((value) => JSON.stringify(value) ?? 'undefined')).size).toBeGreaterThan(1);
    });
  });
});

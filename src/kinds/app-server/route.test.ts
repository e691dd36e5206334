// The default route, walked by hand with answers that the test gives.
import { describe, expect, it } from 'vitest';
import { type Condition, compileRoute, type Step } from '../../engine/model/route.ts';
import { defaultRoute } from './route.ts';

/** What each ask of the route, in its own words, is answered with. */
type Answers = Readonly<Record<string, readonly Condition[]>>;

/** What is done for a request of a class, in order. A condition holds of the request or of the last answer. */
function walk(
  route: readonly Step[],
  requestClass: 'read' | 'write',
  answers: Answers = {},
): readonly string[] {
  const done: string[] = [];
  let last: readonly Condition[] = [];
  const isEnded = (steps: readonly Step[]): boolean =>
    steps.some((step) => {
      if (step.do === 'answer') return true;
      if (step.do === 'hold') return isEnded(step.steps);
      if (step.do === 'when')
        return (
          (step.all ?? []).every((one) => one === requestClass || last.includes(one)) && isEnded(step.steps)
        );
      if (step.do === 'all') throw new Error('the default route asks one at a time');
      const name = step.do === 'work' ? 'work' : [step.of, step.verb].filter(Boolean).join(' ');
      done.push(name);
      if (step.do === 'ask') last = answers[name] ?? [];
      return false;
    });
  isEnded(route);
  return done;
}

const alone = { hasCache: false, hasStore: false, hasService: false };

describe('what a server does', () => {
  it('is its own work, and no more without a store', () => {
    expect(walk(defaultRoute(alone), 'read')).toEqual(['work']);
  });

  it('is to ask the store what it was asked itself', () => {
    const route = defaultRoute({ ...alone, hasStore: true });
    expect(walk(route, 'read')).toEqual(['work', 'database']);
    expect(walk(route, 'write')).toEqual(['work', 'database']);
  });
});

describe('a server with an external service', () => {
  const read = (rest: object) => walk(defaultRoute({ ...alone, ...rest, hasService: true }), 'read');
  const write = (rest: object) => walk(defaultRoute({ ...alone, ...rest, hasService: true }), 'write');

  it('asks it for a write, before that is stored, and never for a read', () => {
    expect([read({}), write({})]).toEqual([['work'], ['work', 'service']]);
    expect([read({ hasStore: true }), write({ hasStore: true })]).toEqual([
      ['work', 'database'],
      ['work', 'service', 'database'],
    ]);
    expect(write({ hasStore: true, hasCache: true })).toEqual([
      'work',
      'cache get',
      'service',
      'database',
      'cache put',
    ]);
  });

  it('does not store what could not be paid', () => {
    const route = compileRoute(defaultRoute({ ...alone, hasStore: true, hasService: true }), [
      'database',
      'service',
    ]);
    expect(route.ops.flatMap((op) => (op.code === 'ask' ? [[op.dependency, op.mayFail]] : []))).toEqual([
      [1, false],
      [0, false],
    ]);
  });
});

describe('a server with a cache', () => {
  const route = defaultRoute({ ...alone, hasStore: true, hasCache: true });

  it('answers a read with what it finds there', () => {
    expect(walk(route, 'read', { 'cache get': ['found'] })).toEqual(['work', 'cache get']);
  });

  it.each([
    ['a read that finds nothing', 'read', []],
    ['a read that the cache fails', 'read', ['failed']],
    ['a write, whatever is found', 'write', ['found']],
  ] as const)('asks the store and tells the cache after %s', (_, requestClass, answer) => {
    const done = walk(route, requestClass, { 'cache get': answer });
    expect(done).toEqual(['work', 'cache get', 'database', 'cache put']);
  });

  it.each(['read', 'write'] as const)(
    'signs its client in first, if need be, then asks the store: a %s',
    (one) => {
      const done = walk(route, one, { 'cache get': ['signedOut', 'found'] });
      expect(done).toEqual(['work', 'cache get', 'database signIn', 'database', 'cache put']);
    },
  );

  it('does without a cache that fails, and not without a store', () => {
    const asks = compileRoute(route, ['cache', 'database']).ops.filter((op) => op.code === 'ask');
    expect(asks.map(({ dependency, mayFail }) => [dependency, mayFail])).toEqual([
      [0, true],
      [1, false],
      [1, false],
      [0, true],
    ]);
  });
});

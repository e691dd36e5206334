import { describe, expect, it } from 'vitest';
import { callVerbs } from '../telemetry/records.ts';
import { createAsk } from './asks.ts';
import { answerNotes } from './payloads.ts';
import { asksOf, compileRoute, lengthOfRoute, longestRoute, type Step } from './route.ts';

const names = ['store', 'cache'];
const end = { code: 'answer', isDegraded: false };
const always = { share: 1, nth: 0 };
const code = (verb: 'read' | 'write'): number => callVerbs.indexOf(verb);

describe('a route', () => {
  it('ends by answering, also when it is empty', () => {
    expect(compileRoute([], [])).toEqual({ ops: [end], isMarked: false });
    expect(compileRoute([{ do: 'work' }], []).ops).toEqual([{ code: 'work' }, end]);
    expect(compileRoute([{ do: 'answer', degraded: true }], []).ops[0]).toEqual({
      code: 'answer',
      isDegraded: true,
    });
  });

  it('counts dependencies in the order it is told, and fails with an ask unless that may fail', () => {
    const route = compileRoute(
      [
        { do: 'ask', of: 'cache', verb: 'get', mayFail: true },
        { do: 'ask', of: 'store' },
      ],
      names,
    );
    expect(route.ops.slice(0, 2)).toEqual([
      { code: 'ask', dependency: 1, ask: createAsk('cache', { verb: 'get' }), mayFail: true, at: 0 },
      { code: 'ask', dependency: 0, ask: createAsk('store'), mayFail: false, at: 1 },
    ]);
  });

  it('draws for each of several asks that are alike by its place among them', () => {
    const store: Step = { do: 'ask', of: 'store' };
    const route = compileRoute([store, { do: 'ask', of: 'store', verb: 'signIn' }, store, store], names);
    const keys = route.ops.flatMap((op) => (op.code === 'ask' ? [op.ask.key] : []));
    expect(keys).toEqual([
      createAsk('store').key,
      createAsk('store', { verb: 'signIn' }).key,
      createAsk('store', { nth: 2 }).key,
      createAsk('store', { nth: 3 }).key,
    ]);
    expect(new Set(keys).size).toBe(4);
  });

  it('jumps over what a condition guards, inner guards included', () => {
    const route = compileRoute(
      [
        { do: 'when', all: ['found', 'read'], steps: [{ do: 'answer' }] },
        {
          do: 'when',
          all: ['write'],
          steps: [{ do: 'work' }, { do: 'when', all: ['failed', 'signedOut'], steps: [{ do: 'work' }] }],
        },
      ],
      [],
    );
    expect(route.ops).toEqual([
      { code: 'unless', notes: answerNotes.found, verb: code('read'), ...always, to: 2 },
      end,
      { code: 'unless', notes: 0, verb: code('write'), ...always, to: 6 },
      { code: 'work' },
      { code: 'unless', notes: answerNotes.failed | answerNotes.signedOut, verb: -1, ...always, to: 6 },
      { code: 'work' },
      end,
    ]);
  });

  it(`has at most ${longestRoute} steps, its end included, and asks only what it depends on`, () => {
    const works = (count: number): Step[] => Array.from({ length: count }, () => ({ do: 'work' }));
    expect(compileRoute(works(longestRoute - 1), []).ops).toHaveLength(longestRoute);
    expect(lengthOfRoute(works(longestRoute - 1))).toBe(longestRoute);
    expect(() => compileRoute(works(longestRoute), [])).toThrow(/at most 32 steps/);
    expect(() => compileRoute([{ do: 'ask', of: 'queue' }], names)).toThrow(/not queue/);
  });

  it('puts the asks of a fan-out behind it, each with draws of its own that no other kind of ask moves', () => {
    const store = { of: 'store' };
    const get = { of: 'cache', verb: 'get' } as const;
    const keysOf = (steps: readonly Step[]) =>
      compileRoute(steps, names).ops.flatMap((op) => (op.code === 'ask' ? [op.ask.key] : []));
    const all = { do: 'all', asks: [store, get, store, store] } as const;
    const steps: Step[] = [
      { ...all, enough: 2 },
      { do: 'ask', of: 'store' },
    ];
    const { ops, isMarked } = compileRoute(steps, names);
    expect(isMarked).toBe(true);
    expect(ops[0]).toEqual({ code: 'all', enough: 2, mayFail: false, to: 5 });
    expect(ops.map((op) => (op.code === 'ask' ? [op.at, op.ask.step] : op.code))).toEqual([
      'all',
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
      [5, 5],
      'answer',
    ]);
    const branches = [0, 1, 2].map((branch) => createAsk('store', { branch }).key);
    expect(keysOf(steps)).toEqual([
      branches[0],
      createAsk('cache', { verb: 'get' }).key,
      branches[1],
      branches[2],
      createAsk('store', { nth: 2 }).key,
    ]);
    expect(keysOf([{ do: 'all', asks: [store, store, store] }])).toEqual(branches);
    expect(lengthOfRoute([{ do: 'when', all: ['read'], steps }])).toBe(ops.length + 1);
    expect(
      asksOf([{ do: 'when', steps }])
        .map(({ of }) => of)
        .join(' '),
    ).toBe('store cache store store store');
    for (const enough of [0, 5])
      expect(() => compileRoute([{ ...all, enough }], names)).toThrow(/can succeed/);
  });

  it('has calls carry their origin only where several can be open at a time, or asks are alike', () => {
    const ask = { do: 'ask', of: 'store' } as const;
    const isMarked = (steps: readonly Step[]) => compileRoute(steps, names).isMarked;
    expect(isMarked([ask, { do: 'ask', of: 'store', verb: 'signIn' }])).toBe(false);
    expect(isMarked([ask, ask])).toBe(true);
    expect(isMarked([{ do: 'when', all: ['read'], steps: [{ ...ask, wait: false }] }])).toBe(true);
    const [op] = compileRoute([{ ...ask, wait: false }], names).ops;
    expect(op).toMatchObject({ code: 'ask', at: -1 });
  });

  it('numbers its drawn shares, and no other condition', () => {
    const inner: Step = { do: 'when', share: 0.5, steps: [] };
    const { ops } = compileRoute(
      [{ do: 'when', share: 0.25, steps: [inner] }, { do: 'when', all: ['missing'], steps: [] }, inner],
      [],
    );
    expect(ops.flatMap((op) => (op.code === 'unless' ? [[op.share, op.nth]] : []))).toEqual([
      [0.25, 1],
      [0.5, 2],
      [1, 2],
      [0.5, 3],
    ]);
  });
});

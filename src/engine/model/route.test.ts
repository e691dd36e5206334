import { describe, expect, it } from 'vitest';
import { callVerbs } from '../telemetry/records.ts';
import { createAsk } from './asks.ts';
import { answerNotes } from './payloads.ts';
import { compileRoute, longestRoute, type Step } from './route.ts';

const names = ['store', 'cache'];
const code = (verb: 'read' | 'write'): number => callVerbs.indexOf(verb);

describe('a route', () => {
  it('ends by answering, also when it is empty', () => {
    expect(compileRoute([], [])).toEqual([{ code: 'answer' }]);
    expect(compileRoute([{ do: 'work' }], [])).toEqual([{ code: 'work' }, { code: 'answer' }]);
  });

  it('counts dependencies in the order it is told, and fails with an ask unless that may fail', () => {
    const route = compileRoute(
      [
        { do: 'ask', of: 'cache', verb: 'get', mayFail: true },
        { do: 'ask', of: 'store' },
      ],
      names,
    );
    expect(route.slice(0, 2)).toEqual([
      { code: 'ask', dependency: 1, ask: createAsk('cache', { verb: 'get' }), mayFail: true },
      { code: 'ask', dependency: 0, ask: createAsk('store'), mayFail: false },
    ]);
  });

  it('draws for each of several asks that are alike by its place among them', () => {
    const store: Step = { do: 'ask', of: 'store' };
    const route = compileRoute([store, { do: 'ask', of: 'store', verb: 'signIn' }, store, store], names);
    const keys = route.flatMap((op) => (op.code === 'ask' ? [op.ask.key] : []));
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
    expect(route).toEqual([
      { code: 'unless', notes: answerNotes.found, verb: code('read'), to: 2 },
      { code: 'answer' },
      { code: 'unless', notes: 0, verb: code('write'), to: 6 },
      { code: 'work' },
      { code: 'unless', notes: answerNotes.failed | answerNotes.signedOut, verb: -1, to: 6 },
      { code: 'work' },
      { code: 'answer' },
    ]);
  });

  it(`has at most ${longestRoute} steps, its end included, and asks only what it depends on`, () => {
    const works = (count: number): Step[] => Array.from({ length: count }, () => ({ do: 'work' }));
    expect(compileRoute(works(longestRoute - 1), [])).toHaveLength(longestRoute);
    expect(() => compileRoute(works(longestRoute), [])).toThrow(/at most 32 steps/);
    expect(() => compileRoute([{ do: 'ask', of: 'queue' }], names)).toThrow(/not queue/);
  });
});

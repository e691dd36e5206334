// Routes of random steps against a slow reading of the nested form, and each way a single ask can end.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cause } from '../telemetry/causes.ts';
import { callVerbs } from '../telemetry/records.ts';
import type { Dependency } from './dependency.ts';
import { answerNotes, Notes } from './payloads.ts';
import { type Condition, compileRoute, type Step } from './route.ts';
import { RouteRunner } from './route-runner.ts';
import type { ServiceCenter } from './service-center.ts';
import type { Site } from './site.ts';
import type { ServiceTime } from './work.ts';

const call = 3;
const child = 9;
const names = ['store', 'cache'] as const;
type Name = (typeof names)[number];

/** How an ask ends: nobody to ask, asked elsewhere first, failed, or well with what was found. */
interface Ending {
  readonly is: 'nobody' | 'elsewhere' | 'failed' | 'ok';
  readonly found: boolean;
  readonly signedOut: boolean;
}

interface Life {
  readonly steps: readonly Step[];
  readonly isWrite: boolean;
  /** One for each ask, round and round. */
  readonly endings: readonly Ending[];
}

/** What is done, in order; the last entry is the end of the route. */
type Trace = string[];

/** A server whose route is run by hand: work ends at once, and each ask as `endings` say. */
function play({ steps, isWrite, endings }: Life) {
  const trace: Trace = [];
  const kept: number[] = [];
  const notes = new Notes();
  notes.open(call);
  const calls = {
    parent: { [child]: call },
    verb: { [child]: callVerbs.indexOf('read') },
    cause: { [child]: cause.none as number },
    rootId: { [child]: 77 },
  };
  const due: (() => void)[] = [];
  let asked = 0;
  const end = ({ is, found, signedOut }: Ending, client: { bits: number }): void => {
    calls.cause[child] = is === 'ok' ? cause.none : cause.timedOut;
    client.bits = (found ? answerNotes.found : 0) | (signedOut ? answerNotes.signedOut : 0);
    due.push(() => runner.onReply(child));
  };
  const dependencies = names.map((name) => {
    const state = { bits: 0, ending: { is: 'ok', found: false, signedOut: false } as Ending };
    const client = { onAnswered: () => state.bits };
    return {
      client,
      ask: () => {
        trace.push(`ask ${name}`);
        state.ending = endings[asked % endings.length] as Ending;
        asked += 1;
        if (state.ending.is === 'nobody') return cause.unroutable;
        end(state.ending.is === 'elsewhere' ? { ...state.ending, is: 'failed' } : state.ending, state);
        return cause.none;
      },
      rootOfRejection: () => 0,
      onEnded: () => trace.push(`ended ${name}`),
      policy: { retryAfter: () => undefined },
      askElsewhere: () => {
        if (state.ending.is !== 'elsewhere') return false;
        state.ending = { ...state.ending, is: 'ok' };
        end(state.ending, state);
        return true;
      },
    } as unknown as Dependency;
  });
  const site = {
    notes,
    calls,
    blame: { keep: (root: number) => kept.push(root) },
    noteIfStale: () => trace.push('stale?'),
    wantedBy: () => callVerbs.indexOf(isWrite ? 'write' : 'read'),
  } as unknown as Site;
  const service = {
    begin: () => {
      trace.push('work');
      due.push(() => runner.onWorkEnded(call));
    },
  } as unknown as ServiceTime;
  const line = { queueLength: 1 };
  const center = {
    ...line,
    finish: (_: number, causeCode: number, root: number) => trace.push(`end ${causeCode} ${root}`),
  } as unknown as ServiceCenter;
  const runner = new RouteRunner(site, { route: compileRoute(steps, names), dependencies, service, center });
  runner.begin(call);
  for (let next = due.shift(); next !== undefined; next = due.shift()) next();
  return { trace, kept };
}

/** The nested form, read as a person would. */
function readSlowly({ steps, isWrite, endings }: Life): Trace {
  const trace: Trace = [];
  let [asked, last] = [0, new Set<Condition>()];
  const holds = (one: Condition): boolean =>
    one === 'read' || one === 'write' ? (one === 'write') === isWrite : last.has(one);
  /** Why the route has ended, undefined if it goes on. */
  const walk = (some: readonly Step[]): string | undefined => {
    for (const step of some) {
      const ended = step.do === 'when' ? (step.all.every(holds) ? walk(step.steps) : undefined) : take(step);
      if (ended !== undefined) return ended;
    }
    return undefined;
  };
  const take = (step: Exclude<Step, { do: 'when' }>): string | undefined => {
    if (step.do === 'answer') return 'well';
    if (step.do === 'work') {
      trace.push('work');
      return undefined;
    }
    const { is, found, signedOut } = endings[asked % endings.length] as Ending;
    asked += 1;
    trace.push(`ask ${step.of}`);
    if (is !== 'nobody') trace.push(`ended ${step.of}`);
    if (is === 'elsewhere') trace.push(`ended ${step.of}`);
    last = new Set();
    if (is === 'ok' || is === 'elsewhere') {
      if (found) last.add('found');
      if (signedOut) last.add('signedOut');
      return undefined;
    }
    last.add('failed');
    if (step.mayFail) return undefined;
    return is === 'nobody' ? `${cause.unroutable} 0` : `${cause.timedOut} 77`;
  };
  const why = walk(steps) ?? 'well';
  if (why === 'well' && last.has('found')) trace.push('stale?');
  return [...trace, `end ${why === 'well' ? `${cause.none} 0` : why}`];
}

const conditions = fc.uniqueArray(
  fc.constantFrom<Condition>('found', 'signedOut', 'failed', 'read', 'write'),
  {
    maxLength: 2,
  },
);
const isPossible = (all: readonly Condition[]): boolean => !(all.includes('read') && all.includes('write'));
const { step: anyStep } = fc.letrec<{ step: Step; steps: Step[] }>((tie) => ({
  step: fc.oneof(
    { depthSize: 'small' },
    fc.constant<Step>({ do: 'work' }),
    fc.constant<Step>({ do: 'answer' }),
    fc.record({
      do: fc.constant('ask' as const),
      of: fc.constantFrom<Name>(...names),
      mayFail: fc.boolean(),
    }),
    fc.record({
      do: fc.constant('when' as const),
      all: conditions.filter(isPossible),
      steps: tie('steps'),
    }),
  ),
  steps: fc.array(tie('step'), { maxLength: 4 }),
}));
const ending = fc.record({
  is: fc.constantFrom<Ending['is']>('nobody', 'elsewhere', 'failed', 'ok', 'ok'),
  found: fc.boolean(),
  signedOut: fc.boolean(),
});
const sizeOf = (steps: readonly Step[]): number =>
  steps.reduce((size, step) => size + 1 + (step.do === 'when' ? sizeOf(step.steps) : 0), 0);
const lives: fc.Arbitrary<Life> = fc
  .record({
    steps: fc.array(anyStep, { maxLength: 7 }),
    isWrite: fc.boolean(),
    endings: fc.array(ending, { minLength: 1, maxLength: 6 }),
  })
  .filter(({ steps }) => sizeOf(steps) < 31);

describe('a route that is run', () => {
  it('does what its nested form says, whatever the asks bring', () => {
    fc.assert(
      fc.property(lives, (life) => {
        expect(play(life).trace).toEqual(readSlowly(life));
      }),
      { numRuns: 300 },
    );
  });

  it('blames for the line of waiting calls what made an ask hold its slot, and nothing that gave it back', () => {
    const ask: Step = { do: 'ask', of: 'store' };
    const one = (is: Ending['is']): Life => ({
      steps: [ask],
      isWrite: false,
      endings: [{ is, found: false, signedOut: false }],
    });
    expect(play(one('failed')).kept).toEqual([77]);
    expect(play(one('ok')).kept).toEqual([]);
    expect(play(one('nobody')).kept).toEqual([]);
  });
});

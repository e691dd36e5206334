// One failure at a time, decided by hand: what its dependency allows, and what the walk of the route is told.
import { describe, expect, it } from 'vitest';
import { cause } from '../telemetry/causes.ts';
import { AskFailures } from './ask-failures.ts';
import type { Waiter } from './connection-pool.ts';
import type { Dependency } from './dependency.ts';
import { originOf } from './origin.ts';
import { answerNotes, anyAnswer, CallNumbers, Notes } from './payloads.ts';
import { type AskOp, compileRoute, type Step } from './route.ts';
import { RoutePosition } from './route-position.ts';
import type { Site } from './site.ts';
import type { Workers } from './workers.ts';

const [call, child, generation, now] = [3, 9, 5, 1_000];
const [root, rejectionRoot, poolRoot] = [77, 66, 55];

interface Given {
  readonly elsewhere?: boolean;
  /** Micros until another try. */
  readonly retryAfter?: number;
  readonly fallback?: 'degraded' | 'error';
  /** Why the next try is not sent. */
  readonly askAgain?: number;
  readonly causeCode?: number;
  readonly queueLength?: number;
  readonly keepsSlot?: boolean;
}

/** The call stands at `step` of the route. */
function lab(steps: readonly Step[], given: Given = {}, step = 0) {
  const told: string[] = [];
  const state = { isServing: true };
  const column = (): Record<number, number> => ({});
  const calls = { parent: column(), class: column(), cause: column(), rootId: column(), attempt: column() };
  const notes = new Notes();
  const origins = new CallNumbers();
  notes.open(call);
  origins.open(child);
  Object.assign(calls.class, { [call]: 0, [child]: 0 });
  Object.assign(calls.cause, { [child]: given.causeCode ?? cause.timedOut });
  Object.assign(calls.parent, { [child]: call });
  calls.rootId[child] = root;
  calls.attempt[child] = 2;
  notes.setStep(call, step);
  const kept: number[] = [];
  const site = {
    now,
    calls,
    notes,
    origins,
    isServing: (_: number, life: number) => state.isServing && life === generation,
    generationOf: () => generation,
    noteDegraded: () => told.push('degraded'),
    blame: { keep: (id: number) => kept.push(id) },
  } as unknown as Site;
  const dependency = {
    onEnded: (_: number, awaiting: number) => told.push(`ended for ${awaiting}`),
    askElsewhere: () => given.elsewhere === true,
    retryAfter: () => given.retryAfter,
    fallBack: (_: number, of: number) => {
      told.push(`fallback of ${of}`);
      return given.fallback;
    },
    rootOfRejection: () => rejectionRoot,
    onGivenUp: () => poolRoot,
    ask: (_call: number, _ask: unknown, attempt: number) => {
      told.push(`try ${attempt}`);
      return given.askAgain ?? cause.none;
    },
  } as unknown as Dependency;
  const route = compileRoute(steps, ['store']);
  const timers: { readonly backoff: number; readonly at: number }[] = [];
  const make = () =>
    new AskFailures(site, {
      position: new RoutePosition(site, [route]),
      dependencies: [dependency],
      center: {
        queueLength: given.queueLength ?? 0,
        keepsSlotWhileWaiting: given.keepsSlot !== false,
      } as unknown as Workers,
      walk: {
        succeed: (_: number, at: number) => told.push(`answered at ${at}`),
        leave: (_: number, next: number, hasTurn: boolean, causeCode = cause.none, rootId = 0) =>
          told.push(`to ${next} with ${causeCode} of ${rootId}${hasTurn ? ' in turn' : ''}`),
      },
      wake: (_: number, backoff: number, at: number) => timers.push({ backoff, at }),
    });
  const opAt = (at: number): AskOp => route.ops[at] as AskOp;
  const failures = make();
  const fail = (at = step): void => failures.onFailed(call, child, at, opAt(at));
  return { told, kept, state, timers, notes, failures, fail, make, opAt, dependency };
}

const ask: Step = { do: 'ask', of: 'store' };
const three = (enough: number): Step[] => [{ do: 'all', asks: [ask, ask, ask], enough }, { do: 'work' }];
const waiterOf = (at: AskOp | undefined): Waiter => ({
  call,
  generation,
  ask: at?.ask,
  verb: 0,
  attempt: 1,
  node: 0,
  permit: 0,
  ticket: 0,
  since: 0,
});

describe('a failed ask', () => {
  it('ends the call with its cause and its root', () => {
    const { told, fail } = lab([ask]);
    fail();
    expect(told).toEqual([
      `ended for ${call}`,
      `fallback of ${child}`,
      `to 1 with ${cause.timedOut} of ${root}`,
    ]);
  });

  it('is nothing as long as another server is asked', () => {
    const { told, timers, fail } = lab([ask], { elsewhere: true, retryAfter: 50 });
    fail();
    expect(told).toEqual([`ended for ${call}`]);
    expect(timers).toEqual([]);
  });

  it('goes on behind an ask that may fail, and the route knows it', () => {
    const { told, notes, fail } = lab([{ ...ask, mayFail: true }]);
    notes.add(call, answerNotes.found);
    fail();
    expect(told.at(-1)).toBe(`to 1 with ${cause.none} of 0`);
    expect(notes.hasAll(call, answerNotes.failed)).toBe(true);
    expect(notes.has(call, anyAnswer & ~answerNotes.failed)).toBe(false);
  });

  it('is answered degraded by a fallback, or with an error', () => {
    const degraded = lab([{ ...ask, mayFail: true }], { fallback: 'degraded' });
    degraded.fail();
    expect(degraded.told.slice(2)).toEqual(['degraded', 'answered at 0']);
    const error = lab([ask], { fallback: 'error' });
    error.fail();
    expect(error.told.at(-1)).toBe(`to 1 with ${cause.errored} of ${root}`);
  });

  it('of a branch is nothing while enough others can succeed, and then the failure of all', () => {
    const { told, fail } = lab(three(2));
    fail(1);
    expect(told.slice(2)).toEqual([]);
    fail(2);
    expect(told.at(-1)).toBe(`to 4 with ${cause.timedOut} of ${root}`);
  });

  it('is put down to its root for the calls that wait, if it held a thread all the time', () => {
    const kept = (given: Given) => {
      const { fail, kept: ids } = lab([ask], given);
      fail();
      return ids;
    };
    expect(kept({ queueLength: 1 })).toEqual([root]);
    expect(kept({ queueLength: 1, causeCode: cause.rejectedByFullQueue })).toEqual([root]);
    expect(kept({ queueLength: 1, causeCode: cause.refused })).toEqual([]);
    expect(kept({ queueLength: 1, keepsSlot: false })).toEqual([]);
    expect(kept({ queueLength: 0 })).toEqual([]);
  });
});

describe('another try', () => {
  const waiting = (given: Given = {}, steps: readonly Step[] = [ask]) => {
    const it = lab(steps, { retryAfter: 50, ...given });
    it.fail(steps === branches ? 1 : 0);
    it.told.length = 0;
    return it;
  };
  const branches = three(3);

  it('is made when the backoff is over, on behalf of the same call', () => {
    const { told, timers, failures } = waiting();
    expect(timers).toEqual([{ backoff: 0, at: now + 50 }]);
    expect(failures.retriedBy(0)).toBe(call);
    failures.onRetryDue(0);
    expect(told).toEqual(['try 3']);
  });

  it('that cannot be sent is a failure with the root of the rejection', () => {
    const { told, failures } = waiting({ askAgain: cause.rejectedByBreaker });
    failures.onRetryDue(0);
    expect(told).toEqual([
      'try 3',
      'fallback of -1',
      `to 1 with ${cause.rejectedByBreaker} of ${rejectionRoot}`,
    ]);
  });

  it('is not made for a call that is over, nor for a branch that the others have overtaken', () => {
    const over = waiting();
    over.state.isServing = false;
    over.failures.onRetryDue(0);
    expect(over.told).toEqual([]);
    const overtaken = waiting({}, branches);
    overtaken.notes.setStep(call, 4);
    overtaken.failures.onRetryDue(0);
    expect(overtaken.told).toEqual([]);
  });

  it('outlives a checkpoint, and dies with the process', () => {
    const { told, failures, make } = waiting();
    const loaded = make();
    loaded.load(structuredClone(failures.save()));
    loaded.onRetryDue(0);
    expect(told).toEqual(['try 3']);
    failures.onCrash();
    expect(failures.save()).toEqual(lab([ask]).failures.save());
  });
});

describe('a wait for a connection in vain', () => {
  it('is a failure of the ask that waited, or of the route that wanted to hold one', () => {
    for (const steps of [[ask], [{ do: 'hold', of: 'store', steps: [] }]] satisfies Step[][]) {
      const { told, failures, opAt, dependency } = lab(steps);
      const op = opAt(0);
      failures.onGivenUp(dependency, waiterOf(op.code === 'ask' ? op : undefined));
      expect(told.at(-1)).toBe(`to 1 with ${cause.rejectedByPool} of ${poolRoot}`);
    }
  });

  it('is nothing to a call that is over, whose route wanted to hold one', () => {
    const { told, state, failures, dependency } = lab([{ do: 'hold', of: 'store', steps: [] }]);
    state.isServing = false;
    failures.onGivenUp(dependency, waiterOf(undefined));
    expect(told).toEqual([]);
  });

  it('is nothing to a call that is over or has gone on', () => {
    const { told, state, notes, failures, opAt, dependency } = lab(three(3));
    notes.setStep(call, 4);
    failures.onGivenUp(dependency, waiterOf(opAt(1)));
    state.isServing = false;
    notes.setStep(call, 0);
    failures.onGivenUp(dependency, waiterOf(opAt(1)));
    expect(told).toEqual([]);
  });
});

it('an ask that could not be sent has the root of its rejection, and ends in its turn', () => {
  const { told, failures, opAt } = lab([ask]);
  failures.onUnsent(call, 0, opAt(0), cause.unroutable, true);
  expect(told).toEqual(['fallback of -1', `to 1 with ${cause.unroutable} of ${rejectionRoot} in turn`]);
});

it('a call in a later life of its record does not get what was asked for in an earlier one', () => {
  const { told, failures, opAt, dependency } = lab(three(3));
  failures.onGivenUp(dependency, { ...waiterOf(opAt(1)), generation: generation - 1 });
  expect(told).toEqual([]);
  expect(originOf(1, generation)).not.toBe(originOf(1, generation - 1));
});

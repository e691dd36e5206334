/**
 * Routes: what a server does for a request, as data. A route is written as nested steps and compiled to a flat list in
 * which every jump goes forward, so that each run of it ends. What it has found out so far stands in the call's notes.
 */
import { assert } from '../../base/assert.ts';
import { type CallVerb, callVerbs } from '../telemetry/records.ts';
import { type Ask, createAsk, requestVerb } from './asks.ts';
import { answerNotes } from './payloads.ts';

/** What the last answer was, or what the request is. */
export type Condition = 'found' | 'signedOut' | 'failed' | 'read' | 'write';

export type Step =
  /** The server's own work. */
  | { readonly do: 'work' }
  /** Of a dependency, by its name. Absent `verb`: what the request itself wants. Unless it may fail, its failure is the route's. */
  | { readonly do: 'ask'; readonly of: string; readonly verb?: CallVerb; readonly mayFail?: boolean }
  /** `steps` if all of `all` hold. */
  | { readonly do: 'when'; readonly all: readonly Condition[]; readonly steps: readonly Step[] }
  /** The request is answered well and the route ends, as it does behind its last step. */
  | { readonly do: 'answer' };

/** Steps of a compiled route, jumps and end included: its counter is a byte, and strangers write routes. */
export const longestRoute = 32;

export type Op =
  | { readonly code: 'work' }
  | { readonly code: 'ask'; readonly dependency: number; readonly ask: Ask; readonly mayFail: boolean }
  /** Goes on at `to` unless the call's notes have all of `notes` and its request wants `verb`, if that is one. */
  | { readonly code: 'unless'; readonly notes: number; readonly verb: number; readonly to: number }
  | { readonly code: 'answer' };

export type Route = readonly Op[];

/** `dependencies`: their names, in the order by which the compiled route counts them. */
export function compileRoute(steps: readonly Step[], dependencies: readonly string[]): Route {
  const ops: Op[] = [];
  const asked = new Map<string, number>();
  const add = (step: Step): void => {
    if (step.do === 'work' || step.do === 'answer') ops.push({ code: step.do });
    else if (step.do === 'ask') ops.push(askOf(step, dependencies, asked));
    else addWhen(step);
  };
  const addWhen = ({ all, steps: inner }: Extract<Step, { do: 'when' }>): void => {
    const place = ops.push({ code: 'answer' }) - 1;
    inner.forEach(add);
    ops[place] = { code: 'unless', ...testOf(all), to: ops.length };
  };
  steps.forEach(add);
  ops.push({ code: 'answer' });
  assert(ops.length <= longestRoute, `a route has at most ${longestRoute} steps`);
  return ops;
}

/** `asked` counts the asks of the route so far that are alike: each draws for itself. */
function askOf(
  { of, verb, mayFail = false }: Extract<Step, { do: 'ask' }>,
  dependencies: readonly string[],
  asked: Map<string, number>,
): Op {
  const dependency = dependencies.indexOf(of);
  assert(dependency >= 0, `a route asks what its server depends on, not ${of}`);
  const alike = `${of} ${verb ?? ''}`;
  const nth = (asked.get(alike) ?? 0) + 1;
  asked.set(alike, nth);
  return {
    code: 'ask',
    dependency,
    ask: createAsk(of, verb === undefined ? { nth } : { verb, nth }),
    mayFail,
  };
}

function testOf(conditions: readonly Condition[]): { notes: number; verb: number } {
  let [notes, verb] = [0, requestVerb];
  for (const condition of conditions) {
    if (condition === 'read' || condition === 'write') verb = callVerbs.indexOf(condition);
    else notes |= answerNotes[condition];
  }
  return { notes, verb };
}

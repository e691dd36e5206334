/**
 * Routes: what a server does for a request, as data. A route is written as nested steps and compiled to a flat list in
 * which every jump goes forward, so that each run of it ends. What it has found out so far stands in the call's notes.
 */
import { assert } from '../../base/assert.ts';
import { type CallVerb, callVerbs } from '../telemetry/records.ts';
import { type Ask, createAsk, requestVerb } from './asks.ts';
import { answerNotes } from './payloads.ts';

/** What the last answer was, or what the request is. */
export const conditions = ['found', 'missing', 'signedOut', 'failed', 'read', 'write'] as const;
export type Condition = (typeof conditions)[number];

/** Of a dependency, by its name. Absent `verb`: what the request itself wants. */
interface Asked {
  readonly of: string;
  readonly verb?: CallVerb;
}

export type Step =
  /** The server's own work. */
  | { readonly do: 'work' }
  /**
   * Unless it may fail, its failure is the route's. An ask without `wait` goes on at once; it is sent once, and its end
   * changes nothing for the request.
   */
  | (Asked & { readonly do: 'ask'; readonly mayFail?: boolean; readonly wait?: boolean })
  /**
   * Makes all asks at once, and goes on when `enough` of them (absent: all) have succeeded, or too many have failed,
   * which is a failure unless it may. What comes later changes nothing for the request.
   */
  | {
      readonly do: 'all';
      readonly asks: readonly Asked[];
      readonly enough?: number;
      readonly mayFail?: boolean;
    }
  /** `steps` if all of `all` hold, for the given share of the requests. */
  | {
      readonly do: 'when';
      readonly all?: readonly Condition[];
      readonly share?: number;
      readonly steps: readonly Step[];
    }
  /**
   * A connection of a dependency's pool is kept across `steps`, as by a transaction. Asks of it within go over that one,
   * so that each must be waited for before the next.
   */
  | { readonly do: 'hold'; readonly of: string; readonly steps: readonly Step[] }
  /** The request is answered well and the route ends, as it does behind its last step. */
  | { readonly do: 'answer'; readonly degraded?: boolean };

/** Steps of a compiled route, jumps and end included: its counter is five bits, and strangers write routes. */
export const longestRoute = 32;

export interface AskOp {
  readonly code: 'ask';
  readonly dependency: number;
  readonly ask: Ask;
  readonly mayFail: boolean;
  /** The step at which a call stands while it waits for this ask: of a branch, its `all`. −1 if it does not wait. */
  readonly at: number;
}

export interface AllOp {
  readonly code: 'all';
  readonly enough: number;
  readonly mayFail: boolean;
  /** Its branches are the asks behind it, up to here, where the route goes on. */
  readonly to: number;
}

export interface UnlessOp {
  readonly code: 'unless';
  readonly notes: number;
  readonly verb: number;
  readonly share: number;
  /** Place among the drawn shares of the route, from 1: a share draws for itself. */
  readonly nth: number;
  readonly to: number;
}

export type Op =
  | { readonly code: 'work' }
  | AskOp
  | AllOp
  /** Goes on at `to` unless the call's notes have all of `notes`, its request wants `verb`, if that is one, and `share` is drawn. */
  | UnlessOp
  | { readonly code: 'hold' | 'release'; readonly dependency: number }
  | { readonly code: 'answer'; readonly isDegraded: boolean };

export interface Route {
  readonly ops: readonly Op[];
  /** Its calls carry their origin: several of one parent can be open, or were made by asks that are alike. */
  readonly isMarked: boolean;
}

/** `dependencies`: their names, in the order by which the compiled route counts them. */
export function compileRoute(steps: readonly Step[], dependencies: readonly string[]): Route {
  const compiler = new Compiler(dependencies, isMarked(steps));
  compiler.add(steps);
  return compiler.end();
}

/** How many steps the route has when it is compiled. */
export function lengthOfRoute(steps: readonly Step[]): number {
  return steps.reduce((length, step) => length + lengthOf(step), 1);
}

function lengthOf(step: Step): number {
  if (step.do === 'all') return 1 + step.asks.length;
  if (step.do === 'hold') return 1 + lengthOfRoute(step.steps);
  return step.do === 'when' ? lengthOfRoute(step.steps) : 1;
}

/** All asks of a route, those of its branches and inner steps included. */
export function asksOf(steps: readonly Step[]): readonly Asked[] {
  return steps.flatMap((step): readonly Asked[] => {
    if (step.do === 'ask') return [step];
    if (step.do === 'all') return step.asks;
    return step.do === 'when' || step.do === 'hold' ? asksOf(step.steps) : [];
  });
}

/** Can `steps` be run over one connection to `held`? Not with asks of it that are open at a time, nor another hold. */
export function canHold(held: string, steps: readonly Step[]): boolean {
  return steps.every((step) => {
    if (step.do === 'ask') return step.of !== held || step.wait !== false;
    if (step.do === 'all') return step.asks.every(({ of }) => of !== held);
    if (step.do === 'hold') return step.of !== held && canHold(held, step.steps);
    return step.do !== 'when' || canHold(held, step.steps);
  });
}

/** The dependencies of which a route holds a connection. */
export function heldBy(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => {
    if (step.do === 'hold') return [step.of, ...heldBy(step.steps)];
    return step.do === 'when' ? heldBy(step.steps) : [];
  });
}

const alike = ({ of, verb }: Asked): string => `${of} ${verb ?? ''}`;

function isMarked(steps: readonly Step[]): boolean {
  const isOpenBeside = (step: Step): boolean =>
    step.do === 'all' ||
    (step.do === 'ask' && step.wait === false) ||
    ((step.do === 'when' || step.do === 'hold') && step.steps.some(isOpenBeside));
  const asks = asksOf(steps).map(alike);
  return steps.some(isOpenBeside) || new Set(asks).size < asks.length;
}

class Compiler {
  private readonly ops: Op[] = [];
  /** Asks so far that are alike, and drawn shares: each draws for itself. */
  private readonly asked = new Map<string, number>();
  private shares = 0;
  private readonly dependencies: readonly string[];
  private readonly isMarked: boolean;

  constructor(dependencies: readonly string[], marked: boolean) {
    this.dependencies = dependencies;
    this.isMarked = marked;
  }

  add(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.do === 'work') this.ops.push({ code: 'work' });
      else if (step.do === 'answer') this.ops.push({ code: 'answer', isDegraded: step.degraded === true });
      else if (step.do === 'ask') this.addAsk(step);
      else if (step.do === 'all') this.addAll(step);
      else if (step.do === 'hold') this.addHold(step);
      else this.addWhen(step);
    }
  }

  end(): Route {
    this.ops.push({ code: 'answer', isDegraded: false });
    assert(this.ops.length <= longestRoute, `a route has at most ${longestRoute} steps`);
    return { ops: this.ops, isMarked: this.isMarked };
  }

  private addAsk(step: Extract<Step, { do: 'ask' }>): void {
    const { mayFail = false, wait = true } = step;
    const nth = this.count(alike(step));
    this.pushAsk(step, { nth, branch: 0 }, { mayFail, at: wait ? this.ops.length : -1 });
  }

  /** Branches that are alike count among themselves, so that none draws differently for the others. */
  private addAll({ asks, enough = asks.length, mayFail = false }: Extract<Step, { do: 'all' }>): void {
    assert(enough >= 1 && enough <= asks.length, 'as many can succeed as are asked');
    const at = this.ops.length;
    this.ops.push({ code: 'all', enough, mayFail, to: at + 1 + asks.length });
    const branches = new Map<string, number>();
    for (const one of asks) {
      const branch = branches.get(alike(one)) ?? 0;
      branches.set(alike(one), branch + 1);
      const nth = branch === 0 ? this.count(alike(one)) : (this.asked.get(alike(one)) as number);
      this.pushAsk(one, { nth, branch }, { mayFail, at });
    }
  }

  private addHold({ of, steps }: Extract<Step, { do: 'hold' }>): void {
    assert(canHold(of, steps), 'what is asked over one connection is waited for, one by one');
    const dependency = this.placeOf(of);
    this.ops.push({ code: 'hold', dependency });
    this.add(steps);
    this.ops.push({ code: 'release', dependency });
  }

  private addWhen({ all = [], share = 1, steps }: Extract<Step, { do: 'when' }>): void {
    const place = this.ops.push({ code: 'work' }) - 1;
    if (share < 1) this.shares += 1;
    const nth = this.shares;
    this.add(steps);
    this.ops[place] = { code: 'unless', ...testOf(all), share, nth, to: this.ops.length };
  }

  private pushAsk(
    { of, verb }: Asked,
    place: { readonly nth: number; readonly branch: number },
    how: { readonly mayFail: boolean; readonly at: number },
  ): void {
    const dependency = this.placeOf(of);
    const step = this.isMarked ? this.ops.length : -1;
    const ask = createAsk(of, { ...(verb === undefined ? {} : { verb }), ...place, step });
    this.ops.push({ code: 'ask', dependency, ask, ...how });
  }

  private placeOf(name: string): number {
    const dependency = this.dependencies.indexOf(name);
    assert(dependency >= 0, `a route asks what its server depends on, not ${name}`);
    return dependency;
  }

  private count(what: string): number {
    const nth = (this.asked.get(what) ?? 0) + 1;
    this.asked.set(what, nth);
    return nth;
  }
}

function testOf(all: readonly Condition[]): { notes: number; verb: number } {
  let [notes, verb] = [0, requestVerb];
  for (const condition of all) {
    if (condition === 'read' || condition === 'write') verb = callVerbs.indexOf(condition);
    else notes |= answerNotes[condition];
  }
  return { notes, verb };
}

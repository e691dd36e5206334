// Routes of random steps against a slow reading of the nested form: fan-outs, asks that nobody waits for, connections that are
// held or waited for, and each way a single ask can end.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cause } from '../telemetry/causes.ts';
import { callVerbs } from '../telemetry/records.ts';
import type { Ask } from './asks.ts';
import type { Waiter } from './connection-pool.ts';
import type { Dependency } from './dependency.ts';
import { originOf } from './origin.ts';
import { answerNotes, CallNumbers, Notes } from './payloads.ts';
import {
  type Condition,
  canHold,
  compileRoute,
  heldBy,
  lengthOfRoute,
  longestRoute,
  type Step,
} from './route.ts';
import { RouteRunner } from './route-runner.ts';
import type { Site } from './site.ts';
import type { ServiceTime } from './work.ts';
import type { Workers } from './workers.ts';

const call = 3;
const generation = 5;
const names = ['store', 'cache'] as const;
type Name = (typeof names)[number];

/**
 * How an ask ends, and after how long: nobody to ask, asked elsewhere first, failed, or well with what was found. Or it waits for
 * a connection first, for as long again, and has one or not.
 */
interface Ending {
  readonly is: 'nobody' | 'elsewhere' | 'failed' | 'ok' | 'waits' | 'in vain';
  readonly found: boolean;
  readonly signedOut: boolean;
  readonly after: number;
}

/** Whether a route gets the connection that it wants to hold, and after how long. */
interface Holding {
  readonly is: 'free' | 'waits' | 'in vain';
  readonly after: number;
}

interface Life {
  readonly steps: readonly Step[];
  readonly isWrite: boolean;
  /** One for each ask, round and round. */
  readonly endings: readonly Ending[];
  readonly holdings: readonly Holding[];
}

/** What is done, in order; the last entry is the end of the route. */
type Trace = string[];

const workTakes = 4;
const poolRoot = 55;

/** Things that are due, in order of time and then of when they were asked for. */
class Agenda<Thing> {
  private now = 0;
  private readonly due: { readonly at: number; readonly thing: Thing }[] = [];

  add(after: number, thing: Thing): void {
    this.due.push({ at: this.now + after, thing });
    this.due.sort((a, b) => a.at - b.at);
  }

  next(): Thing | undefined {
    const first = this.due.shift();
    this.now = first?.at ?? this.now;
    return first?.thing;
  }
}

const foundBits = ({ found, signedOut }: Ending): number =>
  (found ? answerNotes.found : answerNotes.missing) | (signedOut ? answerNotes.signedOut : 0);

/** A server whose route is run by hand: work takes its time, and asks end as `endings` say. */
function play({ steps, isWrite, endings, holdings }: Life) {
  const trace: Trace = [];
  const kept: number[] = [];
  const notes = new Notes();
  const origins = new CallNumbers();
  notes.open(call);
  const classOf = callVerbs.indexOf(isWrite ? 'write' : 'read');
  const column = (): Record<number, number> => ({});
  const calls = { parent: column(), verb: column(), class: column(), cause: column(), rootId: column() };
  calls.class[call] = classOf;
  const agenda = new Agenda<() => void>();
  let [asked, held, children, isOver] = [0, 0, 100, false];
  const dependencies = names.map((name): Dependency => {
    const endingOf = new Map<number, Ending>();
    const waiting = new Map<Ask, Ending>();
    const waiterOf = (ask: Ask | undefined) => ({ call, generation, ask }) as Waiter;
    const serve = (waiter: Waiter, is: 'waits' | 'in vain' | Ending['is']): void => {
      if (isOver || is === 'in vain') runner.onGivenUp(own, waiter);
      else runner.onConnected(own, waiter);
    };
    const send = (ask: Ask, ending: Ending): void => {
      const child = children++;
      calls.parent[child] = call;
      calls.class[child] = classOf;
      calls.verb[child] = 0;
      calls.rootId[child] = 77;
      calls.cause[child] = ending.is === 'ok' ? cause.none : cause.timedOut;
      endingOf.set(child, ending);
      origins.open(child);
      if (ask.step >= 0) origins.set(child, originOf(ask.step, generation));
      agenda.add(ending.after, () => runner.onReply(child));
    };
    const own = {
      client: { onAnswered: (_: number, child: number) => foundBits(endingOf.get(child) as Ending) },
      ask: (_: number, ask: Ask) => {
        trace.push(`ask ${name}`);
        const ending = endings[asked % endings.length] as Ending;
        asked += 1;
        if (ending.is === 'nobody') return cause.unroutable;
        if (ending.is !== 'waits' && ending.is !== 'in vain') send(ask, ending);
        else {
          waiting.set(ask, ending);
          agenda.add(ending.after, () => serve(waiterOf(ask), ending.is));
        }
        return cause.none;
      },
      hold: () => {
        trace.push(`hold ${name}`);
        const { is, after } = holdings[held % holdings.length] as Holding;
        held += 1;
        if (is === 'free') return true;
        agenda.add(after, () => serve(waiterOf(undefined), is));
        return false;
      },
      sendOver: ({ ask }: Waiter) => send(ask as Ask, { ...(waiting.get(ask as Ask) as Ending), is: 'ok' }),
      onGivenUp: () => {
        trace.push(`gave up ${name}`);
        return poolRoot;
      },
      pool: { release: () => trace.push(`release ${name}`) },
      rootOfRejection: () => 0,
      onEnded: (_: number, awaiting: number) => trace.push(`ended ${name}${awaiting < 0 ? ' late' : ''}`),
      retryAfter: () => undefined,
      fallBack: () => undefined,
      askElsewhere: (_: number, child: number, ask: Ask) => {
        const ending = endingOf.get(child) as Ending;
        if (ending.is === 'elsewhere') send(ask, { ...ending, is: 'ok' });
        return ending.is === 'elsewhere';
      },
    } as unknown as Dependency;
    return own;
  });
  const site = {
    notes,
    origins,
    calls,
    index: 0,
    titleOf: () => 'api',
    isServing: (_: number, life: number) => !isOver && life === generation,
    generationOf: () => generation,
    blame: { keep: (root: number) => kept.push(root) },
    noteIfStale: () => trace.push('stale?'),
    wantedBy: () => callVerbs.indexOf(isWrite ? 'write' : 'read'),
    noteDegraded: () => trace.push('degraded'),
  } as unknown as Site;
  const service = {
    begin: () => {
      trace.push('work');
      agenda.add(workTakes, () => runner.onWorkEnded(call));
    },
  } as unknown as ServiceTime;
  const center = {
    queueLength: 1,
    keepsSlotWhileWaiting: true,
    pause: () => undefined,
    takeTurn: () => true,
    finish: (_: number, causeCode: number, root: number) => {
      isOver = true;
      trace.push(`end ${causeCode} ${root}`);
    },
  } as unknown as Workers;
  const route = compileRoute(steps, names);
  const runner = new RouteRunner(site, { routes: [route, route], dependencies, service, center });
  runner.begin(call);
  for (let next = agenda.next(); next !== undefined; next = agenda.next()) next();
  return { trace, kept };
}

/** An ask, or a wait for a connection to hold, that is open in the slow reading. */
interface Open {
  readonly of: string;
  ending: Ending;
}
interface HoldWait {
  readonly holds: string;
  readonly is: Holding['is'];
}
type Thing = Open | HoldWait | 'work';
const isAsk = (thing: Thing): thing is Open => thing !== 'work' && 'of' in thing;
/** Yields what it waits for, and is told when that has happened. */
type Reading<Result> = Generator<(thing: Thing) => boolean, Result, Thing>;

const foundBy = ({ found, signedOut }: Ending): Condition[] => [
  found ? 'found' : 'missing',
  ...(signedOut ? (['signedOut'] as const) : []),
];
const waitedInVain = `${cause.rejectedByPool} ${poolRoot}`;
const whyOf = (one: Open | undefined): string => {
  if (one === undefined) return `${cause.unroutable} 0`;
  return one.ending.is === 'in vain' ? waitedInVain : `${cause.timedOut} 77`;
};

/** The nested form, read as a person would: whoever waits says what for, and what else ends is late. */
class SlowReader {
  readonly trace: Trace = [];
  private readonly agenda = new Agenda<Thing>();
  private readonly life: Life;
  private asked = 0;
  private held = 0;
  private last = new Set<Condition>();

  constructor(life: Life) {
    this.life = life;
  }

  read(): Trace {
    const { trace, agenda } = this;
    const reading = this.walk(this.life.steps);
    let turn = reading.next();
    if (turn.done) this.end(turn.value);
    for (let thing = agenda.next(); thing !== undefined; thing = agenda.next()) {
      if (isAsk(thing) && thing.ending.is === 'waits' && turn.done !== true) {
        // It is sent now, over the connection that it has.
        thing.ending = { ...thing.ending, is: 'ok' };
        agenda.add(thing.ending.after, thing);
        continue;
      }
      const isAwaited = turn.done !== true && turn.value(thing);
      this.tellEnd(thing, isAwaited, turn.done === true);
      if (!isAwaited) continue;
      turn = reading.next(thing);
      if (turn.done) this.end(turn.value);
    }
    return trace;
  }

  private tellEnd(thing: Thing, isAwaited: boolean, isOver: boolean): void {
    if (thing === 'work') return;
    if (!isAsk(thing)) {
      if (thing.is === 'in vain' || isOver) this.trace.push(`gave up ${thing.holds}`);
    } else if (thing.ending.is === 'in vain' || thing.ending.is === 'waits')
      this.trace.push(`gave up ${thing.of}`);
    else this.trace.push(`ended ${thing.of}${isAwaited ? '' : ' late'}`);
  }

  private end(why = 'well'): void {
    const isWell = why === 'well' || why === 'less';
    if (isWell && this.last.has('found')) this.trace.push('stale?');
    if (why === 'less') this.trace.push('degraded');
    if (heldBy(this.life.steps).length > 0) for (const name of names) this.trace.push(`release ${name}`);
    this.trace.push(`end ${isWell ? `${cause.none} 0` : why}`);
  }

  /** Why the route has ended, undefined if it goes on. */
  private *walk(steps: readonly Step[]): Reading<string | undefined> {
    for (const step of steps) {
      const ended = yield* this.take(step);
      if (ended !== undefined) return ended;
    }
    return undefined;
  }

  private *take(step: Step): Reading<string | undefined> {
    switch (step.do) {
      case 'hold':
        return yield* this.takeHold(step);
      case 'when':
        return (step.all ?? []).every((one) => this.holds(one)) ? yield* this.walk(step.steps) : undefined;
      case 'answer':
        return step.degraded === true ? 'less' : 'well';
      case 'work':
        this.trace.push('work');
        this.agenda.add(workTakes, 'work');
        yield (thing) => thing === 'work';
        return undefined;
      case 'ask': {
        const open = this.send(step.of);
        if (step.wait === false) return undefined;
        const ended = open && (yield* this.endOfOne(new Set([open])));
        if (ended?.ending.is !== 'ok') return this.failed(step.mayFail, whyOf(ended));
        this.last = new Set(foundBy(ended.ending));
        return undefined;
      }
      case 'all':
        return yield* this.takeAll(step);
    }
  }

  private *takeHold({ of, steps }: Extract<Step, { do: 'hold' }>): Reading<string | undefined> {
    this.trace.push(`hold ${of}`);
    const { is, after } = this.life.holdings[this.held % this.life.holdings.length] as Holding;
    this.held += 1;
    if (is !== 'free') {
      const wait: HoldWait = { holds: of, is };
      this.agenda.add(after, wait);
      yield (thing) => thing === wait;
      if (is === 'in vain') return waitedInVain;
    }
    const ended = yield* this.walk(steps);
    if (ended === undefined) this.trace.push(`release ${of}`);
    return ended;
  }

  private *takeAll(step: Extract<Step, { do: 'all' }>): Reading<string | undefined> {
    const { asks, enough = asks.length, mayFail } = step;
    const open = new Set<Open>();
    let [good, bad] = [0, 0];
    this.last = new Set();
    for (const { of } of asks) {
      const one = this.send(of);
      if (one !== undefined) open.add(one);
      else if (asks.length - ++bad < enough) return this.failed(mayFail, whyOf(undefined));
    }
    while (good < enough) {
      const ended = yield* this.endOfOne(open);
      if (ended.ending.is === 'ok') {
        good += 1;
        for (const one of foundBy(ended.ending)) this.last.add(one);
      } else if (asks.length - ++bad < enough) return this.failed(mayFail, whyOf(ended));
    }
    return undefined;
  }

  /** Waits until one of `open` has ended for good. */
  private *endOfOne(open: Set<Open>): Reading<Open> {
    for (;;) {
      const ended = (yield (thing) => isAsk(thing) && open.has(thing)) as Open;
      open.delete(ended);
      if (ended.ending.is !== 'elsewhere') return ended;
      open.add(this.open({ of: ended.of, ending: { ...ended.ending, is: 'ok' } }));
    }
  }

  private send(of: string): Open | undefined {
    this.trace.push(`ask ${of}`);
    const ending = this.life.endings[this.asked % this.life.endings.length] as Ending;
    this.asked += 1;
    return ending.is === 'nobody' ? undefined : this.open({ of, ending });
  }

  private open(one: Open): Open {
    this.agenda.add(one.ending.after, one);
    return one;
  }

  private failed(mayFail: boolean | undefined, why: string): string | undefined {
    this.last = new Set(['failed']);
    return mayFail === true ? undefined : why;
  }

  private holds(one: Condition): boolean {
    if (one === 'read' || one === 'write') return (one === 'write') === this.life.isWrite;
    return this.last.has(one);
  }
}

const conditions = fc.uniqueArray(
  fc.constantFrom<Condition>('found', 'missing', 'signedOut', 'failed', 'read', 'write'),
  {
    maxLength: 2,
  },
);
const isPossible = (all: readonly Condition[]): boolean => !(all.includes('read') && all.includes('write'));
const fanOuts = fc
  .record({
    of: fc.array(fc.constantFrom<Name>(...names), { minLength: 1, maxLength: 4 }),
    fewer: fc.nat(3),
    mayFail: fc.boolean(),
  })
  .map(({ of, fewer, mayFail }): Step => {
    const asks = of.map((name) => ({ of: name }));
    return { do: 'all', asks, enough: Math.max(1, asks.length - fewer), mayFail };
  });
const { step: anyStep } = fc.letrec<{ step: Step; steps: Step[] }>((tie) => ({
  step: fc.oneof(
    { depthSize: 'small' },
    fc.constant<Step>({ do: 'work' }),
    fc.boolean().map((degraded): Step => ({ do: 'answer', degraded })),
    fc.record({
      do: fc.constant('ask' as const),
      of: fc.constantFrom<Name>(...names),
      mayFail: fc.boolean(),
      wait: fc.constantFrom(true, true, false),
    }),
    fanOuts,
    fc
      .record({
        do: fc.constant('hold' as const),
        of: fc.constantFrom<Name>(...names),
        steps: tie('steps'),
      })
      .filter(({ of, steps }) => canHold(of, steps)),
    fc.record({
      do: fc.constant('when' as const),
      all: conditions.filter(isPossible),
      steps: tie('steps'),
    }),
  ),
  steps: fc.array(tie('step'), { maxLength: 4 }),
}));
const ending = fc.record({
  is: fc.constantFrom<Ending['is']>('nobody', 'elsewhere', 'failed', 'ok', 'ok', 'waits', 'in vain'),
  found: fc.boolean(),
  signedOut: fc.boolean(),
  after: fc.integer({ min: 1, max: 9 }),
});
const lives: fc.Arbitrary<Life> = fc
  .record({
    steps: fc.array(anyStep, { maxLength: 7 }),
    isWrite: fc.boolean(),
    endings: fc.array(ending, { minLength: 1, maxLength: 6 }),
    holdings: fc.array(
      fc.record({
        is: fc.constantFrom<Holding['is']>('free', 'free', 'waits', 'in vain'),
        after: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .filter(({ steps }) => lengthOfRoute(steps) <= longestRoute);

describe('a route that is run', () => {
  it('does what its nested form says, whatever the asks bring', () => {
    fc.assert(
      fc.property(lives, (life) => {
        expect(play(life).trace).toEqual(new SlowReader(life).read());
      }),
      { numRuns: 500 },
    );
  });

  it('blames for the line of waiting calls what made an ask hold its slot, and nothing that gave it back', () => {
    const ask: Step = { do: 'ask', of: 'store' };
    const one = (is: Ending['is']): Life => ({
      steps: [ask],
      isWrite: false,
      endings: [{ is, found: false, signedOut: false, after: 1 }],
      holdings: [],
    });
    expect(play(one('failed')).kept).toEqual([77]);
    expect(play(one('ok')).kept).toEqual([]);
    expect(play(one('nobody')).kept).toEqual([]);
  });
});

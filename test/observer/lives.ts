/**
 * The life of every call and every request, read off the facts of the tap in their order. Nothing is added up here:
 * times are −1 where something has not happened, as in the journeys' layout.
 */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import { eventKind } from '../../src/engine/kernel/event-kinds.ts';
import type { TapFact } from '../../src/engine/tap.ts';
import { DoneWatch } from './done-watch.ts';
import { WriteWatch } from './write-watch.ts';

export interface CallLife {
  readonly call: number;
  readonly parent: number;
  readonly caller: number;
  readonly callee: number;
  readonly attempt: number;
  readonly verb: number;
  readonly sentAt: number;
  reachedAt: number;
  queuedAt: number;
  startedAt: number;
  /** When it had the event loop of its callee, if that has one; the last turn ends at −1 while it lasts. */
  readonly turns: { readonly from: number; to: number }[];
  /** Written, and not confirmed in the same breath. */
  heldSince: number;
  finishedAt: number;
  returnedAt: number;
  /** When its callee did what an earlier try had done, if it was the first to do so. */
  doneTwiceAt: number;
  /** Bits of `policyNotes`. */
  policy: number;
  /** How the callee ended it, and how its caller saw it end; 0 = well. */
  outcome: number;
  answer: number;
  /** Nothing listened at the callee: the call was never inside. */
  isRefused: boolean;
}

export interface RequestLife {
  readonly ordinal: number;
  readonly class: number;
  readonly key: number;
  readonly client: number;
  readonly users: number;
  readonly arrivedAt: number;
  endedAt: number;
  cause: number;
  root: number;
  isStale: boolean;
  isDegraded: boolean;
  /** The calls made for it until its end. */
  readonly calls: CallLife[];
  /** Tries turned away before they were sent. */
  readonly unsent: UnsentLife[];
  /** Those calls as they were at its end; what their callees did later is not in it. */
  hops: readonly CallLife[];
}

/** A try that was never sent. */
export type UnsentLife = Extract<TapFact, { readonly what: 'unsent' }> & { policy: number };

/** The length of a component's queue after each change, in order. */
export interface QueueStep {
  readonly time: number;
  readonly length: number;
}

export interface Lives {
  readonly calls: readonly CallLife[];
  /** By arrival, and by end. */
  readonly requests: readonly RequestLife[];
  readonly ended: readonly RequestLife[];
  readonly queueSteps: readonly QueueStep[][];
  /** What callers' policies turned away, and what their fallbacks answered. */
  readonly policies: readonly PolicyAct[];
  readonly events: number;
  readonly writes: Pick<WriteWatch, 'lost' | 'lostOf' | 'splitBrain'>;
}

type Sent = Extract<TapFact, { what: 'sent' }>;
type PolicyAct = Extract<TapFact, { readonly what: 'withheld' | 'fellBack' }>;

const begin = ({ call, parent, caller, callee, attempt, verb, time }: Sent): CallLife => ({
  call,
  parent,
  caller,
  callee,
  attempt,
  verb,
  sentAt: time,
  reachedAt: -1,
  queuedAt: -1,
  startedAt: -1,
  turns: [],
  heldSince: -1,
  finishedAt: -1,
  returnedAt: -1,
  doneTwiceAt: -1,
  policy: 0,
  outcome: 0,
  answer: 0,
  isRefused: false,
});

const arrive = ({ ordinal, class: index, key, client, caller, time }: Sent): RequestLife => ({
  ordinal,
  class: index,
  key,
  client,
  users: caller,
  arrivedAt: time,
  endedAt: -1,
  cause: 0,
  root: 0,
  isStale: false,
  isDegraded: false,
  calls: [],
  unsent: [],
  hops: [],
});

export const isQueued = (life: CallLife): boolean =>
  life.queuedAt >= 0 && life.startedAt < 0 && life.finishedAt < 0;

class Reader {
  readonly calls: CallLife[] = [];
  readonly requests: RequestLife[] = [];
  readonly ended: RequestLife[] = [];
  readonly queueSteps: QueueStep[][];
  readonly policies: PolicyAct[] = [];
  events = 0;
  readonly writes: WriteWatch;
  private readonly done: DoneWatch;
  private last: TapFact | undefined;
  private readonly byNumber = new Map<number, CallLife>();
  private readonly requestOf = new Map<number, RequestLife>();

  constructor(blueprint: Blueprint) {
    this.queueSteps = blueprint.components.map(() => []);
    this.writes = new WriteWatch(blueprint);
    this.done = new DoneWatch(blueprint, this.writes);
  }

  read(fact: TapFact): void {
    this.writes.apply(fact);
    this.done.apply(fact);
    if (fact.what === 'event') {
      this.events += 1;
      if (fact.kind === eventKind.callDelivered) this.lifeOf(fact.call).reachedAt = fact.time;
    } else if (fact.what === 'sent') this.send(fact);
    else if (fact.what === 'vanished') this.lifeOf(fact.call).reachedAt = -1;
    else if (fact.what === 'queued') {
      const life = this.lifeOf(fact.call);
      life.queuedAt = fact.time;
      this.step(life.callee, fact.time, 1);
    } else if (fact.what === 'started') {
      const life = this.lifeOf(fact.call);
      if (isQueued(life)) this.step(life.callee, fact.time, -1);
      life.startedAt = fact.time;
    } else if (fact.what === 'degraded') this.degrade(fact.call);
    else if (fact.what === 'finished') {
      const life = this.lifeOf(fact.call);
      if (isQueued(life)) this.step(life.callee, fact.time, -1);
      life.finishedAt = fact.time;
      life.outcome = fact.cause;
      life.isRefused = fact.isRefusal;
    } else if (fact.what === 'withheld' || fact.what === 'fellBack') this.policies.push(fact);
    else if (fact.what === 'unsent') this.withhold(fact);
    else if (fact.what === 'noted') this.note(fact);
    else if (fact.what === 'done') {
      if (this.done.isSecond(fact.call)) this.lifeOf(fact.call).doneTwiceAt = fact.time;
    } else if (fact.what === 'turn') {
      const { turns } = this.lifeOf(fact.call);
      if (fact.isBegun) turns.push({ from: fact.time, to: -1 });
      else turns.at(-1)!.to = fact.time;
    } else if (fact.what === 'wrote') this.lifeOf(fact.call).heldSince = fact.time;
    else if (fact.what === 'confirmed' && this.last?.what === 'wrote' && this.last.call === fact.call)
      this.lifeOf(fact.call).heldSince = -1;
    else if (fact.what === 'returned') this.giveBack(fact);
    this.last = fact;
  }

  private withhold(fact: Extract<TapFact, { what: 'unsent' }>): void {
    const request = this.requestOf.get(fact.parent) as RequestLife;
    if (request.endedAt < 0) request.unsent.push({ ...fact, policy: 0 });
  }

  private note({ call, isUnsent, note }: Extract<TapFact, { what: 'noted' }>): void {
    const request = this.requestOf.get(call) as RequestLife;
    const noted = isUnsent ? request.unsent.at(-1) : this.lifeOf(call);
    if (request.endedAt < 0 && noted !== undefined) noted.policy |= note;
  }

  private degrade(call: number): void {
    const request = this.requestOf.get(call) as RequestLife;
    if (request.endedAt < 0) request.isDegraded = true;
  }

  private send(fact: Sent): void {
    const life = begin(fact);
    this.calls.push(life);
    this.byNumber.set(life.call, life);
    const request = life.parent < 0 ? arrive(fact) : this.requestOf.get(life.parent);
    if (request === undefined)
      throw new Error(`call ${life.call} is made for an unknown call ${life.parent}`);
    this.requestOf.set(life.call, request);
    if (life.parent < 0) this.requests.push(request);
    // Work for a request that has ended goes on, and is no part of its journey.
    if (request.endedAt < 0) request.calls.push(life);
  }

  private giveBack(fact: Extract<TapFact, { what: 'returned' }>): void {
    const life = this.lifeOf(fact.call);
    life.returnedAt = fact.time;
    life.answer = fact.cause;
    if (life.parent >= 0) return;
    const request = this.requestOf.get(life.call) as RequestLife;
    request.endedAt = fact.time;
    request.cause = fact.cause;
    request.root = fact.cause === 0 ? 0 : fact.root;
    request.isStale = this.writes.stale.has(life.call);
    request.hops = request.calls.map((call) => ({ ...call }));
    this.ended.push(request);
  }

  private step(component: number, time: number, change: number): void {
    const steps = this.queueSteps[component] as QueueStep[];
    steps.push({ time, length: (steps.at(-1)?.length ?? 0) + change });
  }

  private lifeOf(call: number): CallLife {
    const life = this.byNumber.get(call);
    if (life === undefined) throw new Error(`a fact about call ${call}, which was never sent`);
    return life;
  }
}

export function readLives(facts: readonly TapFact[], blueprint: Blueprint): Lives {
  const reader = new Reader(blueprint);
  for (const fact of facts) reader.read(fact);
  return reader;
}

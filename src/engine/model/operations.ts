/**
 * Writes, and how often each was really done. A try that ended for its caller without an answer may have been done, or
 * may be done later: the caller cannot tell, the callee can. An operation is one ask of one call, whatever its tries; it
 * is kept from its second try on, for as long as a try of it may still be done or another may be sent.
 */
import { assert } from '../../base/assert.ts';
import { copyPlain } from '../../base/plain.ts';
import { type Micros, microsPerSecond } from '../../base/units.ts';
import { callVerbs } from '../telemetry/records.ts';
import { fitting, tryNotes } from './payloads.ts';
import type { World } from './world.ts';

/** What one try did at its callee. */
export interface Doing {
  readonly callee: number;
  readonly at: Micros;
  /** Where in a store's log, if the callee is one. */
  readonly lineage: number;
  readonly offset: number;
  /** It came with the operation's idempotency key. */
  readonly hadKey: boolean;
}

/** A call and the generation of its record. */
type CallName = readonly [call: number, generation: number];

export interface Operation {
  readonly parent: CallName;
  /** `Ask.key`. */
  readonly ask: number;
  readonly tries: CallName[];
  /** Story id of what the failure of the first known try is put down to, 0 = unknown. */
  readonly rootId: number;
  /** In the order in which it was done. */
  readonly done: Doing[];
  isTwice: boolean;
}

const write = callVerbs.indexOf('write');
const nothing: readonly Doing[] = [];
/** A callee tells at most this often that it did something twice, with how many since. */
const tellEvery: Micros = 10 * microsPerSecond;
/** Operations among which is looked for some that are over. */
const fewest = 64;

export class Operations {
  private readonly world: World;
  /** When a call's write was done, of calls that are noted as done. */
  private doneAt = new Float64Array(256);
  private all: Operation[] = [];
  private sweepAt = fewest;
  /** By the tries that are known, and by parent and ask. */
  private readonly ofTry = new Map<number, Operation>();
  private readonly ofAsk = new Map<string, Operation>();
  /** By component: operations done twice, those not told yet, and when it last told. */
  private readonly twice: number[];
  private readonly untold: number[];
  private readonly toldAt: number[];
  /** Of the last that it did twice: who had tried again, and because of what. */
  private readonly lastCaller: number[];
  private readonly lastRoot: number[];

  constructor(world: World) {
    this.world = world;
    this.twice = world.ids.map(() => 0);
    this.untold = world.ids.map(() => 0);
    this.toldAt = world.ids.map(() => Number.NEGATIVE_INFINITY);
    this.lastCaller = world.ids.map(() => 0);
    this.lastRoot = world.ids.map(() => 0);
  }

  /** `child` has failed and will be tried again on behalf of `parent`. */
  onRetry(parent: number, ask: number, child: number): void {
    const { calls, notes } = this.world;
    if (calls.verb[child] !== write || notes.has(child, tryNotes.known)) return;
    if (this.all.length >= this.sweepAt) this.sweep();
    const operation: Operation = {
      parent: this.nameOf(parent),
      ask,
      tries: [],
      rootId: calls.rootId[child] as number,
      done: notes.has(child, tryNotes.done) ? [this.doingOf(child)] : [],
      isTwice: false,
    };
    this.all.push(operation);
    this.ofAsk.set(askName(operation), operation);
    this.add(operation, child);
  }

  /** `child` is a further try of an ask of `parent`. */
  onSent(parent: number, ask: number, child: number): void {
    const operation = this.ofAsk.get(askName({ parent: this.nameOf(parent), ask }));
    if (operation !== undefined) this.add(operation, child);
  }

  /** What earlier tries of the call's operation did. */
  before(call: number): readonly Doing[] {
    return this.world.notes.has(call, tryNotes.known) ? this.operationOf(call).done : nothing;
  }

  /** The callee does now what `call` asks for; `again`: and what an earlier try of it did still stands. */
  onDone(call: number, again: boolean): void {
    const { notes, now } = this.world;
    this.world.tap?.done(call);
    this.note(call, now);
    notes.add(call, tryNotes.done);
    if (!notes.has(call, tryNotes.known)) return;
    const operation = this.operationOf(call);
    operation.done.push(this.doingOf(call));
    if (!again || operation.isTwice) return;
    operation.isTwice = true;
    this.count(call, operation);
  }

  /** A second is over: callees tell what they kept to themselves because they had told so much lately. */
  onSecond(): void {
    for (let callee = 0; callee < this.untold.length; callee += 1) this.tellIfDue(callee);
  }

  save() {
    const { world, doneAt, twice, untold, toldAt, lastCaller, lastRoot, sweepAt } = this;
    const done: number[] = [];
    world.calls.forEachLive((call) => {
      if (world.notes.has(call, tryNotes.done)) done.push(call, doneAt[call] as number);
    });
    return {
      done,
      all: copyPlain(this.all),
      counts: {
        twice: twice.slice(),
        untold: untold.slice(),
        toldAt: toldAt.slice(),
        lastCaller: lastCaller.slice(),
        lastRoot: lastRoot.slice(),
        sweepAt,
      },
    };
  }

  /** After the calls. */
  load({ done, all, counts }: ReturnType<Operations['save']>): void {
    for (let at = 0; at < done.length; at += 2) this.note(done[at] as number, done[at + 1] as number);
    this.all = copyPlain(all);
    for (const name of ['twice', 'untold', 'toldAt', 'lastCaller', 'lastRoot'] as const)
      counts[name].forEach((value, component) => {
        this[name][component] = value;
      });
    this.sweepAt = counts.sweepAt;
    this.index();
  }

  private note(call: number, at: Micros): void {
    this.doneAt = fitting(this.doneAt, call);
    this.doneAt[call] = at;
  }

  private add(operation: Operation, call: number): void {
    operation.tries.push(this.nameOf(call));
    this.ofTry.set(call, operation);
    this.world.notes.add(call, tryNotes.known);
  }

  private operationOf(call: number): Operation {
    const operation = this.ofTry.get(call);
    assert(operation !== undefined, 'a try that is noted as known has its operation');
    return operation;
  }

  private doingOf(call: number): Doing {
    const { calls, notes, versions } = this.world;
    return {
      callee: calls.callee[call] as number,
      at: this.doneAt[call] as number,
      lineage: versions.lineageOf(call),
      offset: versions.offsetOf(call),
      hadKey: notes.has(call, tryNotes.withKey),
    };
  }

  private count(call: number, { rootId }: Operation): void {
    const { calls, edgeMeters, links } = this.world;
    const [caller, callee] = [calls.caller[call] as number, calls.callee[call] as number];
    edgeMeters.doneTwice(links.direction(caller, callee));
    this.twice[callee]! += 1;
    this.untold[callee]! += 1;
    this.lastCaller[callee] = caller;
    this.lastRoot[callee] = rootId;
    this.tellIfDue(callee);
  }

  private tellIfDue(callee: number): void {
    const { story, ids, now } = this.world;
    if (this.untold[callee] === 0 || now - (this.toldAt[callee] as number) < tellEvery) return;
    story.tell('doneTwice', callee, now, this.lastRoot[callee] as number, {
      caller: ids[this.lastCaller[callee] as number] as string,
      count: this.untold[callee] as number,
      inAll: this.twice[callee] as number,
    });
    this.untold[callee] = 0;
    this.toldAt[callee] = now;
  }

  /** Drops the operations of which nothing more can be done. */
  private sweep(): void {
    this.all = this.all.filter(({ parent, tries }) => this.isLive(parent) || tries.some(this.isLive));
    this.sweepAt = Math.max(fewest, 2 * this.all.length);
    this.index();
  }

  private index(): void {
    this.ofTry.clear();
    this.ofAsk.clear();
    for (const operation of this.all) {
      this.ofAsk.set(askName(operation), operation);
      for (const one of operation.tries) if (this.isLive(one)) this.ofTry.set(one[0], operation);
    }
  }

  private nameOf(call: number): CallName {
    return [call, this.world.calls.slots.generations[call] as number];
  }

  private readonly isLive = ([call, generation]: CallName): boolean =>
    this.world.calls.isLive(call, generation) && !this.world.calls.isDone(call);
}

const askName = ({ parent, ask }: Pick<Operation, 'parent' | 'ask'>): string => `${parent.join('.')}/${ask}`;

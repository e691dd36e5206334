/**
 * The test tap: tells an observer what the model does, as copies, so that a test can recount what telemetry says. Every
 * delivered event is told once, before the model acts on it, and every command before it is applied. What an event alone
 * does not show (a call sent, queued, begun, finished, let go of) is told where the model does it. No fact is read from
 * meters, histograms, rows or journeys, and none is a sum: an error of telemetry cannot reach an observer that counts
 * facts. A run without an observer pays for one check of `world.tap` at each of these places.
 */
import type { Micros } from '../base/units.ts';
import type { Command } from './command.ts';
import { eventKind } from './kernel/event-kinds.ts';
import type { World } from './model/world.ts';

/** A call as numbers: its number is unique in a run; component −1, call −1, ordinal −1 where there is none. */
interface CallCopy {
  readonly call: number;
  readonly ordinal: number;
  readonly class: number;
  readonly key: number;
  readonly client: number;
  /** Index into `callVerbs`. */
  readonly verb: number;
  readonly caller: number;
  readonly callee: number;
  /** Code of the failure as known at that moment; 0 = none. */
  readonly cause: number;
}

/** A place in a store's log. */
interface Position {
  readonly lineage: number;
  readonly offset: number;
}

type Told<What extends string, Numbers extends object> = Numbers & {
  readonly what: What;
  readonly time: Micros;
};

export type TapFact =
  /** `kind` as in `event-kinds.ts`; the call is the one that the event names, if it is still alive. */
  | Told<'event', CallCopy & { readonly kind: number; readonly component: number }>
  | Told<'command', { readonly command: Command }>
  /** `parent` is the call being served, −1 for the users' own; all tries of one ask of a parent have its `ask`. */
  | Told<'sent', CallCopy & { readonly parent: number; readonly attempt: number; readonly ask: number }>
  /** The call waits for a slot, got one; the backlog of a hung process was full and the call is gone. */
  | Told<'queued' | 'started' | 'vanished', { readonly call: number }>
  /** A call gets the event loop of its callee, or gives it up. */
  | Told<'turn', { readonly call: number; readonly isBegun: boolean }>
  /** The call is about to be answered with less than was asked for. */
  | Told<'degraded', { readonly call: number }>
  /** The callee is done; `isRefusal` when nothing listened there. */
  | Told<'finished', { readonly call: number; readonly cause: number; readonly isRefusal: boolean }>
  /** The caller has its answer or gave up; `isAbandoned` when it died. `root` is a story id, 0 = unknown. */
  | Told<
      'returned',
      {
        readonly call: number;
        readonly cause: number;
        readonly root: number;
        readonly isAbandoned: boolean;
      }
    >
  /** A cache was asked for a key. */
  | Told<'lookedUp', { readonly component: number; readonly isFound: boolean }>
  /** A balancer takes a server out of its rotation or back in. */
  | Told<'rotation', { readonly balancer: number; readonly server: number; readonly isDown: boolean }>
  /** A write was appended to a lineage of the store of `node` (any of its nodes). */
  | Told<'appended', Position & { readonly node: number }>
  /** What was appended at that position is the write that a call asked for; users may be told that it is done. */
  | Told<'wrote' | 'confirmed', Position & { readonly node: number; readonly call: number }>
  /** The caller's own policy turned a call away that would have gone to `callee`; its fallback answered instead of that. */
  | Told<'withheld' | 'fellBack', { readonly caller: number; readonly callee: number }>
  /** The same try, with the call on whose behalf it would have been sent, and when it began to wait for a connection. */
  | Told<
      'unsent',
      {
        readonly parent: number;
        readonly callee: number;
        readonly verb: number;
        readonly attempt: number;
        readonly since: Micros;
        readonly cause: number;
      }
    >
  /** A bit of `policyNotes` about a call that has failed or, if `isUnsent`, about the last try turned away for `call`. */
  | Told<'noted', { readonly call: number; readonly isUnsent: boolean; readonly note: number }>
  /** The callee does what a call that writes asks for; in a log, at the position of the last append. */
  | Told<'done', { readonly call: number }>
  /** A call that reads is about to be answered with its key as of a position of the log of the store of `node`. */
  | Told<'answered', Position & { readonly node: number; readonly call: number }>
  /** `node` was elected with its log up to `offset` of `from`; its lineage is `lineage` from now on. */
  | Told<
      'elected',
      { readonly node: number; readonly from: number; readonly offset: number; readonly lineage: number }
    >
  /** Where a node stands in its log, and whether it knows its link to the primary to be broken. */
  | Told<
      'positioned',
      {
        readonly node: number;
        readonly isPrimary: boolean;
        readonly isLinkDown: boolean;
        readonly lineage: number;
        readonly offset: number;
      }
    >;

export type TapObserver = (fact: TapFact) => void;

/** Slots of calls stay under this; the generation sits above them. */
const callSlots = 4_194_304;

const noCallCopy: CallCopy = {
  call: -1,
  ordinal: -1,
  class: -1,
  key: -1,
  client: -1,
  verb: -1,
  caller: -1,
  callee: -1,
  cause: 0,
};

export class Tap {
  private readonly world: World;
  private readonly tell: TapObserver;

  constructor(world: World, observer: TapObserver) {
    this.world = world;
    this.tell = observer;
  }

  /** The calendar's present event. */
  event(): void {
    const { calendar, calls, now } = this.world;
    const { kind, target, a, b } = calendar;
    const namesCall = kind >= eventKind.callDelivered && kind <= eventKind.workEnded && calls.isLive(a, b);
    const copy = namesCall ? this.copyOf(a) : noCallCopy;
    this.tell({ what: 'event', time: now, kind, component: target, ...copy });
  }

  command(command: Command): void {
    this.tell({ what: 'command', time: this.world.now, command: { ...command } });
  }

  /** `ask`: `Ask.key`. */
  sent(call: number, ask: number): void {
    const { calls, now } = this.world;
    const parent = calls.parent[call] as number;
    this.tell({
      what: 'sent',
      time: now,
      ...this.copyOf(call),
      parent: parent < 0 ? -1 : this.numberOf(parent),
      attempt: calls.attempt[call] as number,
      ask,
    });
  }

  degraded(call: number): void {
    this.tell({ what: 'degraded', time: this.world.now, call: this.numberOf(call) });
  }

  queued(call: number): void {
    this.tell({ what: 'queued', time: this.world.now, call: this.numberOf(call) });
  }

  started(call: number): void {
    this.tell({ what: 'started', time: this.world.now, call: this.numberOf(call) });
  }

  turn(call: number, isBegun: boolean): void {
    this.tell({ what: 'turn', time: this.world.now, call: this.numberOf(call), isBegun });
  }

  vanished(call: number): void {
    this.tell({ what: 'vanished', time: this.world.now, call: this.numberOf(call) });
  }

  finished(call: number, cause: number, isRefusal: boolean): void {
    this.tell({ what: 'finished', time: this.world.now, call: this.numberOf(call), cause, isRefusal });
  }

  returned(call: number, isAbandoned: boolean): void {
    const { calls, now } = this.world;
    this.tell({
      what: 'returned',
      time: now,
      call: this.numberOf(call),
      cause: calls.cause[call] as number,
      root: calls.rootId[call] as number,
      isAbandoned,
    });
  }

  lookedUp(component: number, isFound: boolean): void {
    this.tell({ what: 'lookedUp', time: this.world.now, component, isFound });
  }

  rotation(balancer: number, server: number, isDown: boolean): void {
    this.tell({ what: 'rotation', time: this.world.now, balancer, server, isDown });
  }

  appended(node: number, lineage: number, offset: number): void {
    this.tell({ what: 'appended', time: this.world.now, node, lineage, offset });
  }

  wrote(call: number, lineage: number, offset: number): void {
    this.tellWrite('wrote', call, lineage, offset);
  }

  confirmed(call: number, lineage: number, offset: number): void {
    this.tellWrite('confirmed', call, lineage, offset);
  }

  policy(what: 'withheld' | 'fellBack', caller: number, callee: number): void {
    this.tell({ what, time: this.world.now, caller, callee });
  }

  unsent(call: number, callee: number, verb: number, attempt: number, since: Micros, cause: number): void {
    const parent = this.numberOf(call);
    this.tell({ what: 'unsent', time: this.world.now, parent, callee, verb, attempt, since, cause });
  }

  noted(call: number, isUnsent: boolean, note: number): void {
    this.tell({ what: 'noted', time: this.world.now, call: this.numberOf(call), isUnsent, note });
  }

  done(call: number): void {
    this.tell({ what: 'done', time: this.world.now, call: this.numberOf(call) });
  }

  answered(call: number, node: number, lineage: number, offset: number): void {
    this.tell({ what: 'answered', time: this.world.now, call: this.numberOf(call), node, lineage, offset });
  }

  elected(node: number, from: number, offset: number, lineage: number): void {
    this.tell({ what: 'elected', time: this.world.now, node, from, offset, lineage });
  }

  positioned(node: number, isPrimary: boolean, isLinkDown: boolean, lineage: number, offset: number): void {
    this.tell({ what: 'positioned', time: this.world.now, node, isPrimary, isLinkDown, lineage, offset });
  }

  private tellWrite(what: 'wrote' | 'confirmed', call: number, lineage: number, offset: number): void {
    const { calls, now } = this.world;
    const node = calls.callee[call] as number;
    this.tell({ what, time: now, node, call: this.numberOf(call), lineage, offset });
  }

  private copyOf(call: number): CallCopy {
    const { calls } = this.world;
    return {
      call: this.numberOf(call),
      ordinal: calls.ordinal[call] as number,
      class: calls.class[call] as number,
      key: calls.key[call] as number,
      client: calls.client[call] as number,
      verb: calls.verb[call] as number,
      caller: calls.caller[call] as number,
      callee: calls.callee[call] as number,
      cause: calls.cause[call] as number,
    };
  }

  private numberOf(call: number): number {
    return call + callSlots * (this.world.calls.slots.generations[call] as number);
  }
}

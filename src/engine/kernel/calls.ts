/**
 * Calls: one record per hop of a request, from the caller's sending to the end of the callee's work. A request's call
 * stack is the chain of `parent`s. `phase` says where the call is on the callee's side, `waits` whether its caller still
 * waits. A record is freed when its caller has left, its callee is done and its request has ended: so work whose caller
 * has gone stays visible until it stops burning capacity. Only this file writes the columns, by verbs; each verb asserts
 * the phase from which it starts. What a call carries for a protocol is not here (`model/payloads.ts`).
 */
import { assert } from '../../base/assert.ts';
import { type Column, growTable, loadTable, Slots, saveTable, type TablePlain } from './columns.ts';

export const noCall = -1;
/** In `workSlot`: the work stands still because its process hangs. */
export const frozenWork = -2;

/**
 * The callee's side of a call. `sent`: on its way. `reached`: the callee has it, and it waits there or is passed on.
 * `working`: it holds a slot. `finished`: the callee is done with it. `lost`: it never reached the callee and never will.
 */
export const callPhase = { sent: 0, reached: 1, working: 2, finished: 3, lost: 4 } as const;

/** In `request`, and −2 in a free record. */
const requestEnded = -1;

/** A column as everybody but its owner sees it. */
type ReadonlyColumn = Readonly<ArrayLike<number>>;

/** The call table with its verbs, and its columns to be read only: an assignment elsewhere is a compile error. */
export type CallTable = {
  readonly [Name in keyof Calls]: Calls[Name] extends Column ? ReadonlyColumn : Calls[Name];
};

export class Calls {
  readonly slots = new Slots(256);
  /** Slot of the request, −1 once the request has ended. */
  request = new Int32Array(256);
  /** Of the request, copied so that work outlives it unchanged: arrival ordinal, class code, key, client. */
  ordinal = new Float64Array(256);
  class = new Uint8Array(256);
  key = new Int32Array(256);
  client = new Int32Array(256);
  /** What is asked of the callee: index into `callVerbs`. */
  verb = new Uint8Array(256);
  /** What its draws go by besides the ordinal (`model/asks.ts`). */
  drawKey = new Uint32Array(256);
  parent = new Int32Array(256);
  nextOfRequest = new Int32Array(256);
  caller = new Uint16Array(256);
  callee = new Uint16Array(256);
  /** 1 for the first try of its caller. */
  attempt = new Uint16Array(256);
  /** `callPhase` of the callee's side. */
  phase = new Uint8Array(256);
  /** 1 while the caller waits for the answer. */
  waits = new Uint8Array(256);
  /** 1 when nothing listened at the callee itself, so that nothing can have been done: safe to send elsewhere. */
  mayGoElsewhere = new Uint8Array(256);
  cause = new Uint8Array(256);
  /** Story id of what made it fail; 0 = unknown. */
  rootId = new Int32Array(256);
  /** Micros; −1 = has not happened. */
  sentAt = new Float64Array(256);
  reachedAt = new Float64Array(256);
  startedAt = new Float64Array(256);
  finishedAt = new Float64Array(256);
  returnedAt = new Float64Array(256);
  /** Slots of the calendar, −1 = none: the caller's timeout, and the end of the callee's present work. */
  timeoutSlot = new Int32Array(256);
  workSlot = new Int32Array(256);
  /** When the callee's present work ends; while the callee hangs (workSlot = frozenWork), how much of it is left. */
  workEndsAt = new Float64Array(256);
  private readonly columnNames = Object.keys(this).filter((name) =>
    ArrayBuffer.isView(this[name as keyof this]),
  );

  /** A call that its caller sends now. What the request is comes from the parent, or by `bring`. */
  open(
    request: number,
    parent: number,
    caller: number,
    callee: number,
    attempt: number,
    sentAt: number,
  ): number {
    if (this.slots.isFull) growTable(this, this.columnNames);
    const call = this.slots.take();
    this.request[call] = request;
    this.parent[call] = parent;
    if (parent !== noCall) {
      this.ordinal[call] = this.ordinal[parent] as number;
      this.class[call] = this.class[parent] as number;
      this.key[call] = this.key[parent] as number;
      this.client[call] = this.client[parent] as number;
    }
    this.verb[call] = 0;
    this.drawKey[call] = 0;
    this.nextOfRequest[call] = noCall;
    this.caller[call] = caller;
    this.callee[call] = callee;
    this.attempt[call] = attempt;
    this.phase[call] = callPhase.sent;
    this.waits[call] = 1;
    this.mayGoElsewhere[call] = 0;
    this.cause[call] = 0;
    this.rootId[call] = 0;
    this.sentAt[call] = sentAt;
    this.reachedAt[call] = -1;
    this.startedAt[call] = -1;
    this.finishedAt[call] = -1;
    this.returnedAt[call] = -1;
    this.timeoutSlot[call] = -1;
    this.workSlot[call] = -1;
    this.workEndsAt[call] = -1;
    return call;
  }

  /** What the request is, for the users' own call. */
  bring(call: number, ordinal: number, classCode: number, key: number, client: number): void {
    assert(this.parent[call] === noCall, 'only a call without a parent is given what its request is');
    this.ordinal[call] = ordinal;
    this.class[call] = classCode;
    this.key[call] = key;
    this.client[call] = client;
  }

  /** What is asked for, and what the draws go by. */
  ask(call: number, verb: number, drawKey: number): void {
    this.assertSent(call);
    this.verb[call] = verb;
    this.drawKey[call] = drawKey;
  }

  /** Appends a call to the list of its request, behind `last`. */
  chain(call: number, last: number): void {
    assert(this.nextOfRequest[last] === noCall, 'a call is appended at the end of its list');
    this.nextOfRequest[last] = call;
  }

  /** The caller's timeout is set. */
  arm(call: number, timeoutSlot: number): void {
    this.assertSent(call);
    this.timeoutSlot[call] = timeoutSlot;
  }

  /**
   * It never gets to the callee, because of `rootId` (0 = by chance). The caller waits on, `causeCode` if it will be told; one
   * that has left keeps its own reason.
   */
  lose(call: number, rootId: number, causeCode: number): void {
    this.assertSent(call);
    this.phase[call] = callPhase.lost;
    if (this.waits[call] === 0) return;
    this.cause[call] = causeCode;
    this.rootId[call] = rootId;
  }

  /** The callee has it. */
  reach(call: number, now: number): void {
    this.assertSent(call);
    this.reachedAt[call] = now;
    this.phase[call] = callPhase.reached;
  }

  /** The callee's host turns it away; `mayGoElsewhere`, as nothing can have been done, to another server. */
  refuse(call: number, now: number, mayGoElsewhere: boolean): void {
    this.assertSent(call);
    this.reachedAt[call] = now;
    this.finishedAt[call] = now;
    this.mayGoElsewhere[call] = mayGoElsewhere ? 1 : 0;
    this.phase[call] = callPhase.finished;
  }

  /** It gets a slot. */
  begin(call: number, now: number): void {
    assert(this.phase[call] === callPhase.reached, 'a call that begins has reached its callee');
    this.startedAt[call] = now;
    this.phase[call] = callPhase.working;
  }

  /** The callee works on it until `endsAt`; also after a freeze. */
  workUntil(call: number, endsAt: number, workSlot: number): void {
    assert(this.phase[call] === callPhase.working, 'the call has a slot');
    assert((this.workSlot[call] as number) < 0, 'work begins once');
    this.workEndsAt[call] = endsAt;
    this.workSlot[call] = workSlot;
  }

  /** The present work is over, done or given up; the call keeps its slot. */
  endWork(call: number): void {
    assert(this.phase[call] === callPhase.working, 'the call has a slot');
    this.workSlot[call] = -1;
  }

  /** The process hangs: the work stands still with what is left of it. */
  freeze(call: number, now: number): void {
    assert(this.phase[call] === callPhase.working, 'the call has a slot');
    this.workEndsAt[call] = (this.workEndsAt[call] as number) - now;
    this.workSlot[call] = frozenWork;
  }

  /** The callee is done with it, well or badly. */
  finish(call: number, now: number): void {
    assert(this.isInside(call), 'a call that finishes is at its callee');
    this.finishedAt[call] = now;
    // A thaw must not find it.
    this.workSlot[call] = -1;
    this.phase[call] = callPhase.finished;
  }

  /** The outcome that the answer brings, or that its loss on the way leaves behind; `rootId` 0 = none. */
  answer(call: number, causeCode: number, rootId: number): void {
    assert(this.phase[call] === callPhase.finished && this.waits[call] === 1, 'an answer is awaited');
    this.cause[call] = causeCode;
    this.rootId[call] = rootId;
  }

  /** The answer has reached the caller. */
  accept(call: number, now: number): void {
    assert(this.isDone(call), 'an answer comes from a callee that is done');
    this.leave(call, now);
  }

  /** The caller leaves without an answer, because its time is up. */
  timeOut(call: number, now: number, causeCode: number, rootId: number): void {
    this.rootId[call] = rootId;
    // The timer has fired. By this a caller can tell its own timeout from one that the callee answered with.
    this.timeoutSlot[call] = -1;
    this.abandon(call, now, causeCode);
  }

  /** The caller leaves without an answer, because its process has died. */
  abandon(call: number, now: number, causeCode: number): void {
    this.cause[call] = causeCode;
    this.leave(call, now);
  }

  /** The request has ended: the call is freed as soon as its callee is done. Returns the request's next call. */
  orphan(call: number): number {
    assert((this.request[call] as number) >= 0, 'a request ends once');
    const next = this.nextOfRequest[call] as number;
    this.request[call] = requestEnded;
    this.settle(call);
    return next;
  }

  /** Frees the record if nobody needs it any more. */
  settle(call: number): void {
    if (this.waits[call] === 0 && this.isDone(call) && this.request[call] === requestEnded) {
      this.markFree(call);
      this.slots.release(call);
    }
  }

  isLive(call: number, generation: number): boolean {
    return this.slots.generations[call] === generation;
  }

  /** Its caller still waits. */
  isAwaited(call: number): boolean {
    return this.waits[call] === 1;
  }

  /** The callee has it and is not done. */
  isInside(call: number): boolean {
    return this.phase[call] === callPhase.reached || this.phase[call] === callPhase.working;
  }

  /** The callee will do nothing more for it. */
  isDone(call: number): boolean {
    return (this.phase[call] as number) >= callPhase.finished;
  }

  markFree(call: number): void {
    this.request[call] = -2;
  }

  /** Calls `visit` for each live record, by slot. For rare events only (a crash): O(slots ever used). */
  forEachLive(visit: (call: number) => void): void {
    for (let call = 0; call < this.slots.used; call += 1) {
      if ((this.request[call] as number) >= requestEnded) visit(call);
    }
  }

  save(): TablePlain {
    return saveTable(this, this.columnNames);
  }

  load(plain: TablePlain): void {
    loadTable(this, this.columnNames, plain);
  }

  private leave(call: number, now: number): void {
    assert(this.waits[call] === 1, 'a caller leaves once');
    this.waits[call] = 0;
    this.returnedAt[call] = now;
  }

  private assertSent(call: number): void {
    assert(this.phase[call] === callPhase.sent, 'the call is on its way');
  }
}

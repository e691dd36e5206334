/**
 * Calls: one record per hop of a request, from the caller's sending to the end of the callee's work. A request's call
 * stack is the chain of `parent`s. A record is freed when its caller has let go, its callee has finished and its request
 * has ended: so work whose caller has gone stays visible until it stops burning capacity.
 */
import { growTable, loadTable, Slots, saveTable, type TablePlain } from './columns.ts';

export const noCall = -1;
/**
 * Calls that users may have open in one run; the calls made inside for their requests may be as many again. It is the
 * largest default of Linux's `nf_conntrack_max` (Documentation/networking/nf_conntrack-sysctl.rst), and keeps memory
 * under 512 MB: a call takes about 250 bytes with its events.
 */
export const connectionTable = 262_144;
/** In `workHandle`: the work stands still because its process hangs. */
export const frozenWork = -2;

const columnNames = [
  'request',
  'ordinal',
  'class',
  'key',
  'client',
  'verb',
  'drawKey',
  'notes',
  'answerLineage',
  'answerOffset',
  'parent',
  'nextOfRequest',
  'caller',
  'callee',
  'attempt',
  'depth',
  'wasRefused',
  'cause',
  'rootId',
  'callerDone',
  'calleeDone',
  'sentAt',
  'reachedAt',
  'startedAt',
  'heldSince',
  'finishedAt',
  'returnedAt',
  'timeoutHandle',
  'workHandle',
  'workEndsAt',
] as const;

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
  /** Bits whose meaning belongs to the callee's kind: arguments on the way there, findings on the way back. */
  notes = new Uint8Array(256);
  /** Which version of the key an answer holds, or a `put` brings: a position in the database's log; offset −1 = none. */
  answerLineage = new Int32Array(256);
  answerOffset = new Float64Array(256);
  parent = new Int32Array(256);
  nextOfRequest = new Int32Array(256);
  caller = new Uint16Array(256);
  callee = new Uint16Array(256);
  /** 1 for the first try of its caller. */
  attempt = new Uint16Array(256);
  /** Hops from the users: 0 for their own call. */
  depth = new Uint8Array(256);
  /** 1 when nothing listened at the callee itself, so that nothing can have been done: safe to send elsewhere. */
  wasRefused = new Uint8Array(256);
  cause = new Uint8Array(256);
  /** Story id of what made it fail; 0 = unknown. */
  rootId = new Int32Array(256);
  callerDone = new Uint8Array(256);
  calleeDone = new Uint8Array(256);
  /** Micros; −1 = has not happened. */
  sentAt = new Float64Array(256);
  reachedAt = new Float64Array(256);
  startedAt = new Float64Array(256);
  /** When the callee had done its work and began to hold the answer back until others confirm it. */
  heldSince = new Float64Array(256);
  finishedAt = new Float64Array(256);
  returnedAt = new Float64Array(256);
  /** Calendar handles: the caller's timeout, and the end of the callee's present work. */
  timeoutHandle = new Float64Array(256);
  workHandle = new Float64Array(256);
  /** When the callee's present work ends; while the callee hangs (workHandle = frozenWork), how much of it is left. */
  workEndsAt = new Float64Array(256);

  open(
    request: number,
    parent: number,
    caller: number,
    callee: number,
    attempt: number,
    sentAt: number,
  ): number {
    if (this.slots.isFull) growTable(this, columnNames);
    const call = this.slots.take();
    this.request[call] = request;
    this.parent[call] = parent;
    if (parent !== noCall) {
      this.ordinal[call] = this.ordinal[parent] as number;
      this.class[call] = this.class[parent] as number;
      this.key[call] = this.key[parent] as number;
      this.client[call] = this.client[parent] as number;
      this.verb[call] = this.class[parent] as number;
    }
    this.drawKey[call] = 0;
    this.notes[call] = 0;
    this.answerLineage[call] = 0;
    this.answerOffset[call] = -1;
    this.nextOfRequest[call] = noCall;
    this.caller[call] = caller;
    this.callee[call] = callee;
    this.attempt[call] = attempt;
    this.depth[call] = parent === noCall ? 0 : (this.depth[parent] as number) + 1;
    this.wasRefused[call] = 0;
    this.cause[call] = 0;
    this.rootId[call] = 0;
    this.callerDone[call] = 0;
    this.calleeDone[call] = 0;
    this.sentAt[call] = sentAt;
    this.reachedAt[call] = -1;
    this.startedAt[call] = -1;
    this.heldSince[call] = -1;
    this.finishedAt[call] = -1;
    this.returnedAt[call] = -1;
    this.timeoutHandle[call] = -1;
    this.workHandle[call] = -1;
    this.workEndsAt[call] = -1;
    return call;
  }

  isLive(call: number, generation: number): boolean {
    return this.slots.generations[call] === generation;
  }

  /** Frees the record if nobody needs it any more. */
  settle(call: number): void {
    if (this.callerDone[call] === 1 && this.calleeDone[call] === 1 && this.request[call] === -1) {
      this.markFree(call);
      this.slots.release(call);
    }
  }

  markFree(call: number): void {
    this.request[call] = -2;
  }

  /** Calls `visit` for each live record, by slot. For rare events only (a crash): O(slots ever used). */
  forEachLive(visit: (call: number) => void): void {
    for (let call = 0; call < this.slots.used; call += 1) {
      if ((this.request[call] as number) >= -1) visit(call);
    }
  }

  save(): TablePlain {
    return saveTable(this, columnNames);
  }

  load(plain: TablePlain): void {
    loadTable(this, columnNames, plain);
  }
}

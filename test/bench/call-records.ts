/**
 * The other layout of the call table, kept to be measured against the columns: one record per call, its whole numbers in
 * a row of 16 int32 words and its times and handles in a row of 12 doubles, payload words included. It asserts and
 * writes what `Calls` does.
 */
import { assert } from '../../src/base/assert.ts';
import { grown, Slots } from '../../src/engine/kernel/columns.ts';

const words = 16;
const request = 0;
const classCode = 1;
const key = 2;
const client = 3;
const verb = 4;
const drawKey = 5;
const parent = 6;
const nextOfRequest = 7;
const parties = 8;
const attempt = 9;
const phase = 10;
const waits = 11;
const outcome = 12;
const rootId = 13;
const notes = 14;
const lineage = 15;

const doubles = 12;
const ordinal = 0;
const sentAt = 1;
const reachedAt = 2;
const startedAt = 3;
const finishedAt = 4;
const returnedAt = 5;
const timeoutSlot = 6;
const workSlot = 7;
const workEndsAt = 8;
const offset = 9;

const [sent, reached, working, finished] = [0, 1, 2, 3];

class CallRecords {
  readonly slots = new Slots(256);
  whole = new Int32Array(256 * words);
  real = new Float64Array(256 * doubles);

  open(of: number, under: number, caller: number, callee: number, nth: number, now: number): number {
    const { slots } = this;
    if (slots.isFull) {
      slots.grow(slots.capacity * 2);
      this.whole = grown(this.whole, slots.capacity * words);
      this.real = grown(this.real, slots.capacity * doubles);
    }
    const call = slots.take();
    const { whole, real } = this;
    const [w, r] = [call * words, call * doubles];
    whole[w + request] = of;
    whole[w + parent] = under;
    if (under !== -1) {
      const from = under * words;
      whole[w + classCode] = whole[from + classCode] as number;
      whole[w + key] = whole[from + key] as number;
      whole[w + client] = whole[from + client] as number;
      whole[w + verb] = whole[from + classCode] as number;
      real[r + ordinal] = real[under * doubles + ordinal] as number;
    }
    whole[w + drawKey] = 0;
    whole[w + nextOfRequest] = -1;
    whole[w + parties] = caller * 65_536 + callee;
    whole[w + attempt] = nth;
    whole[w + phase] = sent;
    whole[w + waits] = 1;
    whole[w + outcome] = 0;
    whole[w + rootId] = 0;
    whole[w + notes] = 0;
    whole[w + lineage] = 0;
    real[r + offset] = -1;
    real[r + sentAt] = now;
    real[r + reachedAt] = -1;
    real[r + startedAt] = -1;
    real[r + finishedAt] = -1;
    real[r + returnedAt] = -1;
    real[r + timeoutSlot] = -1;
    real[r + workSlot] = -1;
    real[r + workEndsAt] = -1;
    return call;
  }

  bring(call: number, id: number, code: number, whichKey: number, whichClient: number): void {
    const w = call * words;
    assert(this.whole[w + parent] === -1, 'no parent');
    this.real[call * doubles + ordinal] = id;
    this.whole[w + classCode] = code;
    this.whole[w + key] = whichKey;
    this.whole[w + client] = whichClient;
    this.whole[w + verb] = code;
  }

  ask(call: number, what: number, draws: number): void {
    const w = call * words;
    assert(this.whole[w + phase] === sent, 'sent');
    if (what >= 0) this.whole[w + verb] = what;
    this.whole[w + drawKey] = draws;
  }

  chain(call: number, last: number): void {
    assert(this.whole[last * words + nextOfRequest] === -1, 'last');
    this.whole[last * words + nextOfRequest] = call;
  }

  arm(call: number, handle: number): void {
    assert(this.whole[call * words + phase] === sent, 'sent');
    this.real[call * doubles + timeoutSlot] = handle;
  }

  reach(call: number, now: number): void {
    assert(this.whole[call * words + phase] === sent, 'sent');
    this.real[call * doubles + reachedAt] = now;
    this.whole[call * words + phase] = reached;
  }

  begin(call: number, now: number): void {
    assert(this.whole[call * words + phase] === reached, 'reached');
    this.real[call * doubles + startedAt] = now;
    this.whole[call * words + phase] = working;
  }

  workUntil(call: number, endsAt: number, handle: number): void {
    const r = call * doubles;
    assert(this.whole[call * words + phase] === working, 'working');
    assert((this.real[r + workSlot] as number) < 0, 'once');
    this.real[r + workEndsAt] = endsAt;
    this.real[r + workSlot] = handle;
  }

  endWork(call: number): void {
    assert(this.whole[call * words + phase] === working, 'working');
    this.real[call * doubles + workSlot] = -1;
  }

  finish(call: number, now: number): void {
    const [w, r] = [call * words, call * doubles];
    assert(this.whole[w + phase] === reached || this.whole[w + phase] === working, 'inside');
    this.real[r + finishedAt] = now;
    this.real[r + workSlot] = -1;
    this.whole[w + phase] = finished;
  }

  answer(call: number, code: number, root: number): void {
    const w = call * words;
    assert(this.whole[w + phase] === finished && this.whole[w + waits] === 1, 'awaited');
    this.whole[w + outcome] = code;
    this.whole[w + rootId] = root;
  }

  accept(call: number, now: number): void {
    const w = call * words;
    assert((this.whole[w + phase] as number) >= finished && this.whole[w + waits] === 1, 'awaited');
    this.whole[w + waits] = 0;
    this.real[call * doubles + returnedAt] = now;
  }

  orphan(call: number): number {
    const w = call * words;
    assert((this.whole[w + request] as number) >= 0, 'once');
    const next = this.whole[w + nextOfRequest] as number;
    this.whole[w + request] = -1;
    if (this.whole[w + waits] === 0 && (this.whole[w + phase] as number) >= finished) {
      this.whole[w + request] = -2;
      this.slots.release(call);
    }
    return next;
  }
}

/** The same lives as in `call-columns.ts`. */
export function liveInRecords(order: Int32Array, rounds: number): number {
  const calls = new CallRecords();
  const parents = new Int32Array(order.length);
  const children = new Int32Array(order.length);
  let sum = 0;
  for (let now = 0; now < rounds; now += 1) {
    for (const one of order) {
      const call = calls.open(one, -1, 0, 1, 1, now);
      calls.bring(call, one, 0, 7, 9);
      calls.ask(call, -1, one);
      calls.arm(call, now);
      parents[one] = call;
    }
    for (const one of order) {
      const above = parents[one] as number;
      calls.reach(above, now);
      const call = calls.open(calls.whole[above * words + request] as number, above, 1, 2, 1, now);
      calls.ask(call, -1, calls.whole[above * words + drawKey] as number);
      calls.chain(call, above);
      calls.arm(call, now);
      children[one] = call;
    }
    for (const one of order) {
      const call = children[one] as number;
      calls.reach(call, now);
      calls.begin(call, now);
      const id = calls.real[call * doubles + ordinal] as number;
      calls.workUntil(call, now + 5, id + (calls.whole[call * words + drawKey] as number));
    }
    for (const one of order) {
      const call = children[one] as number;
      calls.endWork(call);
      calls.whole[call * words + lineage] = 1;
      calls.real[call * doubles + offset] = now;
      sum +=
        now -
        (calls.real[call * doubles + reachedAt] as number) +
        (calls.whole[call * words + key] as number);
      calls.finish(call, now);
      calls.answer(call, 0, 0);
    }
    for (const one of order) {
      const child = children[one] as number;
      const call = calls.whole[child * words + parent] as number;
      calls.accept(child, now);
      calls.whole[call * words + lineage] = calls.whole[child * words + lineage] as number;
      calls.real[call * doubles + offset] = calls.real[child * doubles + offset] as number;
      calls.finish(call, now);
      calls.answer(call, 0, 0);
      calls.accept(call, now);
      sum +=
        (calls.real[call * doubles + offset] as number) +
        (calls.real[call * doubles + timeoutSlot] as number);
      calls.orphan(calls.orphan(call));
    }
  }
  return sum + calls.slots.used;
}

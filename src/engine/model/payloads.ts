/**
 * Payloads: what a call carries for a protocol, one row per call beside the call table. A payload owns its columns; the
 * transport opens its row with the call, and a checkpoint holds the rows of the live calls.
 */
import { assert } from '../../base/assert.ts';
import { type Column, grown, loadRows, type SlotsPlain, saveRows } from '../kernel/columns.ts';

export type PayloadPlain = readonly Column[];

const initialRows = 256;

/** Doubles `column` until it has a row for `call`. */
export function fitting<C extends Column>(column: C, call: number): C {
  let fitted = column;
  while (call >= fitted.length) fitted = grown(fitted, fitted.length * 2);
  return fitted;
}

/**
 * Versions of a key: which one an answer holds, or a `put` brings. A version is a position in the database's log; offset
 * −1 = none. Also since when a store has held an answer back, its own work done, until a replica confirms it.
 */
export class Versions {
  private lineages = new Int32Array(initialRows);
  private offsets = new Float64Array(initialRows);
  /** Micros + 1, 0 = the answer was never held back. */
  private readonly heldSince = new CallNumbers();

  open(call: number): void {
    if (call >= this.offsets.length) this.fit(call);
    this.lineages[call] = 0;
    this.offsets[call] = -1;
    this.heldSince.open(call);
  }

  set(call: number, lineage: number, offset: number): void {
    this.lineages[call] = lineage;
    this.offsets[call] = offset;
  }

  /** What a callee's own call has brought back is its answer too. */
  copy(from: number, to: number): void {
    this.lineages[to] = this.lineages[from] as number;
    this.offsets[to] = this.offsets[from] as number;
  }

  hold(call: number, now: number): void {
    this.heldSince.set(call, now + 1);
  }

  /** Micros, −1 = it was never held back. */
  heldSinceOf(call: number): number {
    return this.heldSince.of(call) - 1;
  }

  lineageOf(call: number): number {
    return this.lineages[call] as number;
  }

  offsetOf(call: number): number {
    return this.offsets[call] as number;
  }

  /** `calls`: the slots of the call table. */
  save(calls: SlotsPlain): PayloadPlain {
    return [saveRows(this.lineages, calls), saveRows(this.offsets, calls), ...this.heldSince.save(calls)];
  }

  load(calls: SlotsPlain, [lineages, offsets, ...heldSince]: PayloadPlain): void {
    this.fit(calls.used - 1);
    loadRows(this.lineages, lineages);
    loadRows(this.offsets, offsets);
    this.heldSince.load(heldSince);
  }

  private fit(call: number): void {
    this.lineages = fitting(this.lineages, call);
    this.offsets = fitting(this.offsets, call);
  }
}

/** In a call's notes: what the last answer to one of its own asks was. The callee that asks writes them. */
export const answerNotes = { failed: 256, found: 512, signedOut: 1_024, missing: 2_048 } as const;
export const anyAnswer = answerNotes.failed | answerNotes.found | answerNotes.signedOut | answerNotes.missing;

/** In the notes of a call that writes: it came with an idempotency key, other tries of it are known, it was done. */
export const tryNotes = { withKey: 8_192, known: 16_384, done: 32_768 } as const;

/** Above the flags: the step of its route at which the callee stands, and how many branches of it ended well and badly. */
const stepShift = 16;
const flags = (1 << stepShift) - 1;
const fiveBits = 31;
const succeededShift = 21;
const failedShift = 26;

/**
 * What a callee keeps for a call, in one word: up to eight flags whose meaning belongs to its kind (arguments on the way
 * there, findings on the way back), what the last answer to its own asks was, and the step of its route with its counts.
 */
export class Notes {
  private words = new Uint32Array(initialRows);

  open(call: number): void {
    if (call >= this.words.length) this.fit(call);
    this.words[call] = 0;
  }

  add(call: number, bits: number): void {
    this.words[call]! |= bits;
  }

  /** Of `mask`, exactly `bits` are set from now on. */
  replace(call: number, mask: number, bits: number): void {
    this.words[call] = ((this.words[call] as number) & ~mask) | bits;
  }

  /** Is any of `bits` set? */
  has(call: number, bits: number): boolean {
    return ((this.words[call] as number) & bits) !== 0;
  }

  /** Are all of `bits` set? */
  hasAll(call: number, bits: number): boolean {
    return ((this.words[call] as number) & bits) === bits;
  }

  stepOf(call: number): number {
    return ((this.words[call] as number) >>> stepShift) & fiveBits;
  }

  /** Also the counts of its branches begin anew. */
  setStep(call: number, step: number): void {
    this.words[call] = ((this.words[call] as number) & flags) | (step << stepShift);
  }

  /** A branch of the present step has ended well: how many have by now, at most 31. */
  countSucceeded(call: number): number {
    return this.count(call, succeededShift);
  }

  /** A branch of the present step has ended badly: how many have by now, at most 31. */
  countFailed(call: number): number {
    return this.count(call, failedShift);
  }

  /** `calls`: the slots of the call table. */
  save(calls: SlotsPlain): PayloadPlain {
    return [saveRows(this.words, calls)];
  }

  load(calls: SlotsPlain, [words]: PayloadPlain): void {
    this.fit(calls.used - 1);
    loadRows(this.words, words);
  }

  private count(call: number, shift: number): number {
    this.words[call]! += 1 << shift;
    return ((this.words[call] as number) >>> shift) & fiveBits;
  }

  private fit(call: number): void {
    this.words = fitting(this.words, call);
  }
}

/** A number that is kept for a call, 0 until set. Most calls have none: the column is as long as the last one that had. */
export class CallNumbers {
  private numbers = new Float64Array(0);

  open(call: number): void {
    if (call < this.numbers.length) this.numbers[call] = 0;
  }

  set(call: number, number: number): void {
    if (call >= this.numbers.length) this.fit(call);
    this.numbers[call] = number;
  }

  of(call: number): number {
    return call < this.numbers.length ? (this.numbers[call] as number) : 0;
  }

  /** `calls`: the slots of the call table. */
  save(calls: SlotsPlain): PayloadPlain {
    const rows = this.numbers.slice(0, calls.used);
    for (const slot of calls.free) if (slot < rows.length) rows[slot] = 0;
    return [rows];
  }

  load([numbers]: PayloadPlain): void {
    assert(numbers !== undefined, 'a checkpoint has every column of its tables');
    this.numbers.fill(0);
    if (numbers.length > 0) this.fit(numbers.length - 1);
    this.numbers.set(numbers);
  }

  private fit(call: number): void {
    if (this.numbers.length === 0) this.numbers = new Float64Array(initialRows);
    this.numbers = fitting(this.numbers, call);
  }
}

/**
 * Payloads: what a call carries for a protocol, one row per call beside the call table. A payload owns its columns; the
 * transport opens its row with the call, and a checkpoint holds the rows of the live calls.
 */
import { type Column, grown, loadRows, type SlotsPlain, saveRows } from '../kernel/columns.ts';

export type PayloadPlain = readonly Column[];

const initialRows = 256;

/** Doubles `column` until it has a row for `call`. */
function fitting<C extends Column>(column: C, call: number): C {
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
  /** Micros; −1 = the answer was never held back. */
  private heldSince = new Float64Array(initialRows);

  open(call: number): void {
    if (call >= this.offsets.length) this.fit(call);
    this.lineages[call] = 0;
    this.offsets[call] = -1;
    this.heldSince[call] = -1;
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
    this.heldSince[call] = now;
  }

  heldSinceOf(call: number): number {
    return this.heldSince[call] as number;
  }

  lineageOf(call: number): number {
    return this.lineages[call] as number;
  }

  offsetOf(call: number): number {
    return this.offsets[call] as number;
  }

  /** `calls`: the slots of the call table. */
  save(calls: SlotsPlain): PayloadPlain {
    return [this.lineages, this.offsets, this.heldSince].map((column) => saveRows(column, calls));
  }

  load(calls: SlotsPlain, [lineages, offsets, heldSince]: PayloadPlain): void {
    this.fit(calls.used - 1);
    loadRows(this.lineages, lineages);
    loadRows(this.offsets, offsets);
    loadRows(this.heldSince, heldSince);
  }

  private fit(call: number): void {
    this.lineages = fitting(this.lineages, call);
    this.offsets = fitting(this.offsets, call);
    this.heldSince = fitting(this.heldSince, call);
  }
}

/** In a call's notes: what the last answer to one of its own asks was. The callee that asks writes them. */
export const answerNotes = { failed: 256, found: 512, signedOut: 1_024, missing: 2_048 } as const;
export const anyAnswer = answerNotes.failed | answerNotes.found | answerNotes.signedOut | answerNotes.missing;

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

/** A number that the sender of a call keeps for it, 0 until set. */
export class SenderNumbers {
  private numbers = new Float64Array(initialRows);

  open(call: number): void {
    if (call >= this.numbers.length) this.fit(call);
    this.numbers[call] = 0;
  }

  set(call: number, number: number): void {
    this.numbers[call] = number;
  }

  of(call: number): number {
    return this.numbers[call] as number;
  }

  /** `calls`: the slots of the call table. */
  save(calls: SlotsPlain): PayloadPlain {
    return [saveRows(this.numbers, calls)];
  }

  load(calls: SlotsPlain, [numbers]: PayloadPlain): void {
    this.fit(calls.used - 1);
    loadRows(this.numbers, numbers);
  }

  private fit(call: number): void {
    this.numbers = fitting(this.numbers, call);
  }
}

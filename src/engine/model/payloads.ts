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

/** Up to eight flags whose meaning belongs to the callee's kind: arguments on the way there, findings on the way back. */
export class Notes {
  private bits = new Uint8Array(initialRows);

  open(call: number): void {
    if (call >= this.bits.length) this.fit(call);
    this.bits[call] = 0;
  }

  add(call: number, bits: number): void {
    this.bits[call]! |= bits;
  }

  /** Is any of `bits` set? */
  has(call: number, bits: number): boolean {
    return ((this.bits[call] as number) & bits) !== 0;
  }

  save(calls: SlotsPlain): PayloadPlain {
    return [saveRows(this.bits, calls)];
  }

  load(calls: SlotsPlain, [bits]: PayloadPlain): void {
    this.fit(calls.used - 1);
    loadRows(this.bits, bits);
  }

  private fit(call: number): void {
    this.bits = fitting(this.bits, call);
  }
}

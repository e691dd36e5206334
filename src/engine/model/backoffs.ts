/** Asks of one server that wait out a backoff. A timer names one by its slot; all of them die with the process. */
import { growTable, loadTable, Slots, saveTable, type TablePlain } from '../kernel/columns.ts';

const columnNames = ['call', 'generation', 'step', 'attempt'] as const;

export class Backoffs {
  slots = new Slots(16);
  /** On whose behalf, and in which life of its record; for which step of its route; which try comes next. */
  call = new Int32Array(16);
  generation = new Int32Array(16);
  step = new Uint8Array(16);
  attempt = new Uint16Array(16);

  open(call: number, generation: number, step: number, attempt: number): number {
    if (this.slots.isFull) growTable(this, columnNames);
    const backoff = this.slots.take();
    this.call[backoff] = call;
    this.generation[backoff] = generation;
    this.step[backoff] = step;
    this.attempt[backoff] = attempt;
    return backoff;
  }

  /** Its columns may still be read until the next one is opened. */
  close(backoff: number): void {
    this.slots.release(backoff);
  }

  /** Timers of a dead process never go off. */
  clear(): void {
    this.slots = new Slots(this.call.length);
  }

  save(): TablePlain {
    return saveTable(this, columnNames);
  }

  load(plain: TablePlain): void {
    loadTable(this, columnNames, plain);
  }
}

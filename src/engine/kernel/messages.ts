/**
 * Control messages on their way: pings, votes, the log, announcements. Each carries up to six numbers whose meaning
 * belongs to its kind (`model/message-kinds.ts`). Requests and answers are calls, not messages.
 */
import { growTable, loadTable, Slots, saveTable, type TablePlain } from './columns.ts';

const columnNames = ['kind', 'from', 'to', 'p0', 'p1', 'p2', 'p3', 'p4', 'p5'] as const;

export class Messages {
  readonly slots = new Slots(64);
  kind = new Uint8Array(64);
  from = new Uint16Array(64);
  to = new Uint16Array(64);
  p0 = new Float64Array(64);
  p1 = new Float64Array(64);
  p2 = new Float64Array(64);
  p3 = new Float64Array(64);
  p4 = new Float64Array(64);
  p5 = new Float64Array(64);

  /** `numbers` fills p0 … p5; what is not given is 0. */
  open(kind: number, from: number, to: number, numbers: readonly number[]): number {
    if (this.slots.isFull) growTable(this, columnNames);
    const message = this.slots.take();
    this.kind[message] = kind;
    this.from[message] = from;
    this.to[message] = to;
    this.p0[message] = numbers[0] ?? 0;
    this.p1[message] = numbers[1] ?? 0;
    this.p2[message] = numbers[2] ?? 0;
    this.p3[message] = numbers[3] ?? 0;
    this.p4[message] = numbers[4] ?? 0;
    this.p5[message] = numbers[5] ?? 0;
    return message;
  }

  isLive(message: number, generation: number): boolean {
    return this.slots.generations[message] === generation;
  }

  close(message: number): void {
    this.slots.release(message);
  }

  save(): TablePlain {
    return saveTable(this, columnNames);
  }

  load(plain: TablePlain): void {
    loadTable(this, columnNames, plain);
  }
}

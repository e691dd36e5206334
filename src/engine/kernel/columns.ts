/**
 * Columns: a table of records as parallel typed arrays with a free list of slots and a generation per slot. An event
 * that names (slot, generation) of a record that has ended finds another generation and is ignored.
 */
import { assert } from '../../base/assert.ts';

export type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A column twice as long, contents kept. */
export function grown<C extends Column>(column: C, capacity: number): C {
  const larger = new (column.constructor as new (length: number) => C)(capacity);
  larger.set(column as never);
  return larger;
}

export interface SlotsPlain {
  readonly used: number;
  readonly generations: Int32Array;
  readonly free: Int32Array;
}

/** Hands out slots 0…; the order in which freed ones come back is part of the state, so a replay takes the same. */
export class Slots {
  /** Slots ever used; every column is meaningful up to here. */
  used = 0;
  live = 0;
  generations: Int32Array;
  private free: Int32Array;
  private freeCount = 0;

  constructor(capacity: number) {
    this.generations = new Int32Array(capacity);
    this.free = new Int32Array(capacity);
  }

  get capacity(): number {
    return this.generations.length;
  }

  /** True when the next `take` needs longer columns first. */
  get isFull(): boolean {
    return this.freeCount === 0 && this.used === this.generations.length;
  }

  grow(capacity: number): void {
    this.generations = grown(this.generations, capacity);
    this.free = grown(this.free, capacity);
  }

  take(): number {
    this.live += 1;
    if (this.freeCount > 0) {
      this.freeCount -= 1;
      return this.free[this.freeCount] as number;
    }
    assert(this.used < this.generations.length, 'a slot table must grow before a slot is taken');
    this.used += 1;
    return this.used - 1;
  }

  release(slot: number): void {
    this.generations[slot] = ((this.generations[slot] as number) + 1) & 0x7fffffff;
    this.free[this.freeCount] = slot;
    this.freeCount += 1;
    this.live -= 1;
  }

  save(): SlotsPlain {
    return {
      used: this.used,
      generations: this.generations.slice(0, this.used),
      free: this.free.slice(0, this.freeCount),
    };
  }

  load(plain: SlotsPlain): void {
    this.used = plain.used;
    this.generations.set(plain.generations);
    this.free.set(plain.free);
    this.freeCount = plain.free.length;
    this.live = plain.used - plain.free.length;
  }
}

/** A table is a `Slots` with a public field per column. */
export interface Table {
  readonly slots: Slots;
  /** Makes a row look as after its release, if anything looks at rows that are free. */
  markFree?(slot: number): void;
}

export interface TablePlain {
  readonly slots: SlotsPlain;
  /** By slot, so that a row keeps its place while others come and go; a free row is all zeros, whatever it held before. */
  readonly columns: Readonly<Record<string, Column>>;
}

export function saveTable(table: Table, names: readonly string[]): TablePlain {
  const fields = table as unknown as Record<string, Column>;
  const slots = table.slots.save();
  const columns: Record<string, Column> = {};
  for (const name of names) columns[name] = saveRows(fields[name] as Column, slots);
  return { slots, columns };
}

/** A column by slot, up to the last slot ever used; zeros in the free rows. */
export function saveRows<C extends Column>(column: C, { used, free }: SlotsPlain): C {
  const rows = column.slice(0, used) as C;
  for (let place = 0; place < free.length; place += 1) rows[free[place] as number] = 0;
  return rows;
}

export function loadTable(table: Table, names: readonly string[], plain: TablePlain): void {
  while (table.slots.capacity < plain.slots.used) growTable(table, names);
  table.slots.load(plain.slots);
  const fields = table as unknown as Record<string, Column>;
  for (const name of names) {
    loadRows(fields[name] as Column, plain.columns[name]);
  }
  for (const slot of plain.slots.free) table.markFree?.(slot);
}

/** Puts back what `saveRows` has taken. */
export function loadRows(column: Column, rows: Column | undefined): void {
  assert(rows !== undefined, 'a checkpoint has every column of its tables');
  column.set(rows);
}

/** Doubles the capacity of a table and of all of its columns. */
export function growTable(table: Table, names: readonly string[]): void {
  const capacity = table.slots.capacity * 2;
  table.slots.grow(capacity);
  const fields = table as unknown as Record<string, Column>;
  for (const name of names) fields[name] = grown(fields[name] as Column, capacity);
}

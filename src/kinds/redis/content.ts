/**
 * A Redis node's memory and the log of what changed in it: entries by key, sessions by client, in one keyspace under one
 * limit. Each change is one operation of the log; replicas repeat the operations, or take over everything when they are
 * too far behind the backlog (Redis, partial and full resynchronization).
 */
import type { Micros } from '../../base/units.ts';
import { CacheTable } from '../../engine/model/cache-table.ts';

/** Operations a node keeps for those who follow it (`repl-backlog-size`), and which they can so catch up with. */
export const backlogLength = 512;

export class RedisContent {
  readonly table: CacheTable;
  /** Keys from here on are sessions: `sessionsFrom + client`. */
  readonly sessionsFrom: number;
  private readonly keySpace: number;
  /** Ring by log offset; it survives the process, as what is on the wire does. Expiry −1 = removed. */
  private readonly keys = new Int32Array(backlogLength);
  private readonly expiries = new Float64Array(backlogLength);
  private readonly lineages = new Int32Array(backlogLength);
  private readonly offsets = new Float64Array(backlogLength);

  constructor(capacity: number, keyCount: number, clientCount: number) {
    this.sessionsFrom = keyCount;
    this.keySpace = keyCount + clientCount;
    this.table = new CacheTable(capacity, this.keySpace);
  }

  get sessions(): number {
    return this.table.countBetween(this.sessionsFrom, this.keySpace);
  }

  isSession(key: number): boolean {
    return key >= this.sessionsFrom;
  }

  /** Writes the operation at `at` into the backlog and carries it out. */
  set(at: number, key: number, expiresAt: Micros, lineage: number, offset: number): void {
    this.record(at, key, expiresAt, lineage, offset);
    this.table.put(key, expiresAt, lineage, offset);
  }

  remove(at: number, key: number): void {
    this.record(at, key, -1, 0, 0);
    this.table.remove(key);
  }

  /** Repeats the operations after `before` up to `after` of another node's log. */
  repeat(source: RedisContent, before: number, after: number): void {
    for (let at = before + 1; at <= after; at += 1) {
      const place = at % backlogLength;
      const key = source.keys[place] as number;
      const expiresAt = source.expiries[place] as number;
      if (expiresAt < 0) this.remove(at, key);
      else this.set(at, key, expiresAt, source.lineages[place] as number, source.offsets[place] as number);
    }
  }

  takeOver(source: RedisContent): void {
    this.table.load(source.table.save());
  }

  /** What the last operations up to `head` after `offset` had set: how many entries and sessions. */
  setAfter(offset: number, head: number): { readonly entries: number; readonly sessions: number } {
    const keys = new Set<number>();
    for (let at = Math.max(offset + 1, head - backlogLength + 1); at <= head; at += 1) {
      const place = at % backlogLength;
      if ((this.expiries[place] as number) >= 0) keys.add(this.keys[place] as number);
      else keys.delete(this.keys[place] as number);
    }
    const sessions = [...keys].filter((key) => this.isSession(key)).length;
    return { entries: keys.size - sessions, sessions };
  }

  save() {
    const { keys, expiries, lineages, offsets } = this;
    return {
      table: this.table.save(),
      backlog: [keys.slice(), expiries.slice(), lineages.slice(), offsets.slice()] as const,
    };
  }

  load(plain: ReturnType<RedisContent['save']>): void {
    this.table.load(plain.table);
    const [keys, expiries, lineages, offsets] = plain.backlog;
    this.keys.set(keys);
    this.expiries.set(expiries);
    this.lineages.set(lineages);
    this.offsets.set(offsets);
  }

  private record(at: number, key: number, expiresAt: Micros, lineage: number, offset: number): void {
    const place = at % backlogLength;
    this.keys[place] = key;
    this.expiries[place] = expiresAt;
    this.lineages[place] = lineage;
    this.offsets[place] = offset;
  }
}

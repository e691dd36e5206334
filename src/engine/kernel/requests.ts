/**
 * Requests in flight: what a user asked for, and the head of the list of calls made for it. Class, key and client are
 * drawn by arrival ordinal, so that two forks see the same requests.
 */
import { growTable, loadTable, Slots, saveTable, type TablePlain } from './columns.ts';

const columnNames = [
  'ordinal',
  'class',
  'key',
  'client',
  'users',
  'arrivedAt',
  'firstCall',
  'lastCall',
  'isSampled',
  'isStale',
  'isDegraded',
  'writeNode',
  'writeLineage',
  'writeOffset',
  'writtenAt',
] as const;

export class Requests {
  readonly slots = new Slots(128);
  ordinal = new Float64Array(128);
  class = new Uint8Array(128);
  key = new Int32Array(128);
  client = new Int32Array(128);
  users = new Uint16Array(128);
  arrivedAt = new Float64Array(128);
  firstCall = new Int32Array(128);
  lastCall = new Int32Array(128);
  isSampled = new Uint8Array(128);
  /** A read was answered with less than the newest version of its key that the primary had confirmed. */
  isStale = new Uint8Array(128);
  /** Somebody has answered with less than was asked for. */
  isDegraded = new Uint8Array(128);
  /** Where a write was committed: node, lineage and offset in its log; offset 0 = nowhere. */
  writeNode = new Uint16Array(128);
  writeLineage = new Int32Array(128);
  writeOffset = new Float64Array(128);
  /** When it was committed there, Micros. */
  writtenAt = new Float64Array(128);

  open(users: number, ordinal: number, arrivedAt: number): number {
    if (this.slots.isFull) growTable(this, columnNames);
    const request = this.slots.take();
    this.ordinal[request] = ordinal;
    this.users[request] = users;
    this.arrivedAt[request] = arrivedAt;
    this.firstCall[request] = -1;
    this.lastCall[request] = -1;
    this.isSampled[request] = 0;
    this.isStale[request] = 0;
    this.isDegraded[request] = 0;
    this.writeNode[request] = 0;
    this.writeLineage[request] = 0;
    this.writeOffset[request] = 0;
    this.writtenAt[request] = 0;
    return request;
  }

  close(request: number): void {
    this.markFree(request);
    this.slots.release(request);
  }

  markFree(request: number): void {
    this.ordinal[request] = -1;
  }

  forEachLive(visit: (request: number) => void): void {
    for (let request = 0; request < this.slots.used; request += 1) {
      if ((this.ordinal[request] as number) >= 0) visit(request);
    }
  }

  save(): TablePlain {
    return saveTable(this, columnNames);
  }

  load(plain: TablePlain): void {
    loadTable(this, columnNames, plain);
  }
}

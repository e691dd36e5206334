import { describe, expect, it } from 'vitest';
import { Calls, noCall } from './calls.ts';
import { Requests } from './requests.ts';

type Row = Record<string, number>;

/** Every column of one row: whatever typed array a table has is one. */
const columnsOf = (table: Calls | Requests) =>
  Object.entries(table).filter((entry): entry is [string, Float64Array] => ArrayBuffer.isView(entry[1]));
const rowOf = (table: Calls | Requests, row: number): Row =>
  Object.fromEntries(columnsOf(table).map(([name, column]) => [name, column[row]!]));
const spoil = (table: Calls | Requests, row: number) => {
  for (const [, column] of columnsOf(table)) column[row] = 77;
};

describe('a call', () => {
  it('begins as new in a row that another has used, and touches no other row', () => {
    const fresh = new Calls();
    const used = new Calls();
    for (const calls of [fresh, used]) for (let n = 0; n < 3; n += 1) calls.open(0, noCall, 1, 2, 1, 9);
    for (const row of [0, 1, 2]) spoil(used, row);
    used.slots.release(1);
    fresh.slots.release(1);
    expect(used.open(4, noCall, 5, 6, 2, 10)).toBe(1);
    expect(fresh.open(4, noCall, 5, 6, 2, 10)).toBe(1);
    const [row, expected] = [rowOf(used, 1), rowOf(fresh, 1)];
    // What a request brings along is written by whoever sends its first call.
    const brought = ['ordinal', 'class', 'key', 'client', 'verb', 'drawKey'];
    for (const [name, value] of Object.entries(expected))
      if (!brought.includes(name)) expect(row[name], name).toBe(value);
    expect(row).toMatchObject({
      request: 4,
      parent: noCall,
      caller: 5,
      callee: 6,
      attempt: 2,
      sentAt: 10,
      depth: 0,
    });
    for (const name of [
      'reachedAt',
      'startedAt',
      'finishedAt',
      'returnedAt',
      'answerOffset',
      'nextOfRequest',
    ])
      expect(row[name], name).toBe(-1);
    for (const name of [
      'answerLineage',
      'notes',
      'cause',
      'rootId',
      'wasRefused',
      'callerDone',
      'calleeDone',
    ])
      expect(row[name], name).toBe(0);
    for (const other of [0, 2]) expect(new Set(Object.values(rowOf(used, other)))).toEqual(new Set([77]));
  });

  it('made by another has of it what the request brought, and is one hop further', () => {
    const calls = new Calls();
    const parent = calls.open(3, noCall, 0, 1, 1, 0);
    Object.entries({ ordinal: 40, class: 1, key: 41, client: 42 }).forEach(([name, value]) => {
      (calls as unknown as Record<string, Float64Array>)[name]![parent] = value;
    });
    const child = calls.open(3, parent, 1, 2, 1, 5);
    expect(rowOf(calls, child)).toMatchObject({
      parent,
      ordinal: 40,
      class: 1,
      key: 41,
      client: 42,
      verb: 1,
      depth: 1,
    });
    const grandchild = calls.open(3, child, 2, 3, 1, 6);
    expect(rowOf(calls, grandchild)).toMatchObject({ parent: child, ordinal: 40, depth: 2 });
  });
});

describe('a request', () => {
  it('begins as new in a row that another has used, and touches no other row', () => {
    const requests = new Requests();
    for (let n = 0; n < 3; n += 1) requests.open(0, n, n);
    for (const row of [0, 1, 2]) spoil(requests, row);
    requests.slots.release(1);
    expect(requests.open(8, 30, 31)).toBe(1);
    expect(rowOf(requests, 1)).toMatchObject({
      users: 8,
      ordinal: 30,
      arrivedAt: 31,
      firstCall: -1,
      lastCall: -1,
      isSampled: 0,
      isStale: 0,
      writeNode: 0,
      writeLineage: 0,
      writeOffset: 0,
      writtenAt: 0,
    });
    for (const other of [0, 2]) expect(new Set(Object.values(rowOf(requests, other)))).toEqual(new Set([77]));
  });
});

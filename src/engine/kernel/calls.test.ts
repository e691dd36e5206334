import { describe, expect, it } from 'vitest';
import { AssertionError } from '../../base/assert.ts';
import { Calls, type CallTable, callPhase, frozenWork, noCall } from './calls.ts';
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
    const brought = ['ordinal', 'class', 'key', 'client', 'drawKey'];
    for (const [name, value] of Object.entries(expected))
      if (!brought.includes(name)) expect(row[name], name).toBe(value);
    expect(row).toMatchObject({
      request: 4,
      parent: noCall,
      caller: 5,
      callee: 6,
      attempt: 2,
      sentAt: 10,
    });
    for (const name of ['reachedAt', 'startedAt', 'finishedAt', 'returnedAt', 'nextOfRequest'])
      expect(row[name], name).toBe(-1);
    for (const name of ['phase', 'verb', 'cause', 'rootId', 'mayGoElsewhere'])
      expect(row[name], name).toBe(0);
    expect(row.waits).toBe(1);
    for (const other of [0, 2]) expect(new Set(Object.values(rowOf(used, other)))).toEqual(new Set([77]));
  });

  it('made by another has of it what the request brought', () => {
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
    });
    const grandchild = calls.open(3, child, 2, 3, 1, 6);
    expect(rowOf(calls, grandchild)).toMatchObject({ parent: child, ordinal: 40 });
  });
});

/** Each verb of the callee's side, with the phases from which it may start. */
const verbs: Readonly<
  Record<string, { readonly from: readonly string[]; readonly run: (calls: Calls) => unknown }>
> = {
  ask: { from: ['sent'], run: (calls) => calls.ask(0, 1, 5) },
  arm: { from: ['sent'], run: (calls) => calls.arm(0, 3) },
  lose: { from: ['sent'], run: (calls) => calls.lose(0, 7, 0) },
  reach: { from: ['sent'], run: (calls) => calls.reach(0, 11) },
  refuse: { from: ['sent'], run: (calls) => calls.refuse(0, 11, true) },
  begin: { from: ['reached'], run: (calls) => calls.begin(0, 12) },
  workUntil: { from: ['working'], run: (calls) => calls.workUntil(0, 20, 4) },
  endWork: { from: ['working'], run: (calls) => calls.endWork(0) },
  freeze: { from: ['working'], run: (calls) => calls.freeze(0, 13) },
  finish: { from: ['reached', 'working'], run: (calls) => calls.finish(0, 14) },
  answer: { from: ['finished'], run: (calls) => calls.answer(0, 2, 9) },
  accept: { from: ['finished', 'lost'], run: (calls) => calls.accept(0, 15) },
  timeOut: {
    from: ['sent', 'reached', 'working', 'finished', 'lost'],
    run: (calls) => calls.timeOut(0, 16, 3, 8),
  },
  abandon: {
    from: ['sent', 'reached', 'working', 'finished', 'lost'],
    run: (calls) => calls.abandon(0, 16, 3),
  },
};

/** The shortest way from the sending to each phase. */
const wayTo: Readonly<Record<string, readonly string[]>> = {
  sent: [],
  reached: ['reach'],
  working: ['reach', 'begin'],
  finished: ['reach', 'finish'],
  lost: ['lose'],
};

function callIn(phase: string): Calls {
  const calls = new Calls();
  calls.open(0, noCall, 1, 2, 1, 10);
  for (const verb of wayTo[phase]!) verbs[verb]!.run(calls);
  expect(calls.phase[0]).toBe(callPhase[phase as keyof typeof callPhase]);
  return calls;
}

describe('each verb of a call', () => {
  it.each(Object.entries(verbs))('starts from the phases it is for, and from no other: %s', (_, verb) => {
    for (const phase of Object.keys(callPhase)) {
      const calls = callIn(phase);
      if (verb.from.includes(phase)) expect(() => verb.run(calls), phase).not.toThrow();
      else expect(() => verb.run(calls), phase).toThrow(AssertionError);
    }
  });

  it.each(['answer', 'accept', 'timeOut', 'abandon'])('needs a caller that waits: %s', (name) => {
    const calls = callIn('finished');
    calls.abandon(0, 15, 3);
    expect(() => verbs[name]!.run(calls)).toThrow(AssertionError);
  });

  it('work begins once, and again only after it ended or froze', () => {
    const calls = callIn('working');
    calls.workUntil(0, 20, 4);
    expect(() => calls.workUntil(0, 30, 5)).toThrow(AssertionError);
    calls.freeze(0, 13);
    expect([calls.workEndsAt[0], calls.workSlot[0]]).toEqual([7, frozenWork]);
    calls.workUntil(0, 30, 5);
    calls.endWork(0);
    calls.workUntil(0, 40, 6);
  });

  it('keeps the reason of a caller that has left before the call gets lost', () => {
    const calls = callIn('sent');
    calls.timeOut(0, 16, 3, 8);
    calls.lose(0, 7, 0);
    expect([calls.cause[0], calls.rootId[0]]).toEqual([3, 8]);
  });

  it('ends work that stood still when the call ends', () => {
    const calls = callIn('working');
    calls.workUntil(0, 20, 4);
    calls.freeze(0, 13);
    calls.finish(0, 14);
    expect(calls.workSlot[0]).toBe(-1);
  });
});

describe('a call is freed', () => {
  const ends = {
    callee: (calls: Calls) => calls.finish(0, 12),
    caller: (calls: Calls) => calls.abandon(0, 13, 3),
    request: (calls: Calls) => calls.orphan(0),
  };
  const orders = [
    ['callee', 'caller', 'request'],
    ['callee', 'request', 'caller'],
    ['caller', 'callee', 'request'],
    ['caller', 'request', 'callee'],
    ['request', 'callee', 'caller'],
    ['request', 'caller', 'callee'],
  ] as const;

  it.each(orders)(
    'when callee, caller and request are done with it, in any order: %s, %s, %s',
    (...order) => {
      const calls = callIn('reached');
      order.forEach((who, place) => {
        expect(calls.slots.live).toBe(1);
        ends[who](calls);
        calls.settle(0);
        expect(calls.slots.live, who).toBe(place === 2 ? 0 : 1);
      });
    },
  );

  it('once: a request does not end twice', () => {
    const calls = callIn('reached');
    calls.orphan(0);
    expect(() => calls.orphan(0)).toThrow(AssertionError);
  });
});

describe('the list of a request', () => {
  it('is walked by ending each call, and is extended at its end only', () => {
    const calls = new Calls();
    for (let n = 0; n < 3; n += 1) calls.open(0, noCall, 1, 2, 1, n);
    calls.chain(1, 0);
    calls.chain(2, 1);
    expect(() => calls.chain(2, 0)).toThrow(AssertionError);
    expect([calls.orphan(0), calls.orphan(1), calls.orphan(2)]).toEqual([1, 2, noCall]);
  });
});

describe('the columns of the call table', () => {
  it('cannot be assigned by those who read it', () => {
    const table: CallTable = new Calls();
    // @ts-expect-error: a column is written by the verbs only
    table.cause[0] = 1;
    // @ts-expect-error: nor is it replaced
    table.cause = new Uint8Array(1);
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

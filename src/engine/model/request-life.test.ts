// Requests from arrival to end, with calls that a test answers itself.
import { describe, expect, it, vi } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { classVerbs } from '../description.ts';
import { noCall } from '../kernel/calls.ts';
import { cause } from '../telemetry/causes.ts';
import { journeyHeader, requestFates } from '../telemetry/records.ts';
import { createAsk } from './asks.ts';
import { endRequest, noteWrite, openRequest } from './request-life.ts';
import { finishCall, sendCall } from './transport.ts';

const [read, write] = [classVerbs.indexOf('read'), classVerbs.indexOf('write')];
const ask = createAsk('lab');

/** Users of a database of two nodes and of one of a single node; the objective is 100 ms. */
function lab() {
  const { world, moveTo, indexOf, history } = worldOf({
    components: [
      componentOf('users', 'users', {}),
      { ...componentOf('db-1', 'database', {}), group: 'db', role: 'primary' },
      { ...componentOf('db-2', 'database', {}), group: 'db', role: 'replica' },
      componentOf('other', 'database', {}),
    ],
    requests: [
      ['users', 'db-1'],
      ['users', 'db-2'],
      ['users', 'other'],
    ],
    control: [['db-1', 'db-2']],
  });
  for (const component of world.components) {
    vi.spyOn(component, 'onCall').mockImplementation(() => undefined);
    vi.spyOn(component, 'onReply').mockImplementation(() => undefined);
  }
  const [users, node] = [indexOf('users'), indexOf('db-1')];
  const open = (classCode: number, ordinal = 0): number =>
    openRequest(world, users, ordinal, classCode, 5, 6);
  const send = (request: number, callee = node, parent = noCall): number =>
    sendCall(world, users, callee, request, parent, 1, 1_000_000, ask);
  const totals = (classCode: number) => world.classMeters.totals()[classCode]!;
  return {
    world,
    history,
    calls: world.calls,
    requests: world.requests,
    moveTo,
    users,
    node,
    open,
    send,
    totals,
    acknowledged: world.stores.map((store) =>
      vi.spyOn(store, 'onAcknowledged').mockImplementation(() => undefined),
    ),
    /** A request whose only call is answered like this, ended when the answer is there. */
    ended(classCode: number, causeCode: number, rootId = 0, prepare = (_call: number) => {}): void {
      const request = open(classCode);
      world.meters.enter(users, world.now);
      world.journeys.onArrival(request);
      const call = send(request);
      moveTo(world.now + 1_000);
      prepare(call);
      finishCall(world, call, causeCode, rootId);
      moveTo(world.now + 1_000);
      endRequest(world, users, call);
    },
  };
}

describe('a request that arrives', () => {
  it('is counted in its class, with what was drawn for it', () => {
    const { world, requests, moveTo, open, totals, users } = lab();
    moveTo(7_000);
    const request = openRequest(world, users, 40, write, 41, 42);
    const columns = ['ordinal', 'class', 'key', 'client', 'users', 'arrivedAt'] as const;
    expect(columns.map((name) => requests[name][request])).toEqual([40, write, 41, 42, users, 7_000]);
    expect([requests.firstCall[request], requests.writeOffset[request]]).toEqual([noCall, 0]);
    open(read);
    open(read);
    expect([totals(read).arrived, totals(write).arrived]).toEqual([2, 1]);
    expect(requests.slots.live).toBe(3);
  });
});

describe('a write', () => {
  it('is noted where and when it was committed, for the request behind the call', () => {
    const { world, requests, moveTo, open, send, node } = lab();
    const request = open(write);
    const call = send(request);
    moveTo(3_000);
    noteWrite(world, call, 2, 70);
    const columns = ['writeNode', 'writeLineage', 'writeOffset', 'writtenAt'] as const;
    expect(columns.map((name) => requests[name][request])).toEqual([node, 2, 70, 3_000]);
  });

  it('of a request that has ended is noted nowhere', () => {
    const { world, calls, requests, moveTo, open, send } = lab();
    const request = open(write);
    const call = send(request);
    moveTo(1_000);
    calls.orphan(call);
    const rows = JSON.stringify(requests.save());
    noteWrite(world, call, 2, 70);
    expect(JSON.stringify(requests.save())).toBe(rows);
  });

  it('that is confirmed must not be lost: every store is told, once', () => {
    const { world, ended, acknowledged } = lab();
    ended(write, cause.none, 0, (call) => noteWrite(world, call, 0, 1));
    expect(acknowledged).toHaveLength(2);
    for (const told of acknowledged) expect(told).toHaveBeenCalledExactlyOnceWith(0);
  });

  it.each([
    ['failed, though it was committed', write, cause.timedOut, 1],
    ['went nowhere', write, cause.none, 0],
  ])('is no confirmed one if it %s', (_, classCode, causeCode, offset) => {
    const { world, ended, acknowledged } = lab();
    ended(classCode, causeCode, 0, (call) => noteWrite(world, call, 0, offset));
    for (const told of acknowledged) expect(told).not.toHaveBeenCalled();
  });
});

describe('a request that ends', () => {
  it('well is counted with its latency, and without the root that its call has kept', () => {
    const { world, history, moveTo, ended, totals } = lab();
    moveTo(500_000);
    ended(read, cause.none, 33);
    expect(totals(read)).toMatchObject({ arrived: 1, ok: 1, failed: 0, inFlight: 0, slow: 0, stale: 0 });
    expect(totals(read).failuresByRoot).toEqual({});
    expect(world.classMeters.latencies().read?.mean).toBe(2);
    const [journey] = history.journeys;
    expect([journey![journeyHeader.arrivedAt], journey![journeyHeader.endedAt]]).toEqual([500_000, 502_000]);
    expect([journey![journeyHeader.cause], journey![journeyHeader.rootId]]).toEqual([cause.none, 0]);
    // Quick, however late in the run it came.
    expect(requestFates[journey![journeyHeader.fate] as number]).toBe('ok');
  });

  it('badly is counted with its cause and root', () => {
    const { world, history, ended, totals, users } = lab();
    ended(read, cause.readOnly, 33);
    ended(read, cause.readOnly, 0);
    expect(totals(read)).toMatchObject({
      arrived: 2,
      ok: 0,
      failed: 2,
      failuresByCause: { readOnly: 2 },
      failuresByRoot: { '33': 1, '0': 1 },
    });
    expect(world.meters.of(users, 'failed')).toBe(2);
    const [first] = history.journeys;
    expect([first![journeyHeader.cause], first![journeyHeader.rootId]]).toEqual([cause.readOnly, 33]);
  });

  it('is slow and stale as its own arrival and its own mark say', () => {
    const { requests, moveTo, world, open, send, totals, users, history } = lab();
    const [late, stale] = [open(read), open(read, 1)];
    requests.isStale[stale] = 1;
    const calls = [late, stale].map((request) => {
      world.meters.enter(users, 0);
      world.journeys.onArrival(request);
      return send(request);
    });
    moveTo(1_000);
    for (const call of calls) finishCall(world, call, cause.none, 0);
    moveTo(100_000);
    endRequest(world, users, calls[1] as number);
    // 100 ms is within the objective.
    expect(totals(read)).toMatchObject({ ok: 1, slow: 0, stale: 1 });
    moveTo(100_001);
    endRequest(world, users, calls[0] as number);
    expect(totals(read)).toMatchObject({ ok: 2, slow: 1, stale: 1 });
    const fates = history.journeys.map((journey) => requestFates[journey[journeyHeader.fate] as number]);
    expect(fates).toEqual(['stale', 'slow']);
  });

  it('leaves the source, whose own calls then are no longer in the system', () => {
    const { world, moveTo, ended, users } = lab();
    ended(read, cause.none);
    ended(read, cause.timedOut, 4);
    moveTo(10_000);
    world.meters.touchAll(10_000);
    expect([world.meters.of(users, 'inSystem'), world.meters.of(users, 'answered')]).toEqual([0, 1]);
    // Two requests of 2 ms each.
    expect(world.meters.of(users, 'inSystemIntegral')).toBe(4_000);
    expect(world.meters.of(users, 'responseSum')).toBe(4_000);
  });

  it('frees its row, and those of its calls whose callees are done', () => {
    const { world, calls, requests, moveTo, open, send, users, node } = lab();
    const request = open(read);
    world.meters.enter(users, 0);
    const first = send(request);
    const [done, working] = [send(request, node, first), send(request, node, first)];
    moveTo(1_000);
    for (const call of [first, done]) finishCall(world, call, cause.none, 0);
    moveTo(2_000);
    endRequest(world, users, first);
    expect([requests.slots.live, requests.ordinal[request]]).toEqual([0, -1]);
    // The one that is worked on stays until that is over and its caller has left.
    expect([calls.slots.live, calls.request[working]]).toEqual([1, -1]);
    moveTo(1_000_000);
    expect(calls.slots.live).toBe(1);
    finishCall(world, working, cause.none, 0);
    expect(calls.slots.live).toBe(0);
  });
});

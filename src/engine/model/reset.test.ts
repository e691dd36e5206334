// A process dies with calls in every phase inside it and under way from it, put there by hand.
import { describe, expect, it, vi } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { callPhase, noCall } from '../kernel/calls.ts';
import { Tap, type TapFact } from '../tap.ts';
import { cause } from '../telemetry/causes.ts';
import { createAsk } from './asks.ts';
import { resetCallsAt } from './reset.ts';
import { finishCall, sendCall } from './transport.ts';
import { beginWork } from './work.ts';

const root = 77;
const timeout = 50_000;
const ask = createAsk('lab');

/** `front` asks `middle`, which asks `back`; each learns of answers and of work that ends, and does nothing of its own. */
function lab() {
  const { world, moveTo, indexOf } = worldOf({
    components: [
      componentOf('front', 'station', {}),
      componentOf('middle', 'station', {}),
      componentOf('back', 'station', {}),
    ],
    requests: [
      ['front', 'middle'],
      ['middle', 'back'],
    ],
  });
  const told: (readonly [string, string, number, number])[] = [];
  for (const component of world.components) {
    const name = world.idOf(component.index);
    vi.spyOn(component, 'onCall').mockImplementation(() => undefined);
    vi.spyOn(component, 'onReply').mockImplementation((call) => {
      told.push([name, 'reply', call, world.now]);
    });
    vi.spyOn(component, 'onWorkEnded').mockImplementation((call) => {
      told.push([name, 'work', call, world.now]);
    });
  }
  const [front, middle, back] = ['front', 'middle', 'back'].map(indexOf) as [number, number, number];
  const request = world.requests.open(front, 0, 0);
  const send = (from: number, to: number, parent: number) =>
    sendCall(world, from, to, request, parent, 1, timeout, ask);
  return { world, calls: world.calls, moveTo, told, front, middle, back, request, send };
}

describe('calls inside a process that dies', () => {
  it('are answered with a reset and its root, whether they waited or were worked on', () => {
    const { world, calls, moveTo, told, front, middle, send } = lab();
    const [working, waiting] = [send(front, middle, noCall), send(front, middle, noCall)];
    moveTo(1_000);
    calls.begin(working, 1_000);
    beginWork(world, working, 10_000);
    moveTo(3_000);
    resetCallsAt(world, middle, root);
    for (const call of [working, waiting]) {
      expect([calls.phase[call], calls.finishedAt[call]]).toEqual([callPhase.finished, 3_000]);
      expect([calls.cause[call], calls.rootId[call]]).toEqual([cause.reset, root]);
    }
    expect(world.meters.of(middle, 'inSystem')).toBe(0);
    moveTo(200_000);
    // One wire later; neither the end of the work nor a timeout comes any more.
    expect(told).toEqual([
      ['front', 'reply', working, 4_000],
      ['front', 'reply', waiting, 4_000],
    ]);
  });

  it('are forgotten if nobody waits for them any more', () => {
    const { world, calls, moveTo, told, front, middle, send } = lab();
    const call = send(front, middle, noCall);
    moveTo(1_000);
    calls.begin(call, 1_000);
    beginWork(world, call, 100_000);
    moveTo(timeout);
    expect(told).toEqual([['front', 'reply', call, timeout]]);
    calls.orphan(call);
    expect(calls.slots.live).toBe(1);
    resetCallsAt(world, middle, root);
    expect(calls.slots.live).toBe(0);
    moveTo(200_000);
    expect(told).toHaveLength(1);
  });

  it('are only those: what is on its way there or done already is left alone', () => {
    const { world, calls, moveTo, told, front, middle, send } = lab();
    const done = send(front, middle, noCall);
    moveTo(1_000);
    calls.begin(done, 1_000);
    const onItsWay = send(front, middle, noCall);
    finishCall(world, done, cause.none, 0);
    moveTo(1_500);
    resetCallsAt(world, middle, root);
    expect([calls.phase[done], calls.phase[onItsWay]]).toEqual([callPhase.finished, callPhase.sent]);
    expect([calls.cause[done], calls.cause[onItsWay]]).toEqual([cause.none, cause.none]);
    moveTo(10_000);
    expect(told).toEqual([['front', 'reply', done, 2_000]]);
    expect(calls.phase[onItsWay]).toBe(callPhase.reached);
  });
});

describe('calls from a process that dies', () => {
  it('are waited for by nobody: no answer and no timeout is told, and their callees go on', () => {
    const { world, calls, moveTo, told, front, middle, back, send } = lab();
    const parent = send(front, middle, noCall);
    moveTo(1_000);
    calls.begin(parent, 1_000);
    const [child, answered] = [send(middle, back, parent), send(middle, back, parent)];
    moveTo(2_000);
    for (const call of [child, answered]) calls.begin(call, 2_000);
    beginWork(world, child, 5_000);
    finishCall(world, answered, cause.none, 0);
    moveTo(2_500);
    resetCallsAt(world, middle, root);
    for (const call of [child, answered]) {
      expect(calls.isAwaited(call)).toBe(false);
      expect([calls.cause[call], calls.returnedAt[call]]).toEqual([cause.reset, 2_500]);
    }
    expect(calls.phase[child]).toBe(callPhase.working);
    // The end of that work, the answer under way, and of the parent its answer and its caller's timeout.
    expect(world.calendar.size).toBe(4);
    moveTo(200_000);
    expect(told).toEqual([
      ['front', 'reply', parent, 3_500],
      ['back', 'work', child, 7_000],
    ]);
  });

  it('are told to the tap as abandoned, those inside as finished', () => {
    const { world, moveTo, front, middle, back, send } = lab();
    const parent = send(front, middle, noCall);
    moveTo(1_000);
    send(middle, back, parent);
    const facts: TapFact[] = [];
    world.tap = new Tap(world, (fact) => facts.push(fact));
    resetCallsAt(world, middle, root);
    expect(facts).toMatchObject([
      { what: 'returned', cause: cause.reset, isAbandoned: true },
      { what: 'finished', cause: cause.reset, isRefusal: false },
    ]);
  });

  it('are left as they are if it had given them up before', () => {
    const { world, calls, moveTo, front, middle, back, send } = lab();
    const parent = send(front, middle, noCall);
    moveTo(1_000);
    const child = send(middle, back, parent);
    moveTo(1_000 + timeout);
    expect(calls.isAwaited(child)).toBe(false);
    moveTo(90_000);
    resetCallsAt(world, middle, root);
    expect([calls.cause[child], calls.returnedAt[child]]).toEqual([cause.timedOut, 1_000 + timeout]);
    expect(world.edgeMeters.count(1, 'failed')).toBe(1);
  });

  it('have failed on their edge, and no other edge has changed', () => {
    const { world, moveTo, front, middle, back, send } = lab();
    const parent = send(front, middle, noCall);
    moveTo(1_000);
    send(middle, back, parent);
    resetCallsAt(world, middle, root);
    const { edgeMeters: meters } = world;
    expect(meters.edges.map(({ callee }) => callee)).toEqual([middle, back]);
    // The caller of the first is told later.
    expect([0, 1].map((edge) => meters.inFlight(edge))).toEqual([1, 0]);
    expect([0, 1].map((edge) => meters.count(edge, 'failed'))).toEqual([0, 1]);
    moveTo(2_000);
    expect([0, 1].map((edge) => meters.count(edge, 'failed'))).toEqual([1, 1]);
    // In flight for 2,000 and, sent at 1,000 and abandoned at once, for 0.
    expect([0, 1].map((edge) => meters.inFlightIntegral(edge, 2_000))).toEqual([2_000, 0]);
  });

  it('free their rows at once if their callee is done and their request has ended', () => {
    const { world, calls, moveTo, front, middle, back, send } = lab();
    const parent = send(front, middle, noCall);
    moveTo(1_000);
    const child = send(middle, back, parent);
    moveTo(2_000);
    finishCall(world, child, cause.none, 0);
    calls.orphan(parent);
    calls.orphan(child);
    expect(calls.slots.live).toBe(2);
    resetCallsAt(world, middle, root);
    // The parent's answer is still awaited.
    expect(calls.slots.live).toBe(1);
    expect(calls.isAwaited(parent)).toBe(true);
  });

  it('of another process are not touched', () => {
    const { world, calls, moveTo, told, front, middle, back, send } = lab();
    const call = send(front, middle, noCall);
    moveTo(1_000);
    resetCallsAt(world, back, root);
    expect([calls.phase[call], calls.isAwaited(call)]).toEqual([callPhase.reached, true]);
    moveTo(timeout);
    expect(told).toEqual([['front', 'reply', call, timeout]]);
    expect(calls.cause[call]).toBe(cause.timedOut);
  });
});

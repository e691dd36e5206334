/**
 * Nothing leaks and nothing is stuck: every live call has something that will end it, every live message is on its way
 * or waits at a process, and in a process that hangs or is dead nothing goes on.
 */
import { noCall } from '../../src/engine/kernel/calls.ts';
import { eventKind } from '../../src/engine/kernel/event-kinds.ts';
import { processMode } from '../../src/engine/model/processes.ts';
import { isCurrent, timerOf } from '../../src/engine/model/timers.ts';
import type { World } from '../../src/engine/model/world.ts';
import { AppServer } from '../../src/kinds/app-server/model.ts';
import { centerOf, errandsAt, repliedAt } from './check-meters.ts';
import type { Problems } from './problems.ts';

/** Pending events by call or message, from the calendar and from the inboxes of processes. */
interface Pending {
  readonly delivery: ReadonlySet<number>;
  readonly timeout: ReadonlySet<number>;
  readonly work: ReadonlySet<number>;
  readonly parked: ReadonlySet<number>;
  /** Calls that wait out a backoff: a timer of their callee will ask again for them. */
  readonly backingOff: ReadonlySet<number>;
  readonly messages: number;
  readonly others: number;
}

interface Plain {
  readonly waiting?: readonly { readonly call: number }[];
  /** Of an app server: calls that wait for a connection. */
  readonly dependencies?: readonly {
    readonly pool: { readonly waiting: readonly { readonly call: number }[] };
  }[];
}

function pendingOf(world: World): Pending {
  const { calendar, calls, processes } = world;
  const sets = new Map<number, Set<number>>();
  const setOf = (kind: number): Set<number> => {
    const known = sets.get(kind) ?? new Set<number>();
    sets.set(kind, known);
    return known;
  };
  let messages = 0;
  let others = 0;
  const backingOff = new Set<number>();
  const note = (kind: number, target: number, a: number, b: number): void => {
    if (kind === eventKind.messageDelivered) messages += 1;
    else if (kind >= eventKind.callDelivered && kind <= eventKind.workEnded) {
      if (calls.isLive(a, b)) setOf(kind).add(a);
    } else others += 1;
    const server = world.component(target);
    const asksAgain = kind === eventKind.timer && server instanceof AppServer;
    if (asksAgain && isCurrent(world, target, a)) backingOff.add(server.retriedBy(timerOf(a), b));
  };
  calendar.forEachLive(note);
  const parked = new Set<number>();
  processes.inboxes.forEach((inbox, component) => {
    for (let place = 0; place < inbox.length; place += 3) {
      if (inbox[place] === eventKind.callDelivered) {
        if (calls.isLive(inbox[place + 1]!, inbox[place + 2]!)) parked.add(inbox[place + 1]!);
      } else note(inbox[place]!, component, inbox[place + 1]!, inbox[place + 2]!);
    }
  });
  const delivery = setOf(eventKind.callDelivered);
  const timeout = setOf(eventKind.callTimedOut);
  return { delivery, timeout, work: setOf(eventKind.workEnded), parked, backingOff, messages, others };
}

export function checkCalls(world: World, problems: Problems): void {
  const { calls, requests, processes, messages, calendar, ids } = world;
  const pending = pendingOf(world);
  const queued = new Set<number>();
  const awaitingReplicas = new Set<number>();
  const wantingConnection = new Set<number>();
  for (const component of world.components) {
    const plain = component.save() as Plain | undefined;
    for (const { call } of plain?.dependencies?.flatMap(({ pool }) => pool.waiting) ?? [])
      wantingConnection.add(call);
    for (const call of [...centerOf(component).queue, ...repliedAt(component)]) queued.add(call);
    for (const { call } of plain?.waiting ?? []) awaitingReplicas.add(call);
  }
  const openParents = new Set<number>();
  let live = 0;
  calls.forEachLive((call) => {
    live += 1;
    if (calls.isAwaited(call) && calls.parent[call] !== noCall) openParents.add(calls.parent[call]!);
  });
  problems.equal(calls.slots.live, live, 'tables', () => 'calls live');
  const errands = world.components.reduce((sum, component) => sum + errandsAt(component), 0);
  problems.equal(messages.slots.live, pending.messages + errands, 'tables', () => 'messages live');
  calls.forEachLive((call) => {
    const callee = calls.callee[call]!;
    const wrong = (what: string) =>
      problems.add(
        'calls',
        `${what}: ${ids[calls.caller[call]!]}→${ids[callee]} sent at ${calls.sentAt[call]}`,
      );
    const request = calls.request[call]!;
    if (request >= 0 && requests.ordinal[request]! < 0) wrong('its request has ended');
    if (request < 0 && !calls.isAwaited(call) && calls.isDone(call)) wrong('nobody needs it');
    if (calls.isAwaited(call) && !pending.timeout.has(call)) wrong('its caller waits for ever');
    if (calls.isDone(call)) {
      if (pending.work.has(call)) wrong('work goes on after its end');
      return;
    }
    if (!calls.isInside(call)) {
      if (!pending.delivery.has(call)) wrong('lost on its way');
      return;
    }
    const isFrozen = calls.workSlot[call] === -2;
    const reasons = [
      pending.work.has(call),
      isFrozen,
      pending.parked.has(call),
      queued.has(call),
      awaitingReplicas.has(call),
    ].filter(Boolean).length;
    // Calls that it made may be open while it is at something else: nobody waits for those.
    const asks = openParents.has(call) || pending.backingOff.has(call) || wantingConnection.has(call);
    if (reasons !== 1 && !(reasons === 0 && asks)) wrong(`${reasons} things can end it`);
    const mode = processes.mode[callee];
    if (isFrozen !== (mode === processMode.hung) && (isFrozen || pending.work.has(call)))
      wrong(isFrozen ? 'frozen in a process that runs' : 'worked on in a process that hangs');
    if (processes.isDown(callee)) wrong('inside a dead process');
  });
  // Ship timers: one per write within the replication delay; the rest are a few timers per component.
  const bound = 64 * ids.length + 2 * world.requests.slots.live + 2_000;
  problems.expect(pending.others <= bound, 'tables', () => `${pending.others} timers pending`);
  problems.expect(calendar.size <= calendar.usedSlots, 'tables', () => `calendar ${calendar.size}`);
}

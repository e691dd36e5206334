// Messages that wait behind calls, at a service center with one slot that a test frees by hand.
import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { cause } from '../telemetry/causes.ts';
import { Errands } from './errands.ts';
import { messageKind } from './message-kinds.ts';
import { ServiceCenter } from './service-center.ts';

function lab(entryFor: 'message' | 'connection') {
  const { world, siteOf, indexOf } = worldOf({
    components: [
      componentOf('a', 'station', {}),
      componentOf('b', 'station', {}),
      // Has no center of its own beside the one tested.
      componentOf('tested', 'users', {}),
    ],
    requests: [
      ['a', 'tested'],
      ['b', 'tested'],
    ],
  });
  const site = siteOf('tested');
  const { calls, messages } = world;
  /** Calls by their ordinal, and messages by their first number, in the order in which they had their turn. */
  const turns: (number | readonly number[])[] = [];
  const handle = (message: number): void => {
    const { p0, p1, p2, p3, p4, p5, kind, from, to } = messages;
    turns.push([kind, from, to, p0, p1, p2, p3, p4, p5].map((column) => column[message] as number));
  };
  const errands = new Errands(site, entryFor, handle);
  const center = new ServiceCenter(
    site,
    (call) => turns.push(calls.ordinal[call] as number),
    (entry) => errands.run(entry),
  );
  center.resize(1, 100);
  const taken: number[] = [];
  return {
    world,
    site,
    center,
    errands,
    turns,
    call(ordinal: number): void {
      const call = calls.open(-1, -1, indexOf('a'), site.index, 1, 0);
      calls.bring(call, ordinal, 0, 0, 0);
      calls.reach(call, 0);
      taken.push(call);
      center.admit(call);
    },
    /** Hands over a message as the run does: its row is free afterwards, and another may take it. */
    message(from: string, number: number): void {
      const numbers = [number, 2, 3, 4, 5, 6];
      const message = messages.open(messageKind.ping, indexOf(from), site.index, numbers);
      errands.admit(message, center);
      messages.close(message);
    },
    /** The call that came first among those not done is done. */
    finish(): void {
      center.finish(taken.shift() as number, cause.none, 0);
    },
    asSeen: (from: string, number: number) => [
      messageKind.ping,
      indexOf(from),
      site.index,
      number,
      2,
      3,
      4,
      5,
      6,
    ],
  };
}

describe('a message', () => {
  it('at a free center has its turn at once, and nothing of it is kept', () => {
    const { errands, world, turns, message, asSeen } = lab('message');
    message('a', 100);
    expect(turns).toEqual([asSeen('a', 100)]);
    expect(errands.save()).toEqual([]);
    expect(world.messages.slots.live).toBe(0);
  });

  it('waits for its turn among the calls, with all that it says, and takes no slot', () => {
    const { world, turns, call, message, finish, asSeen, errands, center } = lab('message');
    call(1);
    call(2);
    message('a', 100);
    message('b', 101);
    call(3);
    expect(turns).toEqual([1]);
    expect([errands.save().length, world.messages.slots.live, center.queueLength]).toEqual([2, 2, 2]);
    finish();
    expect(turns).toEqual([1, 2]);
    finish();
    expect(turns).toEqual([1, 2, asSeen('a', 100), asSeen('b', 101), 3]);
    expect([errands.save().length, world.messages.slots.live]).toEqual([0, 0]);
  });

  it('that finds no slot free waits even if nothing else does', () => {
    const { turns, call, message, finish, asSeen } = lab('message');
    call(1);
    message('a', 100);
    expect(turns).toEqual([1]);
    finish();
    expect(turns).toEqual([1, asSeen('a', 100)]);
    message('a', 101);
    expect(turns.at(-1)).toEqual(asSeen('a', 101));
  });
});

describe('a connection', () => {
  it('has one turn for all that was sent over it until then, in order', () => {
    const { world, turns, call, message, finish, asSeen, errands } = lab('connection');
    call(1);
    message('b', 100);
    call(2);
    message('a', 101);
    message('b', 102);
    message('a', 103);
    expect(errands.save()).toHaveLength(4);
    finish();
    expect(turns).toEqual([1, asSeen('b', 100), asSeen('b', 102), 2]);
    finish();
    expect(turns.slice(4)).toEqual([asSeen('a', 101), asSeen('a', 103)]);
    expect(world.messages.slots.live).toBe(0);
  });

  it('that had its turn queues again for what comes later', () => {
    const { turns, call, message, finish, asSeen } = lab('connection');
    call(1);
    message('b', 100);
    call(2);
    finish();
    message('b', 101);
    expect(turns).toEqual([1, asSeen('b', 100), 2]);
    finish();
    expect(turns.at(-1)).toEqual(asSeen('b', 101));
  });
});

describe('what waits', () => {
  it.each(['message', 'connection'] as const)(
    'is gone with the process, its copies freed (%s)',
    (entryFor) => {
      const { world, turns, call, message, errands, center } = lab(entryFor);
      call(1);
      message('a', 100);
      message('b', 101);
      center.clear();
      errands.clear();
      expect([errands.save(), world.messages.slots.live]).toEqual([[], 0]);
      message('a', 102);
      expect(turns).toHaveLength(2);
    },
  );

  it.each(['message', 'connection'] as const)('has the same turns after a checkpoint (%s)', (entryFor) => {
    const { world, call, message, errands, center, asSeen } = lab(entryFor);
    call(1);
    message('a', 100);
    message('b', 101);
    const [saved, savedCenter, savedMessages] = [errands.save(), center.save(), world.messages.save()];
    const kept = [...saved];
    message('a', 102);
    const loaded = lab(entryFor);
    loaded.world.messages.load(savedMessages);
    loaded.center.load(savedCenter);
    loaded.errands.load(saved);
    loaded.message('b', 103);
    // Neither what came after it was saved nor what came after it was loaded is in it.
    expect(saved).toEqual(kept);
    loaded.center.resize(2, 100);
    expect(loaded.turns).toEqual([asSeen('a', 100), asSeen('b', 101), asSeen('b', 103)]);
    expect(loaded.errands.save()).toEqual([]);
  });
});

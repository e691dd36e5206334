import { describe, expect, it, vi } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { crash, restart } from '../fault/faults.ts';
import { isCurrent, setTimer, setTimerAt, timerOf } from './timers.ts';

/** Two stations, and what their timers say: component, timer, payload, when. */
function lab() {
  const { world, moveTo } = worldOf({
    components: [
      componentOf('one', 'station', { startupMillis: 0 }),
      componentOf('two', 'station', { startupMillis: 0 }),
    ],
    control: [['one', 'two']],
  });
  const heard: number[][] = [];
  world.components.forEach((component, index) => {
    vi.spyOn(component, 'onTimer').mockImplementation((timer, payload) => {
      heard.push([index, timer, payload, world.now]);
    });
  });
  return { world, moveTo, heard };
}

describe('a timer', () => {
  it('goes off after its delay, at its own component, with its number and payload', () => {
    const { world, moveTo, heard } = lab();
    moveTo(500);
    setTimer(world, 1, 255, -7, 1_000);
    setTimer(world, 0, 0, 2_147_483_647, 1_000);
    moveTo(1_499);
    expect(heard).toEqual([]);
    moveTo(1_500);
    expect(heard).toEqual([
      [1, 255, -7, 1_500],
      [0, 0, 2_147_483_647, 1_500],
    ]);
  });

  it('set for an instant goes off then, in the order of setting if others are due', () => {
    const { world, moveTo, heard } = lab();
    moveTo(500);
    setTimerAt(world, 0, 3, 1, 2_000);
    setTimer(world, 0, 4, 2, 1_500);
    setTimerAt(world, 0, 5, 3, 1_999);
    moveTo(5_000);
    expect(heard).toEqual([
      [0, 5, 3, 1_999],
      [0, 3, 1, 2_000],
      [0, 4, 2, 2_000],
    ]);
  });

  it('of an earlier life is ignored; one of the present life and those of other processes are not', () => {
    const { world, moveTo, heard } = lab();
    setTimer(world, 0, 1, 10, 1_000);
    setTimerAt(world, 0, 2, 20, 1_000);
    setTimer(world, 1, 1, 30, 1_000);
    crash(world, 0, undefined);
    restart(world, 0);
    setTimer(world, 0, 1, 40, 1_000);
    moveTo(5_000);
    expect(heard.map(([index, , payload]) => [index, payload])).toEqual([
      [1, 30],
      [0, 40],
    ]);
  });

  it('is told from one of the life before even after more lives than an event has room for', () => {
    const { world, moveTo, heard } = lab();
    const { incarnation } = world.processes;
    const lives = 4 * 2 ** 22;
    incarnation[0] = lives - 1;
    setTimer(world, 0, 255, 1, 1_000);
    incarnation[0] = lives;
    setTimer(world, 0, 255, 2, 1_000);
    moveTo(1_000);
    expect(heard).toEqual([[0, 255, 2, 1_000]]);
  });
});

describe('the number of a timer in an event', () => {
  it('holds the timer below and the incarnation above', () => {
    const { world } = lab();
    world.processes.incarnation[0] = 3;
    for (const timer of [0, 7, 255]) {
      const stamped = 3 * 256 + timer;
      expect(timerOf(stamped)).toBe(timer);
      expect(isCurrent(world, 0, stamped)).toBe(true);
      expect(isCurrent(world, 0, stamped + 256)).toBe(false);
      expect(isCurrent(world, 0, stamped - 256)).toBe(false);
      expect(isCurrent(world, 1, stamped)).toBe(false);
    }
  });
});

import { describe, expect, it } from 'vitest';
import * as lifecycle from '../../algorithms/lifecycle/server-lifecycle.ts';
import { AssertionError } from '../../base/assert.ts';
import { Processes, processMode } from './processes.ts';

/** Takes process 1 through its life and mirrors each change, as the faults do. */
function lab() {
  const processes = new Processes([0, 5_000, 0]);
  const change = (what: (life: lifecycle.Lifecycle, now: number) => unknown, now: number): void => {
    what(processes.lifecycleOf(1), now);
    processes.mirror(1, now);
  };
  const shown = () => ({
    mode: processes.mode[1],
    isReady: processes.isReady(1),
    isDown: processes.isDown(1),
    since: processes.since[1],
    diedAt: processes.diedAt[1],
    generation: processes.lifeGeneration[1],
  });
  return { processes, change, shown };
}

describe('a process', () => {
  it('is ready, well and as quick as usual at first', () => {
    const processes = new Processes([0, 5_000]);
    for (const component of [0, 1]) {
      expect(processes.isReady(component)).toBe(true);
      expect([processes.isDown(component), processes.isOff(component)]).toEqual([false, false]);
      expect(processes.mustWait(component, 0)).toBe(false);
      expect(processes.slowFactor[component]).toBe(1);
      expect(processes.recoveredAt[component]).toBe(-1);
      expect(processes.unwellBy[component]).toBe(0);
    }
  });

  it('that crashes is down, also while it starts, for as long as it takes to start', () => {
    const { change, shown } = lab();
    change(lifecycle.crash, 1_000);
    const death = { since: 1_000, diedAt: 1_000, generation: 1 };
    expect(shown()).toEqual({ mode: processMode.crashed, isReady: false, isDown: true, ...death });
    change(lifecycle.start, 4_000);
    const start = { since: 4_000, diedAt: 1_000, generation: 2 };
    expect(shown()).toEqual({ mode: processMode.starting, isReady: false, isDown: true, ...start });
    change(lifecycle.advance, 8_999);
    expect(shown()).toMatchObject({ mode: processMode.starting, isDown: true });
    change(lifecycle.advance, 9_000);
    const ready = { since: 9_000, diedAt: 1_000, generation: 4 };
    expect(shown()).toEqual({ mode: processMode.ready, isReady: true, isDown: false, ...ready });
  });

  it('that hangs is neither ready nor down: its machine still takes connections', () => {
    const { change, shown } = lab();
    change(lifecycle.hang, 2_000);
    const hang = { since: 2_000, diedAt: 0, generation: 1 };
    expect(shown()).toEqual({ mode: processMode.hung, isReady: false, isDown: false, ...hang });
    change(lifecycle.wake, 3_000);
    expect(shown()).toMatchObject({ mode: processMode.ready, isReady: true, since: 3_000, generation: 2 });
  });

  it('is in no other mode, and others are not touched', () => {
    const { processes, change } = lab();
    change(lifecycle.crash, 1_000);
    expect([processes.isReady(0), processes.isReady(2)]).toEqual([true, true]);
    lifecycle.drain(processes.lifecycleOf(0), 1_000);
    expect(() => processes.mirror(0, 1_000)).toThrow(AssertionError);
  });
});

describe('what arrives now', () => {
  it('waits for a process that hangs, is busy until later, or has others waiting', () => {
    const { processes, change } = lab();
    processes.busyUntil[1] = 700;
    expect([699, 700, 701].map((now) => processes.mustWait(1, now))).toEqual([true, false, false]);
    (processes.inboxes[1] as number[]).push(1, 2, 3);
    expect(processes.mustWait(1, 700)).toBe(true);
    processes.inboxes[1] = [];
    change(lifecycle.hang, 800);
    expect(processes.mustWait(1, 900)).toBe(true);
    expect(processes.mustWait(0, 900)).toBe(false);
  });
});

describe('a machine that is lost with its process dead already', () => {
  it('is a new trouble from then on, and ends what the crash had set', () => {
    const { processes, change, shown } = lab();
    expect(() => processes.loseMachine(1, 500, 7)).toThrow(AssertionError);
    change(lifecycle.crash, 1_000);
    processes.unwellBy[1] = 6;
    processes.loseMachine(1, 1_500, 7);
    expect(shown()).toMatchObject({ since: 1_500, diedAt: 1_000, generation: 2, isDown: true });
    expect(processes.unwellBy[1]).toBe(7);
    change(lifecycle.start, 2_000);
    expect(() => processes.loseMachine(1, 2_500, 8)).toThrow(AssertionError);
  });

  it('is off while its mark says so, and only that one', () => {
    const { processes } = lab();
    processes.off[1] = 1;
    expect([0, 1, 2].map((component) => processes.isOff(component))).toEqual([false, true, false]);
  });
});

describe('a checkpoint', () => {
  /** All columns of numbers. */
  const columnsOf = (processes: Processes) =>
    Object.entries(processes).filter((entry): entry is [string, Float64Array] =>
      ArrayBuffer.isView(entry[1]),
    );
  const fill = (processes: Processes, first: number): void => {
    columnsOf(processes).forEach(([, column], place) => {
      column.forEach((_, component) => {
        column[component] = first + 3 * place + component;
      });
    });
  };
  const valuesOf = (processes: Processes) =>
    Object.fromEntries(columnsOf(processes).map(([name, column]) => [name, Array.from(column)]));

  it('holds every column, life, edit and inbox, and none of what comes after', () => {
    const { processes, change } = lab();
    change(lifecycle.hang, 2_000);
    fill(processes, 10);
    processes.hurriedBy[2] = { timeoutMillis: 5 };
    (processes.inboxes[0] as number[]).push(4, 5, 6);
    const before = valuesOf(processes);
    expect(Object.keys(before).length).toBeGreaterThan(10);
    const saved = processes.save();
    const asSaved = JSON.stringify(saved);
    lifecycle.crash(processes.lifecycleOf(1), 3_000);
    fill(processes, 100);
    (processes.inboxes[0] as number[]).push(7, 8, 9);
    processes.hurriedBy[2] = {};

    const loaded = new Processes([0, 5_000, 0]);
    fill(loaded, 150);
    (loaded.inboxes[2] as number[]).push(1, 1, 1);
    loaded.load(saved);
    expect(valuesOf(loaded)).toEqual(before);
    expect(loaded.lifecycleOf(1)).toMatchObject({ mode: 'hung', options: { startupDelay: 5_000 } });
    expect(loaded.hurriedBy).toEqual([{}, {}, { timeoutMillis: 5 }]);
    expect(loaded.inboxes).toEqual([[4, 5, 6], [], []]);
    // Nor does what is loaded share anything with the copy.
    fill(loaded, 200);
    lifecycle.wake(loaded.lifecycleOf(1), 4_000);
    (loaded.inboxes[0] as number[]).push(2);
    expect(JSON.stringify(saved)).toBe(asSaved);
  });
});

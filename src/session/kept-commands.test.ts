// A change in the past keeps what came after it: faults, restarts and edits, but for later edits of the same parameter.
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/command.ts';
import { createStage, straight } from './testing/stage.ts';

const second = 1_000_000;
const crash: Command = { kind: 'crash', component: 'api-1' };
const restart: Command = { kind: 'restart', component: 'api-1' };
const setRate = (value: number): Command => ({ kind: 'set', path: 'users.arrivalRate', value });

/** A: crash at 5 s, restart at 8 s, another rate at 10 s, seen up to 15 s. */
function ranOnce() {
  const stage = createStage({ autoplay: false });
  stage.settle();
  for (const [at, command] of [
    [5, crash],
    [8, restart],
    [10, setRate(80)],
  ] as const) {
    stage.standAt(at * second);
    stage.command(command);
    stage.settle();
  }
  stage.standAt(15 * second);
  const told = (): readonly string[] =>
    stage.log().map(({ at, command, by }) => `${at / second} ${command.kind} ${by}`);
  const give = (at: number, command: Command): void => {
    stage.standAt(at * second);
    stage.command(command);
    stage.settle();
  };
  const letters = (): string =>
    stage
      .state()
      .branches.map(({ letter }) => letter)
      .join('');
  return { ...stage, told, give, letters };
}

describe('a change in the past', () => {
  it('keeps the fault, and the other branch is what a straight run of its log is', () => {
    const stage = ranOnce();
    stage.give(4, { kind: 'set', path: 'users.arrivalRate', value: 50 });
    expect(stage.told()).toEqual(['4 set own', '5 crash kept', '8 restart kept']);
    stage.standAt(15 * second);
    const expected = straight(15 * second, [
      [4 * second, setRate(50)],
      [5 * second, crash],
      [8 * second, restart],
    ]);
    expect(stage.numbers()).toEqual(expected);
    expect(stage.state().story.map(({ kind }) => kind)).toContain('crashed');
  });

  it('is not left again by the next one, while what was kept lies ahead', () => {
    const stage = ranOnce();
    stage.give(3, setRate(50));
    stage.give(4, { kind: 'crash', component: 'api-1' });
    expect(stage.letters()).toBe('AB');
    expect(stage.told()).toEqual(['3 set own', '4 crash own', '5 crash kept', '8 restart kept']);
  });

  it('made while it plays on into what was kept stays on its branch', () => {
    const stage = ranOnce();
    stage.give(4, setRate(50));
    stage.play();
    stage.pass(2_000);
    stage.command(restart);
    stage.pass(500);
    expect(stage.letters()).toBe('AB');
    expect(stage.log().map(({ by }) => by)).toEqual(['own', 'kept', 'own', 'kept']);
    stage.standAt(12 * second);
    const { hash } = stage.numbers();
    expect(hash).toBe(
      straight(
        12 * second,
        stage.log().map(({ at, command }) => [at, command]),
      ).hash,
    );
  });

  it('is undone with what it displaced', () => {
    const stage = ranOnce();
    stage.give(4, setRate(50));
    stage.undo();
    stage.settle();
    expect(stage.canUndo()).toBe(false);
    expect(stage.told()).toEqual(['5 crash kept', '8 restart kept', '10 set kept']);
    stage.standAt(15 * second);
    const onB = stage.numbers();
    stage.switchBranch(1);
    stage.settle();
    stage.standAt(15 * second);
    expect(stage.numbers()).toEqual(onB);
  });

  it('stacks: a second one leaves the first with it', () => {
    const stage = ranOnce();
    stage.give(4, setRate(50));
    stage.standAt(12 * second);
    stage.give(4, { kind: 'restart', component: 'api-1' });
    expect(stage.letters()).toBe('ABC');
    expect(stage.told()).toEqual(['4 set kept', '4 restart own', '5 crash kept', '8 restart kept']);
    expect(stage.state().branches.map(({ parent }) => parent)).toEqual([undefined, 1, 2]);
  });
});

describe('a kept command', () => {
  it('can be taken out, and undo puts it back', () => {
    const stage = ranOnce();
    stage.give(4, setRate(50));
    stage.standAt(15 * second);
    const before = stage.numbers();
    stage.withdraw(stage.log().find(({ command }) => command.kind === 'crash')?.order ?? 0);
    stage.settle();
    expect(stage.told()).toEqual(['4 set own', '8 restart kept']);
    expect(stage.state().viewMicros).toBe(15 * second);
    const without = straight(15 * second, [
      [4 * second, setRate(50)],
      [8 * second, restart],
    ]);
    expect(stage.numbers()).toEqual(without);
    stage.undo();
    stage.settle();
    expect(stage.numbers()).toEqual(before);
  });

  it('taken out ahead of the head costs nothing and never happens, even with a seek past it under way', () => {
    const stage = ranOnce();
    stage.give(4, setRate(50));
    const order = stage.log().find(({ command }) => command.kind === 'crash')?.order ?? 0;
    stage.seek(7 * second);
    stage.withdraw(order);
    stage.settle();
    expect(stage.state().viewMicros).toBe(7 * second);
    expect(stage.state().story.map(({ kind }) => kind)).toEqual(['parameterChanged']);
  });

  it('survives a worker that dies, a fork, and not a restart', () => {
    const stage = ranOnce();
    stage.give(4, setRate(50));
    stage.session.killWorker();
    stage.settle();
    stage.fork();
    stage.settle();
    expect(stage.told()).toEqual(['4 set kept', '5 crash kept', '8 restart kept']);
    stage.standAt(15 * second);
    expect(stage.state().story.map(({ kind }) => kind)).toEqual(['parameterChanged', 'crashed', 'ready']);
    stage.restart();
    stage.settle();
    expect(stage.told()).toEqual([]);
  });

  it('of the parameter that a slider moves is displaced once, and back after one undo', () => {
    const stage = ranOnce();
    stage.standAt(4 * second);
    for (let value = 100; value <= 150; value += 10) {
      stage.command(setRate(value));
      stage.pass(50);
    }
    stage.settle();
    expect(stage.log()[0]).toMatchObject({ command: setRate(150), by: 'own' });
    expect(stage.told()).toEqual(['4 set own', '5 crash kept', '8 restart kept']);
    stage.undo();
    stage.settle();
    expect(stage.told()).toEqual(['5 crash kept', '8 restart kept', '10 set kept']);
  });
});

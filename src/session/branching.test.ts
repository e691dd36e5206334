// Commands, undo and branches, driven by verbs through the in-process endpoint.
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/command.ts';
import { createStage, straight } from './testing/stage.ts';

const second = 1_000_000;
const crash: Command = { kind: 'crash', component: 'api-1' };
const restart: Command = { kind: 'restart', component: 'api-1' };
type Stage = ReturnType<typeof createStage>;
const setRate = (value: number): Command => ({ kind: 'set', path: 'users.arrivalRate', value });

describe('commands', () => {
  it('act now at the head, and are shown while paused', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.standAt(2 * second);
    stage.command(crash);
    stage.settle();
    expect(stage.state().story.map((event) => event.kind)).toEqual(['crashed']);
    expect(stage.state().branches).toHaveLength(1);
    expect(stage.state().branches[0]?.log).toEqual([{ at: 2 * second, command: crash, by: 'own', order: 1 }]);
  });

  it('one after the other while playing stay on the branch', () => {
    const stage = createStage();
    stage.settle();
    stage.pass(1_000);
    stage.command(crash);
    stage.command(restart);
    stage.time.flush();
    stage.command(crash);
    stage.pass(1_000);
    expect(stage.state().branches).toHaveLength(1);
    expect(stage.state().branches[0]?.log.map((entry) => entry.command.kind)).toEqual([
      'crash',
      'restart',
      'crash',
    ]);
  });

  it('in the middle of a long want stay on the branch too, although its frame is not here yet', () => {
    // Two simulated seconds to a slice, three slices to a want.
    const stage = createStage({ eventMillis: 0.05 });
    stage.settle();
    stage.setSpeed('max');
    stage.pass(100);
    stage.time.wall += 17;
    stage.session.animationFrame(stage.time.wall);
    stage.time.flush(2);
    stage.command(crash);
    stage.command(restart);
    stage.time.flush();
    stage.pass(100);
    const [branch, ...others] = stage.state().branches;
    expect(others).toEqual([]);
    expect(branch?.log).toHaveLength(2);
    expect(branch?.log[0]?.at).toBeLessThan(branch?.log[1]?.at ?? 0);
  });

  it('before the head begin a new branch, and the old one stays', () => {
    const stage = createStage({ autoplay: false, storySeconds: [3, 12] });
    stage.settle();
    stage.standAt(5 * second);
    stage.command(crash);
    stage.settle();
    stage.standAt(15 * second);
    const first = stage.numbers();
    stage.standAt(4_500_000);
    stage.command(setRate(50));
    stage.settle();
    const [a, b] = stage.state().branches;
    expect(stage.state().branchId).toBe(b?.id);
    expect(b).toMatchObject({ letter: 'B', parent: a?.id, atMicros: 4_500_000 });
    expect(b?.log).toEqual([
      { at: 4_500_000, command: setRate(50), by: 'own', order: 2 },
      { at: 5 * second, command: crash, by: 'kept', order: 1 },
    ]);
    stage.standAt(15 * second);
    const other = straight(15 * second, [
      [4_500_000, setRate(50)],
      [5 * second, crash],
    ]);
    expect(stage.numbers().rows).toEqual(other.rows);
    expect(stage.numbers().hash).toBe(other.hash);
    expect(stage.numbers().ledger).toEqual(other.ledger);
    stage.switchBranch(a?.id ?? 0);
    stage.settle();
    expect(stage.state().viewMicros).toBe(4_500_000);
    stage.standAt(15 * second);
    expect(stage.numbers()).toEqual(first);
    stage.switchBranch(b?.id ?? 0);
    stage.settle();
    expect(stage.numbers().hash).toBe(other.hash);
  });

  it.each([
    ['play', (stage: Stage) => stage.play()],
    ['seek', (stage: Stage) => void stage.seek(second)],
    ['step to a story event', (stage: Stage) => stage.stepStory(-1)],
    ['step by an event', (stage: Stage) => stage.stepEvent()],
    ['command', (stage: Stage) => void stage.command(crash)],
    ['withdraw', (stage: Stage) => stage.withdraw(1)],
    ['undo', (stage: Stage) => stage.undo()],
    ['switch of branch', (stage: Stage) => stage.switchBranch(1)],
    ['fork', (stage: Stage) => stage.fork()],
    ['restart', (stage: Stage) => stage.restart()],
  ])('that was refused is not shown any more after the next %s', (_, act) => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.standAt(2 * second);
    stage.command({ kind: 'crash', component: 'nobody' });
    expect(stage.state().problem).toBeDefined();
    act(stage);
    expect(stage.state().problem).toBeUndefined();
  });

  it('refused by the page or by the engine leave nothing behind', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.standAt(5 * second);
    stage.command({ kind: 'crash', component: 'nobody' });
    expect(stage.state().problem?.value).toContain('nobody');
    stage.standAt(2 * second);
    expect(stage.state().problem).toBeUndefined();
    stage.command({ kind: 'crash', component: 'api-2' });
    stage.settle();
    expect(stage.state().problem?.value).toBe('crash api-2');
    expect(stage.state().branches.map((branch) => branch.letter)).toEqual(['A']);
    expect(stage.state()).toMatchObject({
      viewMicros: 2 * second,
      playback: 'paused',
      headMicros: 5 * second,
    });
  });

  it('are undone to the numbers that would have been without them', () => {
    const stage = createStage({ autoplay: false, storySeconds: [3, 12] });
    stage.settle();
    stage.standAt(5_250_000);
    stage.command(crash);
    stage.settle();
    stage.standAt(7 * second);
    stage.command(restart);
    stage.settle();
    stage.standAt(15 * second);
    expect(stage.canUndo()).toBe(true);
    stage.undo();
    stage.undo();
    stage.settle();
    expect(stage.canUndo()).toBe(false);
    const plain = createStage({ autoplay: false, storySeconds: [3, 12] });
    plain.settle();
    plain.standAt(15 * second);
    expect(stage.numbers()).toEqual(plain.numbers());
  });

  it('of a slider leave at most once per frame, and become one entry while time stands', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.standAt(5 * second);
    for (let value = 100; value <= 150; value += 1) {
      stage.command(setRate(value));
      if (value % 10 === 0) stage.pass(50);
    }
    stage.settle();
    expect(stage.state().branches[0]?.log).toMatchObject([{ at: 5 * second, command: setRate(150) }]);
    expect(stage.state().story).toHaveLength(1);
    stage.pass(600);
    stage.command(setRate(200));
    stage.settle();
    expect(stage.state().branches[0]?.log).toHaveLength(2);
    stage.standAt(6 * second);
    expect(stage.numbers().rows.at(-1)?.[2]).toBe(200);
  });
});

describe('branches', () => {
  it('fork without a command has the same traffic and can be closed', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.standAt(5 * second);
    stage.command(crash);
    stage.settle();
    stage.standAt(9 * second);
    const before = stage.numbers();
    stage.standAt(5_500_000);
    stage.fork();
    stage.settle();
    expect(stage.state().branches[1]?.log).toHaveLength(1);
    expect(stage.canUndo()).toBe(false);
    stage.standAt(9 * second);
    expect(stage.numbers()).toEqual(before);
    stage.closeBranch(stage.state().branchId);
    stage.settle();
    expect(stage.state().branches.map((branch) => branch.letter)).toEqual(['A']);
    stage.closeBranch(stage.state().branchId);
    expect(stage.state().branches).toHaveLength(1);
  });

  it('that is closed leaves its children where it hung itself, at the earlier of both places', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    const forkAt = (at: number) => {
      stage.standAt(at);
      stage.fork();
      stage.settle();
    };
    const hanging = () =>
      stage.state().branches.map(({ letter, parent, atMicros }) => [letter, parent, atMicros / second]);
    stage.standAt(9 * second);
    forkAt(4 * second);
    stage.standAt(9 * second);
    forkAt(7 * second);
    stage.standAt(9 * second);
    expect(hanging()).toEqual([
      ['A', undefined, 0],
      ['B', 1, 4],
      ['C', 2, 7],
    ]);
    stage.closeBranch(2);
    stage.settle();
    expect(hanging()).toEqual([
      ['A', undefined, 0],
      ['C', 1, 4],
    ]);
    stage.closeBranch(1);
    stage.settle();
    expect(hanging()).toEqual([['C', undefined, 0]]);
  });

  it('the first of all, closed while it is on screen, gives way to another', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.standAt(5 * second);
    stage.fork();
    stage.settle();
    stage.switchBranch(1);
    stage.settle();
    stage.closeBranch(1);
    stage.settle();
    expect(stage.state()).toMatchObject({ branchId: 2, viewMicros: 5 * second, playback: 'paused' });
    expect(stage.state().branches.map(({ letter }) => letter)).toEqual(['B']);
  });

  it('a step right after a restart is made on the new branch, whatever is still under way', () => {
    const stage = createStage();
    stage.settle();
    stage.command(crash);
    stage.restart();
    stage.stepEvent();
    stage.settle();
    expect(stage.state().branches.map((branch) => branch.log.length)).toEqual([1, 0]);
    expect(stage.session.history.story).toEqual([]);
  });

  it('restart keeps the log out and the old branch', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.standAt(2 * second);
    stage.command(crash);
    stage.settle();
    stage.restart();
    stage.settle();
    expect(stage.state().viewMicros).toBe(0);
    expect(stage.state().branches.map((branch) => branch.log.length)).toEqual([1, 0]);
    stage.standAt(4 * second);
    expect(stage.numbers()).toEqual(straight(4 * second));
  });

  it('opening another run forgets all of them', () => {
    const stage = createStage();
    stage.settle();
    stage.pass(1_000);
    stage.select('api-1');
    stage.open({ other: true }, 8);
    stage.settle();
    expect(stage.state()).toMatchObject({ playback: 'playing', seed: 8, selection: 'api-1' });
    expect(stage.state().headMicros).toBeLessThan(0.1 * second);
    expect(stage.opened()).toBe(2);
  });
});

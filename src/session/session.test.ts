// Playing, seeking, branching and undoing, driven by verbs through the in-process endpoint.
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/command.ts';
import { speeds } from './session-contract.ts';
import { createStage } from './testing/stage.ts';

const second = 1_000_000;
const crash: Command = { kind: 'crash', component: 'api-1' };
const restart: Command = { kind: 'restart', component: 'api-1' };
const setRate = (value: number): Command => ({ kind: 'set', path: 'users.arrivalRate', value });

/** What a run without any session says at `micros` with these commands. */
function straight(micros: number, commands: readonly (readonly [number, Command])[] = []) {
  const stage = createStage({ autoplay: false });
  stage.settle();
  for (const [at, command] of commands) {
    stage.standAt(at);
    stage.command(command);
    stage.settle();
  }
  stage.standAt(micros);
  return stage.numbers();
}

describe('playing', () => {
  it('opens, plays, pauses where the engine stands, plays on', () => {
    const stage = createStage();
    expect(stage.state().playback).toBe('opening');
    stage.settle();
    expect(stage.state().playback).toBe('playing');
    expect(stage.state().description?.scenario).toBe('fake');
    stage.pass(2_000);
    stage.pause();
    stage.settle();
    const { viewMicros, headMicros, playback } = stage.state();
    expect(playback).toBe('paused');
    expect(viewMicros).toBe(stage.session.live.gaugesMicros);
    expect(headMicros).toBe(viewMicros);
    expect(viewMicros / second).toBeCloseTo(2, 1);
    stage.pass(1_000);
    expect(stage.state().viewMicros).toBe(viewMicros);
    stage.play();
    stage.pass(1_000);
    expect(stage.session.live.viewMicros / second).toBeCloseTo(3, 1);
    expect(stage.state().totals?.time).toBeGreaterThan(2.8 * second);
  });

  it.each(speeds.filter((speed) => speed !== 'max'))('at %d×, and arrives at the same numbers', (speed) => {
    const stage = createStage();
    stage.settle();
    stage.setSpeed(speed);
    stage.pass(3_000);
    expect(stage.session.live.viewMicros / second / speed).toBeCloseTo(3, 0);
    expect(stage.state().achievedSpeed).toBeCloseTo(speed, 1);
    stage.standAt(100 * second);
    expect(stage.numbers()).toEqual(straight(100 * second));
  });

  it('at full speed goes as far as wall time allows', () => {
    const stage = createStage({ eventMillis: 0.001 });
    stage.settle();
    stage.setSpeed('max');
    stage.pass(200);
    expect(stage.session.live.viewMicros).toBeGreaterThan(60 * second);
    expect(stage.session.live.lens).toBe('sla');
  });

  it('is paused while the page is hidden, and a long gap is no leap', () => {
    const stage = createStage();
    stage.settle();
    stage.pass(500);
    stage.session.setHidden(true);
    stage.settle();
    const { viewMicros } = stage.state();
    stage.time.wall += 60_000;
    stage.session.setHidden(false);
    stage.pass(100);
    expect(stage.session.live.viewMicros - viewMicros).toBeLessThan(0.2 * second);
    expect(stage.state().playback).toBe('playing');
  });

  it('never shows what is not simulated, and never goes back while playing', () => {
    const stage = createStage();
    stage.settle();
    let last = 0;
    for (let count = 0; count < 200; count += 1) {
      stage.pass(10);
      const { viewMicros, gaugesMicros } = stage.session.live;
      expect(viewMicros).toBeLessThanOrEqual(gaugesMicros);
      expect(viewMicros).toBeGreaterThanOrEqual(last);
      last = viewMicros;
    }
  });
});

describe('seeking', () => {
  it('moves the view at once and the gauges when they arrive, and deletes nothing', () => {
    const stage = createStage();
    stage.settle();
    stage.pass(10_000);
    stage.pause();
    stage.settle();
    const before = stage.numbers();
    stage.seek(4 * second);
    expect(stage.state().viewMicros).toBe(4 * second);
    expect(stage.state().playback).toBe('seeking');
    expect(stage.session.live.gaugesMicros).toBe(before.at);
    stage.settle();
    expect(stage.state().playback).toBe('paused');
    expect(stage.session.live.gaugesMicros).toBe(4 * second);
    expect(stage.state().headMicros).toBe(before.at);
    stage.seek(before.at);
    stage.settle();
    expect(stage.numbers()).toEqual(before);
  });

  it('back and playing on arrives at the same numbers', () => {
    const stage = createStage({ storySeconds: [3, 6] });
    stage.settle();
    stage.pass(5_000);
    stage.command(crash);
    stage.pass(3_000);
    stage.pause();
    stage.settle();
    const before = stage.numbers();
    stage.seek(2_345_678);
    stage.settle();
    stage.play();
    stage.pass(4_000);
    stage.standAt(before.at);
    expect(stage.numbers()).toEqual(before);
    expect(stage.state().branches).toHaveLength(1);
  });

  it('while dragging keeps only the latest in flight', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.standAt(60 * second);
    for (let to = 60; to > 20; to -= 1) stage.seek(to * second);
    stage.settle();
    expect(stage.session.live.gaugesMicros).toBe(21 * second);
    expect(stage.numbers()).toEqual({ ...straight(60 * second), ...pick(straight(21 * second)) });
  });

  it('plays on after a seek if it was playing, and can be told otherwise on the way', () => {
    const stage = createStage();
    stage.settle();
    stage.pass(3_000);
    stage.seek(second);
    stage.settle();
    expect(stage.state().playback).toBe('playing');
    stage.seek(2 * second);
    stage.pause();
    stage.settle();
    expect(stage.state().playback).toBe('paused');
  });

  it('reports progress on a long way', () => {
    const stage = createStage({ autoplay: false, eventMillis: 0.01 });
    stage.settle();
    const seen = new Set<number>();
    stage.session.store.subscribe(({ progress }) => {
      if (progress !== undefined) seen.add(progress);
    });
    stage.session.actions.seek(3_600 * second);
    stage.settle();
    expect(stage.state().progress).toBeUndefined();
    expect(seen.size).toBeGreaterThan(10);
    expect([...seen].every((progress) => progress >= 0 && progress <= 1)).toBe(true);
  });

  it('before it has opened', () => {
    const stage = createStage();
    stage.seek(2 * second);
    stage.pause();
    stage.settle();
    expect(stage.state()).toMatchObject({ playback: 'paused', viewMicros: 2 * second });
  });
});

/** What belongs to the cursor rather than to the branch. */
function pick({ at, hash, totals, rows }: ReturnType<typeof straight>) {
  return { at, hash, totals, rows };
}

describe('stepping', () => {
  it('goes to known story events, finds unknown ones, and delivers single events', () => {
    const stage = createStage({ autoplay: false, storySeconds: [3, 6] });
    stage.settle();
    stage.stepStory(1);
    stage.settle();
    expect(stage.state().viewMicros).toBe(3 * second);
    expect(stage.state().playback).toBe('paused');
    stage.stepStory(1);
    stage.settle();
    expect(stage.state().viewMicros).toBe(6 * second);
    stage.stepStory(-1);
    stage.settle();
    expect(stage.state().viewMicros).toBe(3 * second);
    expect(stage.state().story).toHaveLength(1);
    expect(stage.state().storyOnBranch).toHaveLength(2);
    stage.stepEvent();
    stage.settle();
    expect(stage.state().viewMicros).toBe(3 * second + 10_000);
    stage.stepStory(-1);
    stage.stepStory(-1);
    stage.settle();
    expect(stage.state().viewMicros).toBe(0);
  });

  it('while playing stops first', () => {
    const stage = createStage({ storySeconds: [30] });
    stage.settle();
    stage.pass(1_000);
    stage.stepStory(1);
    stage.settle();
    expect(stage.state()).toMatchObject({ playback: 'paused', viewMicros: 30 * second });
  });
});

describe('commands', () => {
  it('act now at the head, and are shown while paused', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.standAt(2 * second);
    stage.command(crash);
    stage.settle();
    expect(stage.state().story.map((event) => event.kind)).toEqual(['crashed']);
    expect(stage.state().branches).toHaveLength(1);
    expect(stage.state().branches[0]?.log).toEqual([{ at: 2 * second, command: crash }]);
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
    expect(b?.log).toEqual([{ at: 4_500_000, command: setRate(50) }]);
    stage.standAt(15 * second);
    const other = straight(15 * second, [[4_500_000, setRate(50)]]);
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
    expect(stage.state().problem?.value).toBe('api-2');
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
    expect(stage.state().branches[0]?.log).toEqual([{ at: 5 * second, command: setRate(150) }]);
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

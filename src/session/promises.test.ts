// What `seek` and `command` promise: the frame is in the store, the command has its stamp, or it is said why not.
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/command.ts';
import { runExperiment, runNow } from './experiment.ts';
import { NotDone } from './not-done.ts';
import { createStage } from './testing/stage.ts';

const second = 1_000_000;
const crash: Command = { kind: 'crash', component: 'api-1' };
const setRate = (value: number): Command => ({ kind: 'set', path: 'users.arrivalRate', value });

/** How a promise stands now, without waiting for it. */
function outcomeOf(promise: Promise<unknown>) {
  const seen: { value?: unknown; why?: unknown } = {};
  promise.then(
    (value) => Object.assign(seen, { value }),
    (why) => Object.assign(seen, { why }),
  );
  return async () => {
    await Promise.resolve();
    await Promise.resolve();
    return seen;
  };
}

function opened(autoplay = false) {
  const stage = createStage({ autoplay });
  stage.settle();
  return stage;
}

const superseded = { why: expect.objectContaining({ superseded: true }) };

describe('a seek', () => {
  it('resolves when its frame is in the store, not before', async () => {
    const stage = opened();
    const ended = outcomeOf(stage.seek(3 * second));
    expect(await ended()).toEqual({});
    stage.settle();
    expect(await ended()).toEqual({ value: undefined });
    expect([stage.state().viewMicros, stage.state().playback]).toEqual([3 * second, 'paused']);
    expect(stage.session.live.gaugesMicros).toBe(3 * second);
  });

  it('is superseded by a later one, which arrives', async () => {
    const stage = opened();
    const first = outcomeOf(stage.seek(3 * second));
    const later = outcomeOf(stage.seek(2 * second));
    stage.settle();
    expect([await first(), await later()]).toEqual([superseded, { value: undefined }]);
  });

  it('is superseded by another branch and by another run', async () => {
    for (const act of ['switchBranch', 'open'] as const) {
      const stage = opened();
      stage.standAt(2 * second);
      stage.fork();
      stage.settle();
      const ended = outcomeOf(stage.seek(5 * second));
      if (act === 'open') stage.open({ format: 'nines-scenario' }, 8);
      else stage.switchBranch(stage.state().branches[0]?.id ?? -1);
      stage.settle();
      expect(await ended(), act).toEqual(superseded);
    }
  });

  it('survives the death of the worker', async () => {
    const stage = opened();
    const ended = outcomeOf(stage.seek(3 * second));
    stage.session.killWorker();
    stage.settle();
    stage.settle();
    expect(stage.state().recoveries).toBe(1);
    expect(await ended()).toEqual({ value: undefined });
    expect(stage.session.live.gaugesMicros).toBe(3 * second);
  });
});

describe('a command', () => {
  it('resolves with its stamp', async () => {
    const stage = opened();
    stage.standAt(2 * second);
    const ended = outcomeOf(stage.command(crash));
    stage.settle();
    expect(await ended()).toEqual({ value: { at: 2 * second, command: crash } });
  });

  it('given in the past resolves on the new branch', async () => {
    const stage = opened();
    stage.standAt(4 * second);
    stage.standAt(second);
    const ended = outcomeOf(stage.command(crash));
    stage.settle();
    expect(await ended()).toEqual({ value: { at: second, command: crash } });
    expect(stage.state().branches).toHaveLength(2);
  });

  it('of a slider gives way to the next one', async () => {
    const stage = opened();
    const first = outcomeOf(stage.command(setRate(200)));
    const later = outcomeOf(stage.command(setRate(300)));
    stage.settle();
    expect(await first()).toEqual(superseded);
    expect(await later()).toEqual({ value: { at: 0, command: setRate(300) } });
  });

  it('that is refused says what was wrong with it', async () => {
    const stage = opened();
    const ended = outcomeOf(stage.command({ kind: 'crash', component: 'nobody' }));
    stage.settle();
    const { why } = await ended();
    expect(why).toBeInstanceOf(NotDone);
    expect(why).toMatchObject({ superseded: false, problem: stage.state().problem });
    expect(stage.state().problem?.value).toBe('nobody');
  });
});

describe('an experiment', () => {
  it('goes to each time, acts there, and plays on', async () => {
    const stage = opened();
    stage.standAt(6 * second);
    const restart: Command = { kind: 'restart', component: 'api-1' };
    const ended = runExperiment(stage.session, [
      { at: 2 * second, command: crash },
      { at: 4 * second, command: restart },
    ]);
    const isOver = outcomeOf(ended);
    while ((await isOver()).value === undefined && stage.state().playback !== 'playing') stage.settle();
    await ended;
    expect(stage.log().map(({ at, command }) => [at, command.kind])).toEqual([
      [2 * second, 'crash'],
      [4 * second, 'restart'],
    ]);
    expect(stage.state().playback).toBe('playing');
  });

  it('stops where another seek takes its place, and does not play', async () => {
    const stage = opened();
    stage.standAt(6 * second);
    const ended = runExperiment(stage.session, [{ at: 2 * second, command: crash }]);
    stage.seek(5 * second);
    stage.settle();
    await ended;
    expect([stage.log(), stage.state().playback, stage.state().viewMicros]).toEqual([
      [],
      'paused',
      5 * second,
    ]);
  });

  it('at one moment gives all its commands there', async () => {
    const stage = opened(true);
    stage.pass(1_000);
    const both = runNow(stage.session, [crash, setRate(200)]);
    const isOver = outcomeOf(both);
    for (let tries = 0; tries < 5 && stage.log().length < 2; tries += 1) {
      stage.settle();
      await isOver();
    }
    await both;
    const [one, other] = stage.log();
    expect(other?.command).toEqual(setRate(200));
    expect(one?.at).toBe(other?.at);
  });
});

// Whatever opens a run keeps the one that was open: one act brings it back, with its branches, to the digit.
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/command.ts';
import type { CarriedRun } from '../scenario/carried-run.ts';
import { createStage } from './testing/stage.ts';

const second = 1_000_000;
const crash: Command = { kind: 'crash', component: 'api-1' };
const edit: Command = { kind: 'set', path: 'users.arrivalRate', value: 50 };

/** A: crash at 5 s, seen to 12 s; B: an edit at 4 s, seen to 9 s and standing at 7 s. */
function withPast() {
  const stage = createStage({ autoplay: false, eventMillis: 0.05 });
  stage.settle();
  stage.standAt(5 * second);
  stage.command(crash);
  stage.settle();
  stage.standAt(12 * second);
  stage.standAt(4 * second);
  stage.command(edit);
  stage.settle();
  stage.standAt(9 * second);
  stage.standAt(7 * second);
  const seen = () => {
    const { branches, branchId, viewMicros, seed } = stage.state();
    return { branches, branchId, viewMicros, seed, numbers: stage.numbers() };
  };
  return { ...stage, seen };
}

const place = { id: 1, atMicros: 0, headMicros: 3 * second, viewMicros: 3 * second, withdrawn: [] };
const fileOf = (headMicros: number): CarriedRun => ({
  scenario: { format: 'nines-scenario' },
  seed: 9,
  branches: [{ ...place, headMicros, viewMicros: headMicros, log: [] }],
  current: 1,
  traceHash: '',
  playing: false,
  speed: 1,
});

describe('the run that was open', () => {
  it.each([
    ['another scenario', (stage: ReturnType<typeof withPast>) => stage.open({ other: true }, 8)],
    ['a file', (stage: ReturnType<typeof withPast>) => stage.openRun(fileOf(3 * second))],
    ['drawn traffic', (stage: ReturnType<typeof withPast>) => stage.drawTraffic()],
  ])('is kept by %s and comes back as it was', (_, open) => {
    const stage = withPast();
    const before = stage.seen();
    open(stage);
    stage.settle();
    expect(stage.state()).toMatchObject({ canReopen: true });
    expect(stage.state().branches).toHaveLength(1);
    stage.reopenPrevious();
    stage.settle();
    expect(stage.state()).toMatchObject({ canReopen: false, playback: 'paused' });
    expect(stage.seen()).toEqual(before);
  });

  it('comes back from a run that is still being opened, and is not lost to a third', () => {
    const stage = withPast();
    const before = stage.seen();
    stage.openRun(fileOf(3_600 * second));
    stage.time.flush(20);
    expect(stage.state().playback).toBe('opening');
    // The second had not been opened: it is no run to go back to.
    stage.openRun(fileOf(604_800 * second));
    stage.time.flush(20);
    expect(stage.state()).toMatchObject({ playback: 'opening', canReopen: true });
    stage.reopenPrevious();
    stage.settle();
    expect(stage.seen()).toEqual(before);
  });

  it('is forgotten when asked', () => {
    const stage = withPast();
    stage.open({ other: true }, 8);
    stage.settle();
    stage.forgetPrevious();
    stage.reopenPrevious();
    stage.settle();
    expect(stage.state()).toMatchObject({ canReopen: false, seed: 8 });
  });
});

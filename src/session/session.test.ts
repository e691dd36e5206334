// Playing, seeking and stepping, driven by verbs through the in-process endpoint.
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/command.ts';
import { speeds } from './session-contract.ts';
import { createStage, straight } from './testing/stage.ts';

const second = 1_000_000;
const crash: Command = { kind: 'crash', component: 'api-1' };

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

  it('asks on by itself when an answer came short, without a frame in between', () => {
    const stage = createStage({ eventMillis: 20 });
    stage.settle();
    stage.setSpeed(30);
    stage.time.wall += 1_000 / 60;
    stage.session.animationFrame(stage.time.wall);
    stage.time.flush();
    // A frame is half a second of the run: the view is there, and two more frames lie ahead of it.
    expect(stage.session.live.gaugesMicros).toBe(1.5 * second);
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

  it('leaves for where it is wanted next as soon as it has arrived, not a frame later', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.seek(2 * second);
    stage.seek(5 * second);
    stage.time.flush();
    expect(stage.session.live.gaugesMicros).toBe(5 * second);
    expect(stage.state().playback).toBe('paused');
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
  it('to an unknown story event is a search, and by one event is none', () => {
    const stage = createStage({ autoplay: false, storySeconds: [3] });
    stage.settle();
    stage.stepStory(1);
    expect(stage.state().playback).toBe('seeking');
    stage.settle();
    stage.stepEvent();
    expect(stage.state().playback).toBe('paused');
  });

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

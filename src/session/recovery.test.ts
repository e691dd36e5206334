// Death of the worker and of the simulation: what was shown comes back to the same numbers, or a file says why not.
import { describe, expect, it } from 'vitest';
import type { EndpointFactory, WorkerEndpoint } from '../worker/client.ts';
import type { ToHost } from '../worker/protocol.ts';
import { createSession } from './create-session.ts';
import { createHostLink } from './host-link.ts';
import { createStage } from './testing/stage.ts';

const second = 1_000_000;

describe('a worker that dies', () => {
  it('while paused is replaced, and the numbers are the same', () => {
    const stage = createStage({ storySeconds: [2] });
    stage.settle();
    stage.pass(4_000);
    stage.command({ kind: 'crash', component: 'api-1' });
    stage.pass(1_000);
    stage.pause();
    stage.settle();
    const before = stage.numbers();
    stage.session.killWorker();
    stage.time.flush(3);
    expect(stage.state().playback).toBe('recovering');
    stage.settle();
    expect(stage.state()).toMatchObject({ playback: 'paused', recoveries: 1 });
    expect(stage.opened()).toBe(2);
    expect(stage.numbers()).toEqual(before);
    stage.standAt(9 * second);
    const undisturbed = createStage({ autoplay: false, storySeconds: [2] });
    undisturbed.settle();
    undisturbed.standAt(stage.state().branches[0]?.log[0]?.at ?? 0);
    undisturbed.command({ kind: 'crash', component: 'api-1' });
    undisturbed.settle();
    undisturbed.standAt(9 * second);
    expect(stage.numbers()).toEqual(undisturbed.numbers());
  });

  it('while playing plays on, and may die again elsewhere', () => {
    const stage = createStage();
    stage.settle();
    for (let deaths = 1; deaths <= 3; deaths += 1) {
      stage.pass(2_000);
      stage.session.killWorker();
      stage.pass(500);
      expect(stage.state()).toMatchObject({ playback: 'playing', recoveries: deaths });
    }
    expect(stage.session.live.viewMicros).toBeGreaterThan(6 * second);
  });

  it('keeps a command that was on its way', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.standAt(3 * second);
    stage.session.killWorker();
    stage.command({ kind: 'crash', component: 'api-1' });
    stage.settle();
    expect(stage.state()).toMatchObject({ playback: 'paused', recoveries: 1 });
    expect(stage.state().story.map((event) => event.kind)).toEqual(['crashed']);
  });

  it('in a seek goes on to where it was going', () => {
    const stage = createStage({ autoplay: false, eventMillis: 0.01 });
    stage.settle();
    stage.seek(500 * second);
    stage.time.flush(3);
    stage.session.killWorker();
    stage.settle();
    expect(stage.state()).toMatchObject({ playback: 'paused', viewMicros: 500 * second, recoveries: 1 });
  });

  it('twice at the same time stops, says so, and offers the file', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    stage.standAt(3 * second);
    stage.command({ kind: 'crash', component: 'api-1' });
    stage.settle();
    stage.session.killWorker();
    stage.settle();
    stage.session.killWorker();
    stage.settle();
    expect(stage.state().playback).toBe('broken');
    expect(stage.state().failure?.message).toContain('told to die');
    const file = JSON.parse(stage.state().failure?.reproduction ?? '{}');
    expect(file).toMatchObject({
      format: 'nines-run',
      seed: 7,
      log: ['3s crash api-1'],
      untilMicros: 3 * second,
    });
    stage.open({ fresh: true }, 9);
    stage.settle();
    expect(stage.state()).toMatchObject({ failure: undefined, recoveries: 0 });
    expect(stage.state().playback).not.toBe('broken');
  });
});

describe('a worker that never runs', () => {
  const open = (makeEndpoint: EndpointFactory) =>
    createSession({
      scenario: { format: 'nines-scenario' },
      seed: 7,
      autoplay: true,
      wallNow: () => 0,
      makeEndpoint,
    });
  const stopped = { playback: 'broken', failure: { kind: 'neverRan' }, description: undefined };

  it('because it cannot be made: said at once, after a second try, with the file of the run', () => {
    let tries = 0;
    const { store } = open(() => {
      tries += 1;
      throw new Error('Worker is not defined');
    });
    expect(tries).toBe(2);
    expect(store.getState()).toMatchObject(stopped);
    expect(store.getState().failure?.message).toBe('Worker is not defined');
    expect(JSON.parse(store.getState().failure?.reproduction ?? '{}')).toMatchObject({ seed: 7, log: [] });
  });

  it('because it says nothing: after ten seconds of frames, twice', () => {
    const silent: WorkerEndpoint = { post() {}, onMessage() {}, onDeath() {}, close() {} };
    const session = open(() => silent);
    // The gap before the first frame is not silence.
    for (let frame = 0; frame <= 100; frame += 1) session.animationFrame(frame * 100);
    expect(session.store.getState().playback).toBe('opening');
    session.animationFrame(101 * 100);
    expect(session.store.getState().playback).toBe('recovering');
    for (let frame = 102; frame <= 202; frame += 1) session.animationFrame(frame * 100);
    expect(session.store.getState()).toMatchObject(stopped);
  });

  it('is not what is said of one that answered and then died for good', () => {
    const stage = createStage({ autoplay: false });
    stage.settle();
    for (let death = 1; death <= 2; death += 1) {
      stage.session.killWorker();
      stage.settle();
    }
    expect(stage.state()).toMatchObject({ playback: 'broken', failure: { kind: 'died' } });
  });
});

describe('a simulation that breaks', () => {
  it('stops at once: it would break again', () => {
    const stage = createStage({ failsAt: 2 * second });
    stage.settle();
    stage.pass(3_000);
    expect(stage.state().playback).toBe('broken');
    expect(stage.state().failure?.message).toBe('fake invariant broken');
    expect(JSON.parse(stage.state().failure?.reproduction ?? '{}')).toMatchObject({
      untilMicros: 2 * second,
    });
    stage.pass(100);
    stage.play();
    expect(stage.state().playback).toBe('broken');
  });

  it('and so does a scenario that is refused', () => {
    const stage = createStage();
    stage.settle();
    stage.open('nonsense', 1);
    stage.settle();
    expect(stage.state()).toMatchObject({ playback: 'broken', problem: { path: 'scenario' } });
  });
});

describe('the link to the host', () => {
  it('ignores old tokens, and declares a silent host dead after ten seconds of frames', () => {
    const sent: ToHost[] = [];
    let deliver: Parameters<WorkerEndpoint['onMessage']>[0] = () => {};
    const seen: string[] = [];
    const makeEndpoint: EndpointFactory = () => ({
      post: (message) => sent.push(message),
      onMessage: (listener) => {
        deliver = listener;
      },
      onDeath: () => {},
      close: () => seen.push('closed'),
    });
    const link = createHostLink(makeEndpoint, {
      message: (message) => seen.push(message.type),
      death: (reason) => seen.push(reason),
    });
    const where = { checkpoint: undefined, newestPage: -1, log: [], to: 0 };
    link.open({ scenario: {}, seed: 1, traffic: undefined }, where);
    link.seek(where, undefined);
    deliver({ type: 'progress', token: 1, time: 0, to: 1 });
    deliver({ type: 'progress', token: 2, time: 0, to: 1 });
    expect(seen).toEqual(['progress']);
    expect(sent.map((message) => message.token)).toEqual([1, 2]);
    link.watch(60_000);
    expect(link.asked).toBe('seek');
    for (let frame = 0; frame < 101; frame += 1) link.watch(100);
    expect(seen).toEqual(['progress', 'closed', 'the worker fell silent']);
  });
});

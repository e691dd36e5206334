// Another run is opened in the middle of something: nothing of the old one reaches it, and it is as a first one.
import { describe, expect, it } from 'vitest';
import { createStage, straight } from './testing/stage.ts';

const second = 1_000_000;
const other = { format: 'nines-scenario' };

type Stage = ReturnType<typeof createStage>;

/** What a session does and says that has just been opened at its start, and how it goes on. */
function expectNew(stage: Stage): void {
  // Until the first frame is there, what is shown is the start.
  expect(stage.session.live).toMatchObject({
    viewMicros: 0,
    gaugesMicros: 0,
    traceHash: '',
    totals: undefined,
  });
  expect(stage.state()).toMatchObject({ viewMicros: 0, headMicros: 0, story: [], totals: undefined });
  stage.settle();
  expect(stage.state()).toMatchObject({
    playback: 'paused',
    viewMicros: 0,
    problem: undefined,
    failure: undefined,
  });
  expect(stage.state().branches.map(({ letter, log }) => [letter, log.length])).toEqual([['A', 0]]);
  stage.standAt(4 * second);
  expect(stage.numbers()).toEqual(straight(4 * second));
}

function paused(at = 3 * second): Stage {
  const stage = createStage({ autoplay: false });
  stage.settle();
  stage.standAt(at);
  return stage;
}

describe('another run, opened', () => {
  it('with a command on its way', () => {
    const stage = paused();
    stage.command({ kind: 'crash', component: 'api-1' });
    stage.open(other, 7);
    expectNew(stage);
    // And it can be given commands.
    stage.command({ kind: 'crash', component: 'api-1' });
    stage.settle();
    expect(stage.log()).toHaveLength(1);
  });

  it('with something to be done once that command has its stamp', () => {
    const stage = paused();
    stage.command({ kind: 'crash', component: 'api-1' });
    stage.seek(9 * second);
    stage.fork();
    stage.open(other, 7);
    expectNew(stage);
  });

  it('with an edit that waits for a frame', () => {
    const stage = paused();
    stage.command({ kind: 'set', path: 'users.arrivalRate', value: 200 });
    stage.open(other, 7);
    expectNew(stage);
  });

  it('on the way to elsewhere', () => {
    const stage = paused();
    stage.seek(9 * second);
    stage.open(other, 7);
    expectNew(stage);
  });

  it('with a step to be made after a seek', () => {
    const stage = paused();
    stage.seek(9 * second);
    stage.stepEvent();
    stage.open(other, 7);
    expectNew(stage);
  });

  it('with a command before the head, whose branch is made but not stamped', () => {
    const stage = paused(6 * second);
    stage.standAt(2 * second);
    stage.command({ kind: 'crash', component: 'api-1' });
    stage.session.animationFrame(stage.time.wall);
    stage.open(other, 7);
    expectNew(stage);
  });

  it('recovers where the old one had died', () => {
    const stage = paused();
    stage.session.killWorker();
    stage.settle();
    expect(stage.state().recoveries).toBe(1);
    stage.open(other, 7);
    stage.settle();
    stage.standAt(3 * second);
    stage.session.killWorker();
    stage.settle();
    expect(stage.state()).toMatchObject({ playback: 'paused', failure: undefined });
  });

  it('keeps speed and selection, and whether it plays', () => {
    const stage = paused();
    stage.setSpeed(5);
    stage.select('lb');
    stage.play();
    stage.pass(200);
    stage.open(other, 7);
    stage.settle();
    stage.pass(100);
    expect(stage.state()).toMatchObject({ playback: 'playing', speed: 5, selection: 'lb' });
    expect(stage.session.live).toMatchObject({ rate: 5, lens: 'incident' });
  });

  it('with another seed has other numbers', () => {
    const stage = paused();
    stage.open(other, 8);
    stage.settle();
    stage.standAt(4 * second);
    expect(stage.state().seed).toBe(8);
    expect(stage.numbers().hash).not.toBe(straight(4 * second).hash);
  });
});

// A session whose users play a tape, on the real engine: it outlives its worker, waits for its file, and lets go of it.
import { describe, expect, it } from 'vitest';
import { makeLog } from '../../test/support/access-logs.ts';
import { trafficOf } from '../../test/support/tape-lab.ts';
import { parseCarriedRun } from '../scenario/carried-run.ts';
import { playedSpan } from '../scenario/tape/make-tape.ts';
import { templates } from '../scenario/templates/index.ts';
import { createInProcessEndpoint } from '../worker/in-process-endpoint.ts';
import { openRun } from '../worker/open-run.ts';
import { createManualTime } from '../worker/testing/manual-time.ts';
import { createSession, type SessionOptions } from './create-session.ts';

const second = 1_000_000;
const text = makeLog({ requests: 3_000, seed: 12 });
const traffic = trafficOf(text);
const other = trafficOf(makeLog({ requests: 30, seed: 1 }), 'other.log');
const timing = { speedup: 100, gapMaxMillis: 2_000 };
const end = playedSpan(traffic, timing);

function opened(options: Partial<SessionOptions> = {}) {
  const time = createManualTime();
  const session = createSession({
    scenario: templates.vertical,
    seed: 7,
    autoplay: false,
    wallNow: () => time.wall,
    makeEndpoint: () => createInProcessEndpoint({ openRun, wallNow: () => time.wall, defer: time.defer }),
    ...options,
  });
  function settle(): void {
    do session.animationFrame(time.wall);
    while (time.flush() > 0 && session.store.getState().playback !== 'playing');
  }
  function standAt(micros: number): void {
    session.actions.pause();
    settle();
    session.actions.seek(micros);
    settle();
  }
  const numbers = () => ({ hash: session.live.traceHash, totals: session.live.totals });
  const arrived = (): number =>
    session.live.totals?.classes.reduce((sum, one) => sum + one.arrived, 0) ?? Number.NaN;
  settle();
  return { session, settle, standAt, numbers, arrived, state: () => session.store.getState() };
}

function replaying() {
  const stage = opened();
  expect(stage.session.actions.replay(traffic, timing).ok).toBe(true);
  stage.settle();
  return stage;
}

describe('a session on a tape', () => {
  it('has every request of it and none after', () => {
    const stage = replaying();
    expect(stage.state().playback).toBe('playing');
    expect(stage.state().tape).toMatchObject({ reference: { ...timing, requests: 3_000 }, traffic });
    stage.standAt(end);
    expect(stage.arrived()).toBe(3_000);
    stage.standAt(end + 10 * second);
    expect(stage.arrived()).toBe(3_000);
  });

  it('arrives at the same numbers after going back, a fork and the death of its worker', () => {
    const stage = replaying();
    stage.standAt(9 * second);
    const straight = stage.numbers();
    stage.standAt(4 * second);
    stage.standAt(9 * second);
    expect(stage.numbers()).toEqual(straight);
    stage.session.killWorker();
    stage.settle();
    expect(stage.state()).toMatchObject({ recoveries: 1, playback: 'paused' });
    expect(stage.numbers()).toEqual(straight);
    stage.standAt(2 * second);
    stage.session.actions.fork();
    stage.settle();
    stage.standAt(9 * second);
    expect(stage.numbers()).toEqual(straight);
  });

  it('refuses a way of playing that takes too long, and goes on as it was', () => {
    const stage = opened();
    stage.standAt(3 * second);
    const before = stage.numbers();
    const refused = stage.session.actions.replay(traffic, { speedup: 0.001 });
    expect(refused).toMatchObject({ ok: false, problem: { path: 'tape.speedup' } });
    stage.settle();
    expect(stage.numbers()).toEqual(before);
    expect(stage.state()).toMatchObject({ tape: undefined, viewMicros: 3 * second });
  });

  it('takes no drawn traffic meanwhile, and has it back afterwards', () => {
    const stage = replaying();
    const users = () => stage.state().description?.components.find(({ kind }) => kind === 'users');
    expect(users()?.parameters.map(({ path }) => path)).toEqual(['clientTimeoutMillis']);
    stage.session.actions.command({ kind: 'set', path: 'users.arrivalRate', value: 5 });
    expect(stage.state().problem?.allowed).toContain('while a tape is played');
    stage.session.actions.drawTraffic();
    stage.settle();
    expect(stage.state().tape).toBeUndefined();
    expect(users()?.parameters.map(({ path }) => path)).toContain('arrivalRate');
    const plain = opened();
    stage.standAt(3 * second);
    plain.standAt(3 * second);
    expect(stage.numbers()).toEqual(plain.numbers());
  });

  it('is written with the name of its tape, not with the tape', () => {
    const file = replaying().session.actions.exportRun();
    expect(JSON.parse(file)).toMatchObject({
      scenario: { tape: { ...timing, contentHash: traffic.contentHash } },
    });
    expect(file.length).toBeLessThan(20_000);
  });
});

describe('a carried run on a tape', () => {
  async function carriedText(): Promise<{ text: string; numbers: unknown }> {
    const stage = replaying();
    stage.standAt(8 * second);
    const writing = stage.session.handOver();
    stage.settle();
    await Promise.resolve();
    stage.settle();
    return { text: await writing, numbers: stage.numbers() };
  }

  it('waits for its file, refuses another, and opens where it was', async () => {
    const before = await carriedText();
    const read = parseCarriedRun(before.text);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const carried = read.value;
    const stage = opened({ scenario: carried.scenario, seed: carried.seed, carried });
    expect(stage.state()).toMatchObject({ playback: 'opening', wantedTape: { fileName: 'access.log' } });
    expect(stage.session.actions.supplyTape(other)).toMatchObject({ ok: false, problem: { path: 'tape' } });
    expect(stage.state().wantedTape).toBeDefined();
    expect(stage.session.actions.supplyTape(trafficOf(text, 'renamed.log')).ok).toBe(true);
    stage.settle();
    expect(stage.state()).toMatchObject({
      playback: 'paused',
      viewMicros: 8 * second,
      wantedTape: undefined,
    });
    expect(stage.numbers()).toEqual(before.numbers);
  });

  it('can be let go of for drawn traffic', async () => {
    const { text: kept } = await carriedText();
    const read = parseCarriedRun(kept);
    const carried = read.ok ? read.value : undefined;
    const stage = opened({ scenario: carried?.scenario, seed: 7, carried });
    stage.session.actions.drawTraffic();
    stage.settle();
    expect(stage.state()).toMatchObject({ playback: 'playing', wantedTape: undefined, tape: undefined });
  });
});

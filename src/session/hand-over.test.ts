// A run handed over as text and opened by another session: nothing that a person could see is different.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCarriedRun } from '../scenario/carried-run.ts';
import { templates } from '../scenario/templates/index.ts';
import { createInProcessEndpoint } from '../worker/in-process-endpoint.ts';
import { openRun } from '../worker/open-run.ts';
import { createManualTime } from '../worker/testing/manual-time.ts';
import { createSession } from './create-session.ts';
import { rowsOf } from './testing/stage.ts';

const second = 1_000_000;

function opened(stored?: string) {
  const time = createManualTime();
  const parsed = stored === undefined ? undefined : parseCarriedRun(stored);
  if (parsed?.ok === false) throw new Error(JSON.stringify(parsed.problem));
  const carried = parsed?.value;
  const session = createSession({
    scenario: carried?.scenario ?? templates.vertical,
    seed: carried?.seed ?? 11,
    autoplay: carried?.playing ?? false,
    carried,
    wallNow: () => time.wall,
    makeEndpoint: () => createInProcessEndpoint({ openRun, wallNow: () => time.wall, defer: time.defer }),
  });
  const { actions } = session;
  const state = () => session.store.getState();
  function settle(): void {
    do session.animationFrame(time.wall);
    while (time.flush() > 0 && state().playback !== 'playing');
  }
  function standAt(micros: number): void {
    actions.pause();
    settle();
    actions.seek(micros);
    settle();
  }
  async function handOver(): Promise<string> {
    const text = session.handOver();
    // A promise may need another turn between two frames.
    for (let turn = 0; turn < 5; turn += 1) {
      settle();
      await Promise.resolve();
    }
    return text;
  }
  function numbers() {
    const { live, history } = session;
    const { seed, branches, branchId, viewMicros, totals, story, storyOnBranch, speed, selection } = state();
    return {
      state: { seed, branches, branchId, viewMicros, totals, story, storyOnBranch, speed, selection },
      hash: live.traceHash,
      gauges: [...live.gauges],
      rows: branches.map(({ id, headMicros }) => rowsOf(session.historyOf(id) ?? history, headMicros)),
      ledger: history.ledger,
      exported: actions.exportRun(),
    };
  }
  settle();
  return { session, actions, time, settle, standAt, handOver, numbers, state };
}

/** Two branches, the one on screen rewound to before its end. */
function twoBranches() {
  const stage = opened();
  stage.standAt(5.25 * second);
  stage.actions.command({ kind: 'crash', component: 'db-primary' });
  stage.settle();
  stage.standAt(20 * second);
  stage.standAt(4 * second);
  stage.actions.command({ kind: 'set', path: 'database.waitForReplicas', value: 1 });
  stage.settle();
  stage.standAt(15 * second);
  stage.actions.command({ kind: 'crash', component: 'api-1' });
  stage.settle();
  stage.standAt(18 * second);
  stage.actions.setSpeed(5);
  stage.actions.select('lb');
  stage.standAt(16.5 * second);
  return stage;
}

describe('a run that is handed over', () => {
  it('has every branch, number, command and the place on screen', async () => {
    const before = twoBranches();
    const text = await before.handOver();
    const expected = before.numbers();
    expect(expected.state.branches.map(({ letter, log }) => `${letter} ${log.length}`)).toEqual([
      'A 1',
      'B 3',
    ]);
    // The change, and the crash that came after it on A.
    expect(expected.state.branches[1]?.log.map(({ at, by }) => `${at / second} ${by}`)).toEqual([
      '4 own',
      '5.25 kept',
      '15 own',
    ]);
    expect(expected.state).toMatchObject({ viewMicros: 16.5 * second, speed: 5, selection: 'lb' });

    const after = opened(text);
    expect(after.state().playback).toBe('paused');
    expect(after.numbers()).toEqual(expected);
    expect(JSON.parse(await after.handOver())).toEqual(JSON.parse(text));
  });

  it('has all that was recorded on each branch, also when the one on screen is the first', async () => {
    const before = twoBranches();
    before.actions.switchBranch(1);
    before.settle();
    before.standAt(19 * second);
    const text = await before.handOver();
    const expected = before.numbers();
    expect(expected.state).toMatchObject({ branchId: 1, viewMicros: 19 * second });
    expect(opened(text).numbers()).toEqual(expected);
  });

  it('goes on as if nothing had been: other branches, undo, the next letter', async () => {
    const before = twoBranches();
    const after = opened(await before.handOver());
    for (const stage of [before, after]) {
      stage.actions.switchBranch(1);
      stage.settle();
    }
    expect(after.state().viewMicros).toBe(before.state().viewMicros);
    expect(after.numbers()).toEqual(before.numbers());
    for (const stage of [before, after]) {
      stage.standAt(10 * second);
      stage.actions.undo();
      stage.settle();
      stage.actions.fork();
      stage.settle();
      stage.standAt(21 * second);
    }
    expect(after.state().branches.map(({ letter }) => letter)).toEqual(['A', 'B', 'C']);
    expect(after.numbers()).toEqual(before.numbers());
  });

  it('by version 1 opens with its branches and where they stood, without anything ahead of them', () => {
    const kept = (name: string): string => readFileSync(`test/version-1/${name}.json`, 'utf8');
    const after = opened(kept('carried-vertical-two-branches'));
    const { branches, branchId, viewMicros, speed } = after.state();
    expect({ branchId, viewMicros, speed }).toEqual({ branchId: 2, viewMicros: 16.5 * second, speed: 5 });
    expect(
      branches.map(({ letter, parent, atMicros, headMicros }) => [letter, parent, atMicros, headMicros]),
    ).toEqual([
      ['A', undefined, 0, 20 * second],
      ['B', 1, 4 * second, 18 * second],
    ]);
    expect(
      branches.map(({ log }) => log.map(({ at, by, order }) => `${at / second} ${by} ${order}`)),
    ).toEqual([['5.25 own 1'], ['4 own 1', '15 own 2']]);
    const larger = parseCarriedRun(kept('carried-reference-three-branches'));
    expect(larger.ok && larger.value.branches.map(({ log }) => log.length)).toEqual([1, 1, 1]);
  });

  it('keeps a command that was on its way, and plays on if it played', async () => {
    const before = opened();
    before.standAt(3 * second);
    before.actions.play();
    before.time.wall += 200;
    before.settle();
    before.actions.command({ kind: 'crash', component: 'api-1' });
    before.actions.command({ kind: 'set', path: 'users.arrivalRate', value: 500 });
    const text = await before.handOver();
    const { log } = before.state().branches[0] ?? { log: [] };
    expect(log.map(({ command }) => command.kind)).toEqual(['crash', 'set']);
    const after = opened(text);
    expect(after.state()).toMatchObject({ playback: 'playing', viewMicros: before.state().viewMicros });
    expect(after.state().branches[0]?.log).toEqual(log);
    expect(after.session.live.traceHash).toBe(before.session.live.traceHash);
  });

  it('is passed on as it came while it waits for its tape', async () => {
    const run = JSON.parse(await twoBranches().handOver());
    const tape = { contentHash: `sha256-${'a'.repeat(64)}`, fileName: 'a.log', requests: 9, speedup: 1 };
    const wanting = { ...run, scenario: { ...run.scenario, tape } };
    const after = opened(JSON.stringify(wanting));
    expect(after.state()).toMatchObject({ playback: 'opening', wantedTape: tape });
    expect(JSON.parse(await after.handOver())).toEqual(wanting);
  });

  it('keeps what is asked of it while it opens, and survives a worker that dies then', async () => {
    const before = twoBranches();
    const text = await before.handOver();
    const time = createManualTime();
    const carried = parseCarriedRun(text);
    if (!carried.ok) throw new Error('refused');
    const session = createSession({
      scenario: carried.value.scenario,
      seed: carried.value.seed,
      autoplay: false,
      carried: carried.value,
      wallNow: () => time.wall,
      makeEndpoint: () => createInProcessEndpoint({ openRun, wallNow: () => time.wall, defer: time.defer }),
    });
    time.flush(3);
    expect(session.store.getState().playback).toBe('opening');
    session.killWorker();
    session.actions.command({ kind: 'restart', component: 'api-1' });
    do session.animationFrame(time.wall);
    while (time.flush() > 0);
    before.actions.command({ kind: 'restart', component: 'api-1' });
    before.settle();
    const { playback, recoveries, branches } = session.store.getState();
    expect({ playback, recoveries }).toEqual({ playback: 'paused', recoveries: 1 });
    expect(branches).toEqual(before.state().branches);
    expect(session.live.traceHash).toBe(before.session.live.traceHash);
  });
});

// The host against the fake engine: every promise of the protocol, with a wall clock that only the test moves.
import { describe, expect, it } from 'vitest';
import { hopStride, journeyHeaderStride } from '../engine/telemetry/records.ts';
import { createHost } from './host.ts';
import type { Frame, FromHost, ToHost, WholeCheckpoint } from './protocol.ts';
import { type FakeOptions, openFake } from './testing/fake-engine.ts';
import { createManualTime } from './testing/manual-time.ts';
import { pile } from './testing/page-pile.ts';

const second = 1_000_000;

function hosted(options: FakeOptions = {}) {
  const time = createManualTime();
  const answers: FromHost[] = [];
  const raised: unknown[] = [];
  const host = createHost({
    openRun: openFake(options),
    post: (message, transfer) => answers.push(structuredClone(message, { transfer })),
    wallNow: () => time.wall,
    yieldNow: time.defer,
    raise: (error) => raised.push(error),
  });
  function tell(message: ToHost): FromHost[] {
    const before = answers.length;
    host.receive(message);
    time.flush();
    return answers.slice(before);
  }
  function open(at = 0, token = 1): Frame {
    return frameOf(tell({ type: 'open', token, scenario: {}, seed: 7, log: [], newestPage: -1, at }));
  }
  return { time, answers, raised, host, tell, open };
}

function frameOf(messages: readonly FromHost[]): Frame {
  const answer = messages.find((message) => message.type === 'frame' || message.type === 'opened');
  if (answer === undefined || !('frame' in answer))
    throw new Error(`no frame in ${JSON.stringify(messages)}`);
  return answer.frame;
}

/** The only checkpoint of a frame, of pages that came with it and with those before. */
function wholeOf(frames: readonly Frame[], at: number): WholeCheckpoint {
  const checkpoint = frames[at]?.checkpoints[0];
  if (checkpoint === undefined) throw new Error(`no checkpoint in frame ${at}`);
  return { ...checkpoint, ...pile(frames.slice(0, at + 1)).read(checkpoint.pages) };
}

const want = (until: number, maxWallMillis = 1_000, token = 1): ToHost => ({
  type: 'want',
  token,
  until,
  maxWallMillis,
});

describe('a want', () => {
  it('is answered with one frame and the history made on the way', () => {
    const { open, tell } = hosted();
    expect(open().time).toBe(0);
    const answers = tell(want(3 * second));
    expect(answers).toHaveLength(1);
    const frame = frameOf(answers);
    expect(frame.time).toBe(3 * second);
    expect(frame.history.seconds.map((row) => row.second)).toEqual([0, 1, 2]);
    expect(frame.history.ledger).toHaveLength(2);
    expect(frame.history.journeys).toHaveLength(300 * (journeyHeaderStride + hopStride));
  });

  it('ends at its wall budget, in slices of at most 8 ms', () => {
    const options: { onEvent?: () => void } = {};
    const { open, tell, time } = hosted(options);
    open();
    options.onEvent = () => {
      time.wall += 0.01;
    };
    const frame = frameOf(tell(want(3_600 * second, 30)));
    expect(frame.time).toBeGreaterThan(20 * second);
    expect(time.wall).toBeLessThan(45);
  });

  it('ends where it stands when told to rest: not one event more, one frame, and nothing to say without a want', () => {
    let events = 0;
    const options: FakeOptions = {
      onEvent() {
        events += 1;
        time.wall += 0.1;
      },
    };
    const { open, host, answers, time, tell } = hosted(options);
    open();
    host.receive(want(3_600 * second, 10_000));
    time.flush(3);
    const before = events;
    expect(before).toBeGreaterThan(0);
    host.receive({ type: 'rest', token: 1 });
    time.flush();
    expect(events).toBe(before);
    expect(answers.map((answer) => answer.type)).toEqual(['opened', 'frame']);
    expect(tell({ type: 'rest', token: 1 })).toEqual([]);
    // It can be asked on, and comes to where a run without a rest comes.
    const straight = hosted();
    straight.open();
    expect(frameOf(tell(want(60 * second))).traceHash).toBe(
      frameOf(straight.tell(want(60 * second))).traceHash,
    );
  });

  it('does not depend on how a run is cut into wants', () => {
    const one = hosted();
    one.open();
    const whole = frameOf(one.tell(want(20 * second)));
    const other = hosted();
    other.open();
    let last = whole;
    for (let until = 0; until < 20 * second; until += 333_333) last = frameOf(other.tell(want(until)));
    last = frameOf(other.tell(want(20 * second)));
    expect(last.traceHash).toBe(whole.traceHash);
    expect(last.totals).toEqual(whole.totals);
  });

  it('takes a checkpoint each second when wall time allows, and a bounded number when it does not', () => {
    const { open, tell, time } = hosted();
    open();
    const times: number[] = [];
    for (let until = second; until <= 5 * second; until += second) {
      time.wall += 200;
      times.push(...frameOf(tell(want(until))).checkpoints.map((checkpoint) => checkpoint.time));
    }
    expect(times).toEqual([1, 2, 3, 4, 5].map((whole) => whole * second));
    const long = frameOf(tell(want(3_600 * second))).checkpoints;
    expect(long.length).toBeGreaterThan(4);
    expect(long.length).toBeLessThanOrEqual(9);
  });
});

describe('a seek', () => {
  it('from a checkpoint arrives where a straight run arrives, and repeats the history in between', () => {
    const { open, tell, time } = hosted({ storySeconds: [3, 7] });
    open();
    const frames: Frame[] = [];
    for (let until = second; until <= 8 * second; until += second) {
      time.wall += 200;
      frames.push(frameOf(tell(want(until))));
    }
    const checkpoint = wholeOf(frames, 4);
    expect(checkpoint.marks).toEqual({ storyId: 1, judgedUntil: [4] });
    const back = frameOf(
      tell({ type: 'seek', token: 2, checkpoint, newestPage: 99, log: [], to: 8 * second }),
    );
    expect(back.traceHash).toBe(frames[7]?.traceHash);
    expect(back.history.seconds.map((row) => row.second)).toEqual([5, 6, 7]);
    expect(back.history.story.map((event) => event.id)).toEqual([2]);
    expect(back.history.ledger).toEqual(frames.slice(5).flatMap((frame) => frame.history.ledger));
  });

  it('runs on from where it stands only if that is where the session thinks it is', () => {
    const { open, tell } = hosted();
    open();
    tell(want(4 * second));
    const on = frameOf(
      tell({ type: 'seek', token: 2, here: 4 * second, newestPage: -1, log: [], to: 5 * second }),
    );
    expect(on.history.seconds.map((row) => row.second)).toEqual([4]);
    const again = frameOf(
      tell({ type: 'seek', token: 3, here: 4 * second, newestPage: -1, log: [], to: 5 * second }),
    );
    expect(again.history.seconds.map((row) => row.second)).toEqual([0, 1, 2, 3, 4]);
    expect(again.traceHash).toBe(on.traceHash);
  });

  it('goes on from pages that the session has, and from none that it may have missed', () => {
    const { open, tell, host, time } = hosted();
    open();
    const frames: Frame[] = [];
    const on = (message: ToHost) => {
      time.wall += 200;
      frames.push(frameOf(tell(message)));
      return frames.at(-1)?.pages ?? [];
    };
    const newest = () => pile(frames).newest;
    expect(on(want(second)).map(({ over }) => over)).toEqual([undefined]);
    expect(on(want(2 * second)).map(({ over }) => over)).toEqual([0]);
    const seek = (token: number, here: number, newestPage: number): ToHost => {
      return { type: 'seek', token, here, newestPage, log: [], to: here + second };
    };
    // The one frame that brought page 1 is here, so page 2 may stand on it.
    expect(on(seek(2, 2 * second, newest())).map(({ over }) => over)).toEqual([1]);
    // The session has not got page 2: its frame came too late.
    expect(on(seek(3, 3 * second, 1)).map(({ id, over }) => [id, over])).toEqual([[3, undefined]]);
    // From a checkpoint of the session's own.
    const checkpoint = wholeOf(frames, 0);
    const back = on({ type: 'seek', token: 4, checkpoint, newestPage: 3, log: [], to: 2 * second });
    expect(back.map(({ id, over }) => [id, over])).toEqual([[4, 0]]);
    host.receive({ type: 'seek', token: 5, newestPage: 4, log: [], to: 0 });
    time.flush();
    expect(on(want(second, 1_000, 5)).map(({ over }) => over)).toEqual([undefined]);
  });

  it('is ended by a newer one, reports progress, and old tokens are ignored', () => {
    const options: { onEvent?: () => void } = {};
    const { open, host, answers, time } = hosted(options);
    open();
    options.onEvent = () => {
      time.wall += 0.05;
    };
    host.receive({ type: 'seek', token: 2, newestPage: -1, log: [], to: 3_600 * second });
    time.flush(50);
    host.receive({ type: 'seek', token: 4, newestPage: -1, log: [], to: second });
    host.receive({ type: 'seek', token: 3, newestPage: -1, log: [], to: 2 * second });
    host.receive(want(9 * second, 1_000, 2));
    time.flush();
    const frames = answers.filter((answer) => answer.type === 'frame');
    expect(frames.map((answer) => [answer.token, answer.frame.time])).toEqual([[4, second]]);
    const progress = answers.filter((answer) => answer.type === 'progress');
    expect(progress.length).toBeGreaterThan(3);
    expect(progress.length).toBeLessThanOrEqual((50 * 52) / 100);
    expect(progress.every((report) => report.time < report.to)).toBe(true);
  });
});

describe('a command', () => {
  it('is stamped at the present time, shown at once, and replays to the same numbers', () => {
    const { open, tell } = hosted();
    open();
    tell(want(2_500_000));
    const [stamped] = tell({ type: 'command', token: 1, command: { kind: 'crash', component: 'api-1' } });
    expect(stamped).toEqual({
      type: 'stamped',
      token: 1,
      stamped: { at: 2_500_000, command: { kind: 'crash', component: 'api-1' } },
    });
    const shown = frameOf(tell(want(2_500_000)));
    expect(shown.history.story.map((event) => event.kind)).toEqual(['crashed']);
    expect(shown.description).toBeDefined();
    const straight = frameOf(tell(want(6 * second)));
    if (stamped?.type !== 'stamped') throw new Error('not stamped');
    const replayed = frameOf(
      tell({ type: 'seek', token: 2, newestPage: -1, log: [stamped.stamped], to: 6 * second }),
    );
    expect(replayed.traceHash).toBe(straight.traceHash);
    expect(replayed.totals).toEqual(straight.totals);
  });

  it('takes effect in the middle of a want', () => {
    const options: { onEvent?: () => void } = {};
    const { open, host, answers, time } = hosted(options);
    open();
    options.onEvent = () => {
      time.wall += 0.1;
    };
    host.receive(want(60 * second, 10_000));
    time.flush(3);
    host.receive({ type: 'command', token: 1, command: { kind: 'crash', component: 'api-1' } });
    time.flush();
    expect(answers.map((answer) => answer.type)).toEqual(['opened', 'stamped', 'frame']);
  });

  it('is refused with the reason', () => {
    const { open, tell } = hosted();
    open();
    const command = { kind: 'crash', component: 'api-2' } as const;
    const problem = { path: 'command', value: 'crash api-2', allowed: 'api-2 can suffer: (none)' };
    expect(tell({ type: 'command', token: 1, command })).toEqual([
      { type: 'commandRefused', token: 1, command, problem },
    ]);
  });
});

describe('stepping', () => {
  it('delivers one event, or stops exactly where a story event was learned', () => {
    const { open, tell } = hosted({ storySeconds: [3] });
    open();
    expect(frameOf(tell({ type: 'step', token: 1, by: 'event', limit: 60 * second })).time).toBe(10_000);
    const frame = frameOf(tell({ type: 'step', token: 1, by: 'story', limit: 60 * second }));
    expect(frame.time).toBe(3 * second);
    expect(frame.history.story).toHaveLength(1);
    expect(frameOf(tell({ type: 'step', token: 1, by: 'story', limit: 9 * second })).time).toBe(9 * second);
  });
});

describe('trouble', () => {
  it('refuses a scenario with the reason', () => {
    const { tell } = hosted();
    const answers = tell({
      type: 'open',
      token: 1,
      scenario: 'nonsense',
      seed: 7,
      log: [],
      newestPage: -1,
      at: 0,
    });
    expect(answers.map((answer) => answer.type)).toEqual(['scenarioRefused']);
  });

  it('says where and why the engine broke, and opens again', () => {
    const { open, tell } = hosted({ failsAt: 2 * second });
    open();
    expect(tell(want(5 * second))).toEqual([
      { type: 'broke', token: 1, time: 2 * second, message: 'fake invariant broken' },
    ]);
    expect(tell(want(6 * second))).toEqual([]);
    expect(open(second, 2).time).toBe(second);
  });

  it('dies when told to', () => {
    const { open, tell, raised } = hosted();
    open();
    expect(tell({ type: 'die', token: 1 })).toEqual([]);
    expect(raised).toHaveLength(1);
  });
});

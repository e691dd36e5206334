// HAProxy 2.6.12: health checks every 500 ms, fall 3, rise 2, three servers in round robin, a request every 25 ms, server A
// at fault. The phase of a check is what a trial cannot choose: each trial's first failed check is read, the rest is ours.
import { describe, expect, it } from 'vitest';
import { probe, roundRobin } from '../../src/algorithms/index.ts';
import { microsPerMilli } from '../../src/base/units.ts';
import { openRecording } from '../support/recording.ts';

type State = [atMillis: number, state: string];
type Bin = [from: number, returning: number, all: number, share: number];
interface Trial {
  readonly detectMs: number;
  readonly recoverMs: number;
  readonly states: State[];
}

const recording = openRecording('haproxy.json', 'activeChecks');
recording.note('config');
const servers = ['A', 'B', 'C'].map((id) => ({ id }));
const period = 500;
const requestEvery = 25;
/** The recorder polls, and a check takes a few ms of its own before the next is scheduled. */
const tolerance = 30;

const trials = Object.entries(recording.peek<Record<string, Trial[]>>('trials')).flatMap(([kind, inner]) =>
  inner.map((trial, index) => ({ kind, index, trial })),
);

describe.each(trials)('$kind $index', ({ kind, index, trial }) => {
  const path = (...rest: (string | number)[]): (string | number)[] => ['trials', kind, index, ...rest];
  const faultSeen = trial.states.findIndex(([, state]) => state !== 'UP');
  const secondDown = trial.states.findLastIndex(([, state]) => state === 'DOWN');
  const atOf = (place: number): number => (trial.states[place] as State)[0];

  it('goes through the same states', () => {
    const s = begun(atOf(faultSeen));
    const labels = ['UP'];
    // DOWN is recorded once more when the fault is repaired.
    trial.states.slice(1).forEach(([, state], place) => {
      if (kind === 'obs' && state === 'DOWN')
        for (let left = 3; left > 0; left -= 1) probe.observe(s, 'failed');
      else if (place + 1 !== secondDown) probe.observe(s, place + 1 < secondDown ? 'failed' : 'ok');
      labels.push(labelOf(s));
    });
    trial.states.forEach((_, place) => {
      recording.equal(path('states', place, 1), labels[place]);
    });
  });

  it('at the same times', () => {
    if (kind === 'obs' || kind === 'chk_hang') {
      const why =
        kind === 'obs'
          ? 'HAProxy `observe` judges by live traffic, with a limit the recording does not tell'
          : 'HAProxy counts the interval from the end of a check, and when one that hangs ends is not recorded';
      recording.notComparable(path('detectMs'), why);
      const last = trial.states.length - 1;
      trial.states.slice(0, last - 1).forEach((_, place) => {
        recording.notComparable(path('states', place, 0), why);
      });
      recording.input(...path('states', last - 1, 0));
      recording.within(path('states', last, 0), upAfter(atOf(last - 1)), 0, tolerance);
      return;
    }
    recording.input(...path('states', 0, 0));
    recording.input(...path('states', faultSeen, 0));
    recording.input(...path('states', secondDown, 0));
    const s = begun(atOf(faultSeen));
    const changes: number[] = [];
    for (let at = 0; at < 4000 && changes.length < 5; at += 1) {
      if (!probe.advance(s, at * microsPerMilli)) continue;
      const before = labelOf(s);
      probe.observe(s, at < atOf(secondDown) ? 'failed' : 'ok');
      if (labelOf(s) !== before) changes.push(at);
    }
    const told = trial.states.filter((_, place) => place >= faultSeen && place !== secondDown);
    expect(changes.length).toBe(told.length);
    changes.forEach((at, step) => {
      const place = trial.states.indexOf(told[step] as State);
      if (place !== faultSeen) recording.within(path('states', place, 0), at, 0, tolerance);
    });
    recording.within(path('detectMs'), changes[2] as number, 0, tolerance);
  });

  it('recovers after two good checks', () => {
    const why = 'rise − 1 to rise intervals after the repair';
    const { recoverMs } = trial;
    recording.judged(path('recoverMs'), recoverMs > period && recoverMs <= 2 * period + tolerance, why);
  });

  it('lets clients meet the fault as often', () => {
    recording.notComparable(path('slowestMs'), 'wall-clock time of one request');
    const { sentToA, failed } = untilDown(trial.detectMs, kind);
    const within = (name: 'clientErrors' | 'toABetweenFaultAndDown', ours: number): void =>
      recording.within(path(name), ours, 0, ours === 0 ? 0 : 1);
    within('clientErrors', failed);
    within('toABetweenFaultAndDown', kind === 'chk_http500' ? sentToA : 0);
  });
});

describe('slowstart', () => {
  const slowstart = openRecording('haproxy.json', 'slowstart');
  slowstart.note('config');

  it('ends in a third of the traffic; the ramp before is no mechanism of ours', () => {
    slowstart.peek<Bin[]>('bins').forEach(([from, , all], place) => {
      if (from < 4000) {
        slowstart.notComparable(['bins', place], 'the weight of a returning server ramps up');
        return;
      }
      slowstart.input('bins', place, 0);
      slowstart.input('bins', place, 2);
      const s = roundRobin.create({ servers });
      const picks = Array.from({ length: all }, () => roundRobin.pick(s, { now: 0 }));
      const ours = picks.filter((id) => id === 'A').length;
      slowstart.within(['bins', place, 1], ours, 0, 1);
      slowstart.within(['bins', place, 3], ours / all, 0, 1 / all + 0.0005);
    });
  });

  it('skips nothing', () => slowstart.expectNothingSkipped());
});

describe('health checks', () => {
  it('skips nothing', () => recording.expectNothingSkipped());
});

function begun(firstCheck: number, initially: 'up' | 'down' = 'up'): probe.Probe {
  return probe.create({
    initially,
    kind: 'healthCheck',
    period: period * microsPerMilli,
    timeout: 300 * microsPerMilli,
    failureThreshold: 3,
    successThreshold: 2,
    initialDelay: firstCheck * microsPerMilli,
  });
}

/** When a server that is down and whose first good check is at `firstGood` is up. */
function upAfter(firstGood: number): number {
  const s = begun(firstGood, 'down');
  for (let at = firstGood; ; at += 1)
    if (probe.advance(s, at * microsPerMilli) && probe.observe(s, 'ok')) return at;
}

/** As HAProxy writes it: how much of fall or rise is left or done. */
function labelOf(s: probe.Probe): string {
  const { mode, contrary, options } = s;
  if (mode === 'goingDown') return `UP ${options.failureThreshold - contrary}/${options.failureThreshold}`;
  if (mode === 'goingUp') return `DOWN ${contrary}/${options.successThreshold}`;
  return mode.toUpperCase();
}

/** One request every 25 ms by round robin over three servers until A is seen to be down. */
function untilDown(detectMs: number, kind: string): { sentToA: number; failed: number } {
  const s = roundRobin.create({ servers });
  let [sentToA, failed] = [0, 0];
  for (let at = 0; at < detectMs; at += requestEvery) {
    const now = at * microsPerMilli;
    if (roundRobin.pick(s, { now }) !== 'A') continue;
    sentToA += 1;
    // A refused connection may go to another server, unless that is forbidden; an answer of 500 or none at all may not.
    if (kind === 'chk_refused' || kind === 'obs')
      expect(roundRobin.pick(s, { now, tried: new Set(['A']) })).toBe('B');
    else failed += 1;
  }
  return { sentToA, failed };
}

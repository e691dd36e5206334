// Elections by hand: five sentinels with a quorum of 1, whose messages arrive when the test says.
import { describe, expect, it } from 'vitest';
import * as sentinel from './sentinel.ts';

const second = 1_000_000;
const step = 100_000;
const draws = { interval: 0, desync: 0 };

function watcher(index: number): sentinel.Sentinel {
  const group = { sentinels: 5, quorum: 1, nodes: 3, primary: 0, now: 0 };
  return sentinel.create({ index, ...group, downAfter: second, failoverTimeout: 60 * second });
}

/** Lets time pass, nobody answering, until `type` happens; the time then. */
function runUntil(s: sentinel.Sentinel, from: number, type: string): number {
  for (let now = from; now < from + 10 * second; now += step) {
    if (turn(s, now).some((action) => action.type === type)) return now;
  }
  throw new Error(`${type} never happened`);
}

function turn(s: sentinel.Sentinel, now: number): sentinel.SentinelAction[] {
  const actions: sentinel.SentinelAction[] = [];
  s.nextTick = now;
  sentinel.advance(s, now, draws, actions);
  return actions;
}

/** `voter` is asked, and its answer arrives. */
function ask(voter: sentinel.Sentinel, asker: sentinel.Sentinel, now: number): void {
  const question = {
    from: asker.options.index,
    suspect: 0,
    epoch: asker.epoch,
    candidate: asker.options.index,
  };
  const actions: sentinel.SentinelAction[] = [];
  sentinel.onAsk(voter, question, now, 0, actions);
  const answer = actions.find((action) => action.type === 'reply');
  if (answer?.type === 'reply') sentinel.onAskReply(asker, answer.reply, now);
}

const elected = (actions: readonly sentinel.SentinelAction[]): unknown[] =>
  actions.filter(({ type }) => type === 'leaderElected');

describe('votes', () => {
  it('of a later epoch elect nobody in an earlier one', () => {
    const [a, c, d, e] = [0, 2, 3, 4].map(watcher) as [
      sentinel.Sentinel,
      sentinel.Sentinel,
      sentinel.Sentinel,
      sentinel.Sentinel,
    ];
    let now = Math.max(runUntil(a, 0, 'electionStarted'), runUntil(c, 0, 'electionStarted'));
    expect([a.epoch, c.epoch]).toEqual([1, 1]);
    for (const voter of [d, e]) ask(voter, c, now);
    now += step;
    expect(elected(turn(c, now))).toMatchObject([{ epoch: 1, votes: 3 }]);
    // While a's own election is open it hears of epoch 2, asks in it and is given three votes of it.
    sentinel.onAnnouncement(a, { from: 1, epoch: 2, primary: 0, configEpoch: 0 }, now, []);
    for (const voter of [c, d, e]) ask(voter, a, now);
    now += step;
    expect(elected(turn(a, now)), 'a second leader of epoch 1').toEqual([]);
  });
});

// What a confirmation that waits for a replica costs: each write, about the time a version takes to the first replica.
import { describe, expect, it } from 'vitest';
import { templates } from '../../scenario/templates/index.ts';
import { openRealSession } from '../../session/testing/real-session.ts';
import { commonSecond, comparedPair, secondsApart } from './compare-branches.ts';

describe('latency on two branches', () => {
  it('of writes rises with the replica that is waited for, of reads it does not', () => {
    const { session, settle, standAt } = openRealSession(templates.vertical);
    standAt(20e6);
    standAt(3_600_000);
    session.actions.command({ kind: 'set', path: 'database.waitForReplicas', value: 1 });
    settle();
    standAt(20e6);
    const state = session.store.getState();
    const pair = comparedPair(state)!;
    const histories = pair.map(({ id }) => session.historyOf(id)!);
    const apart = secondsApart(pair, histories, commonSecond(pair, histories, state.viewMicros))!;
    expect(apart).toEqual({ from: 4, to: 20 });
    const rise = (id: 'read' | 'write', p: number): number => {
      const index = state.description!.classes.findIndex((one) => one.id === id);
      const [before, after] = histories.map((history) =>
        history.latencyQuantile(index, apart.from, apart.to, p),
      );
      return (after! - before!) / 1_000;
    };
    // `replicationDelayMillis` 50, then there and back over a link of 0.25 ms; a little room for the histogram.
    expect(Math.abs(rise('write', 0.5) - 50.5)).toBeLessThan(1);
    expect(Math.abs(rise('write', 0.95) - 50.5)).toBeLessThan(2);
    expect(Math.abs(rise('read', 0.5))).toBeLessThan(0.5);
  });
});

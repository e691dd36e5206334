// The whole way with the real engine: the first vertical is opened, its primary dies, the past is visited and changed.
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/command.ts';
import { templates } from '../scenario/templates/index.ts';
import { openRealSession } from './testing/real-session.ts';
import { rowsOf } from './testing/stage.ts';

const second = 1_000_000;
const kill: Command = { kind: 'crash', component: 'db-primary' };

function opened(autoplay = false) {
  const stage = openRealSession(templates.vertical, { autoplay });
  const { session } = stage;
  function numbers() {
    const { live, history } = session;
    return {
      at: live.gaugesMicros,
      hash: live.traceHash,
      totals: live.totals,
      gauges: [...live.gauges],
      rows: rowsOf(history, live.gaugesMicros),
      ledger: history.ledger.filter((span) => span.toSecond < live.gaugesMicros / second - 6),
      story: history.story.filter((event) => event.time <= live.gaugesMicros),
      p99: history.latencyQuantile(undefined, 0, live.gaugesMicros / second, 0.99),
      journeys: history.journeysBetween(live.gaugesMicros - second, live.gaugesMicros).map((row) => [...row]),
    };
  }
  return { ...stage, numbers, state: () => session.store.getState() };
}

describe('the vertical behind a session', () => {
  it('shows a failover, and the same numbers after going back, recovering and branching', () => {
    const stage = opened();
    expect(stage.state().failure).toBeUndefined();
    expect(stage.state().description?.components.map(({ id }) => id)).toContain('db-primary');
    stage.standAt(10.25 * second);
    stage.session.actions.command(kill);
    stage.settle();
    expect(stage.state().story.map((event) => event.kind)).toContain('crashed');
    stage.standAt(30 * second);
    const first = stage.numbers();
    expect(first.story.map((event) => event.kind)).toContain('promoted');
    expect(first.rows).toHaveLength(30);
    expect(first.journeys.length).toBeGreaterThan(10);
    expect(first.p99).toBeGreaterThan(0);

    stage.standAt(9 * second);
    stage.session.actions.play();
    for (let frame = 0; frame < 120; frame += 1) {
      stage.time.wall += 1_000 / 60;
      stage.session.animationFrame(stage.time.wall);
      stage.time.flush();
    }
    expect(stage.session.live.viewMicros / second).toBeGreaterThan(10.5);
    stage.standAt(30 * second);
    expect(stage.numbers()).toEqual(first);

    stage.session.killWorker();
    stage.settle();
    expect(stage.state().recoveries).toBe(1);
    expect(stage.numbers()).toEqual(first);

    stage.standAt(9.5 * second);
    stage.session.actions.command({ kind: 'set', path: 'database.waitForReplicas', value: 1 });
    stage.settle();
    expect(stage.state().branches.map((branch) => branch.letter)).toEqual(['A', 'B']);
    stage.session.actions.undo();
    stage.settle();
    stage.standAt(10.25 * second);
    stage.session.actions.command(kill);
    stage.settle();
    stage.standAt(30 * second);
    expect(stage.numbers()).toEqual(first);
  });

  it('plays at every speed to the same trace hash', () => {
    const hashes = ([1, 30] as const).map((speed) => {
      const stage = opened(true);
      stage.session.actions.setSpeed(speed);
      for (let frame = 0; frame < 60; frame += 1) {
        stage.time.wall += 1_000 / 60;
        stage.session.animationFrame(stage.time.wall);
        stage.time.flush();
      }
      stage.standAt(40 * second);
      return stage.session.live.traceHash;
    });
    expect(new Set(hashes).size).toBe(1);
  });
});

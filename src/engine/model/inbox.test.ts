import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { readingNow, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { gaugeColumn, gaugeStride } from '../telemetry/records.ts';

const station = (arrivalRate: number) => ({
  format: 'nines-scenario',
  version: 1,
  name: 'hung',
  components: [
    { id: 'users', kind: 'users', parameters: { arrivalRate, writeRatio: 0, clientTimeoutMillis: 600_000 } },
    {
      id: 'station',
      kind: 'station',
      parameters: { serviceDistribution: 'deterministic', meanServiceMillis: 0.1, servers: 1 },
    },
  ],
  links: [{ from: 'users', to: 'station', carries: 'request', oneWayDelayMillis: 0 }],
});

describe('a hung process', () => {
  it('is handed 4,096 calls by its machine, and those beyond vanish', () => {
    const options = { scenario: station(2_000), seed: 4, keepJourneys: false };
    const at = (until: number) => {
      const { engine } = runLab({
        ...options,
        until,
        dos: ['1s hang station for 5s', '6s set users.arrivalRate=0'],
      });
      const gauges = engine.gauges();
      const [all] = engine.totals().classes;
      return {
        waiting: readingNow(engine, 'station', 'queueLength')!,
        answered: gauges[gaugeStride + gaugeColumn.answered]!,
        arrived: all!.arrived,
      };
    };
    const before = at(seconds(1));
    const during = at(seconds(5.9));
    // About 9,800 have come meanwhile.
    expect(during.arrived - before.arrived).toBeGreaterThan(2 * 4_096);
    expect(during.waiting).toBe(4_096);
    expect(during.answered).toBe(before.answered);
    // All that were accepted, and the one or two that it had in hand, are served when it goes on.
    const after = at(seconds(8));
    expect(after.answered - before.answered).toBeGreaterThanOrEqual(4_096);
    expect(after.answered - before.answered).toBeLessThanOrEqual(4_096 + (before.arrived - before.answered));
  });

  it('loses nothing while fewer wait', () => {
    const { engine } = runLab({
      scenario: station(500),
      seed: 4,
      until: seconds(10),
      dos: ['1s hang station for 5s', '8s set users.arrivalRate=0'],
    });
    const [all] = engine.totals().classes;
    expect(all).toMatchObject({ failed: 0, inFlight: 0, ok: all!.arrived });
  });
});

describe('a busy process', () => {
  it('takes its own timers in once it is free, each with its number and payload, in the order in which they were due', () => {
    const { world, siteOf, moveTo, indexOf } = worldOf({ components: [componentOf('one', 'station', {})] });
    const taken: (readonly number[])[] = [];
    world.component(indexOf('one')).onTimer = (timer, payload) =>
      void taken.push([world.now, timer, payload]);
    const site = siteOf('one');
    site.timer(7, 40, 1_000);
    site.timer(9, -3, 2_000);
    site.timer(5, 6, 8_000);
    site.stayBusy(5_000);
    moveTo(9_000);
    expect(taken).toEqual([
      [5_000, 7, 40],
      [5_000, 9, -3],
      [8_000, 5, 6],
    ]);
  });
});

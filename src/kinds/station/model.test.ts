import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { readsAndWrites } from '../../../test/support/reads-and-writes.ts';
import type { Blueprint } from '../../engine/blueprint.ts';
import type { StampedCommand } from '../../engine/command.ts';
import { createEngine } from '../../engine/engine.ts';
import type { Engine } from '../../engine/engine-contract.ts';

const objectives = { latencyMillis: 300, availability: 0.999 };
const blueprint: Blueprint = {
  name: 'one station',
  components: [
    componentOf('users', 'users', { arrivalRate: 200, clientTimeoutMillis: 60_000 }),
    componentOf('station', 'station', { servers: 1, meanServiceMillis: 10 }),
  ],
  links: [{ from: 'users', to: 'station', carries: 'request', oneWayDelayMicros: 0 }],
  classes: readsAndWrites(objectives),
  objectives,
  warmupMicros: 0,
  schedule: [],
};

const create = (log: readonly StampedCommand[] = []): Engine => {
  const sink = { story: () => {}, second: () => {}, ledger: () => {}, journey: () => {} };
  const engine = createEngine(blueprint, 1, sink);
  engine.schedule(log);
  return engine;
};

describe('a station', () => {
  it('keeps an edited service time through a checkpoint', () => {
    const log: readonly StampedCommand[] = [
      { at: 1_000_000, command: { kind: 'set', path: 'station.meanServiceMillis', value: 2 } },
    ];
    const straight = create(log);
    straight.runUntil(2_000_000);
    const checkpoint = straight.save();
    straight.runUntil(4_000_000);
    const replayed = create();
    replayed.load(checkpoint);
    replayed.schedule(log);
    replayed.runUntil(4_000_000);
    expect(replayed.traceHash()).toBe(straight.traceHash());
  });

  it('begins no work while it hangs, even when an edit opens more slots', () => {
    const log: readonly StampedCommand[] = [
      { at: 2_000_000, command: { kind: 'hang', component: 'station', forMicros: 2_000_000 } },
      { at: 2_500_000, command: { kind: 'set', path: 'station.servers', value: 8 } },
    ];
    const engine = create(log);
    const answered = () => engine.totals().classes.reduce((sum, one) => sum + one.ok, 0);
    engine.runUntil(2_000_000);
    const before = answered();
    engine.runUntil(3_999_999);
    expect(answered()).toBe(before);
    engine.runUntil(6_000_000);
    expect(answered()).toBeGreaterThan(before + 700);
  });
});

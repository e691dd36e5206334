import { describe, expect, it } from 'vitest';
import { emptyHistory, seconds, sinkInto } from '../../../test/support/engine-lab.ts';
import { timedStation } from '../../../test/support/timed-arrivals.ts';
import { createEngine } from '../engine.ts';
import type { edgeInstruments } from './edge-meters.ts';
import { readingOf } from './layout.ts';

type Name = keyof typeof edgeInstruments;

/** One server that takes 500 ms a call, and room for one to wait: of four calls at 250 ms two are turned away. */
function played() {
  const history = emptyHistory();
  const arrivals = [250_000, 250_000, 250_000, 250_000];
  const blueprint = timedStation({ arrivals, serviceMillis: 500, queueCapacity: 1 });
  const engine = createEngine(blueprint, 1, sinkInto(history));
  engine.runUntil(seconds(1));
  const now = (name: Name) => readingOf(engine.readings(), 'users->station', name);
  const row = (second: number, name: Name) => readingOf(history.rows[second]!, 'users->station', name);
  return { engine, now, row };
}

describe('the instruments of an edge', () => {
  it('say at every instant how many calls were sent, and how they ended', () => {
    const { engine, now } = played();
    // One was answered at 750 ms, the one that waited will be at 1,250 ms.
    expect(
      ['sent', 'answered', 'failed', 'rejected', 'retried', 'inFlight'].map((name) => now(name as Name)),
    ).toEqual([4, 1, 2, 2, 0, 1]);
    engine.runUntil(seconds(2));
    expect([now('answered'), now('inFlight')]).toEqual([2, 0]);
  });

  it('count in a row what its second brought, and average what was in flight', () => {
    const { engine, row } = played();
    engine.runUntil(seconds(3));
    expect([0, 1, 2].map((second) => row(second, 'sent'))).toEqual([4, 0, 0]);
    expect([0, 1, 2].map((second) => row(second, 'answered'))).toEqual([1, 1, 0]);
    expect([0, 1, 2].map((second) => row(second, 'rejected'))).toEqual([2, 0, 0]);
    // 500 ms of one and 750 ms of the other; then 250 ms of it.
    expect([0, 1, 2].map((second) => row(second, 'inFlight'))).toEqual([1.25, 0.25, 0]);
  });

  it('are absent at a component, and of an edge that is not there', () => {
    const { engine } = played();
    const readings = engine.readings();
    expect(readingOf(readings, 'station', 'sent')).toBeUndefined();
    expect(readingOf(readings, 'station->users', 'sent')).toBeUndefined();
  });

  it('go on from a checkpoint as if nothing had happened, in the middle of a second', () => {
    const { engine, now } = played();
    const checkpoint = engine.save();
    expect(checkpoint.layout).toBe(engine.layout.id);
    engine.runUntil(seconds(2));
    engine.load(checkpoint);
    expect([now('answered'), now('inFlight')]).toEqual([1, 1]);
  });
});

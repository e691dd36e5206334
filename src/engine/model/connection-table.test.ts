// A run holds so many open calls and no more: what is beyond fails at once, and memory stays bounded.
import { describe, expect, it } from 'vitest';
import {
  blueprintOf,
  commandsOf,
  emptyHistory,
  eventsOf,
  type History,
  seconds,
  sinkInto,
  totalsOf,
} from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { evenArrivals, timedStation } from '../../../test/support/timed-arrivals.ts';
import type { Blueprint } from '../blueprint.ts';
import { createEngine } from '../engine.ts';
import type { Engine } from '../engine-contract.ts';
import { cause } from '../telemetry/causes.ts';
import { classColumn, classStride, journeyHeader } from '../telemetry/records.ts';

function open(blueprint: Blueprint, dos: readonly string[], history: History): Engine {
  const engine = createEngine(blueprint, 5, sinkInto(history));
  engine.schedule(commandsOf(blueprint, dos));
  return engine;
}

describe('100 requests a second, of which 200 may be open, while the station hangs from 1 s to 10 s', () => {
  const arrivals = evenArrivals(100, 0, 20);
  const blueprint = { ...timedStation({ arrivals, serviceMillis: 1 }), connections: 200 };
  const dos = ['1s hang station for 9s'];
  const history = emptyHistory();
  const engine = open(blueprint, dos, history);
  engine.runUntil(seconds(21));
  const [reads] = engine.totals().classes;
  const [hang] = eventsOf(history.story, 'hung');

  it('fill the table in 2 s and fail from then on, as many as come', () => {
    const perSecond = history.rows.map((row) => row.classes[classColumn.causes + cause.connectionTableFull]);
    const expected = history.rows.map(({ second }) => (second >= 3 && second < 10 ? 100 : 0));
    expect(perSecond).toEqual(expected);
    expect(history.rows[0]!.classes.length).toBe(2 * classStride);
    expect(reads).toMatchObject({ arrived: 2_000, ok: 1_300, failed: 700, inFlight: 0 });
    expect(reads!.failuresByCause).toEqual({ connectionTableFull: 700 });
  });

  it('fail by the hang, at the instant they come, at the users and not at the station', () => {
    expect(reads!.failuresByRoot).toEqual({ [hang!.id]: 700 });
    const failed = history.journeys.filter((one) => one[journeyHeader.cause] === cause.connectionTableFull);
    expect(failed.map((one) => one[journeyHeader.endedAt])).toEqual(
      arrivals.filter((at) => at > seconds(3) && at < seconds(10)),
    );
    expect(failed.every((one) => one[journeyHeader.arrivedAt] === one[journeyHeader.endedAt])).toBe(true);
    expect(totalsOf(engine, 'users').errorsByCause).toEqual({ connectionTableFull: 700 });
    const station = totalsOf(engine, 'station');
    expect(station.arrivalsPerSecond * 21).toBeCloseTo(1_300);
    expect(station.errorsByCause).toEqual({});
  });

  it('are one outage with its cause, over when the station goes on', () => {
    const [failing, ...others] = eventsOf(history.story, 'requestsFailing');
    expect(others).toEqual([]);
    expect(failing).toMatchObject({ time: 3_005_000, causeId: hang!.id });
    expect(failing!.values.failureCause).toBe('connectionTableFull');
    // The first of the 200 is answered 1 ms after the station goes on.
    expect(eventsOf(history.story, 'requestsResumed')).toMatchObject([
      { time: 10_001_000, values: { failed: 700 } },
    ]);
  });

  it.each([2.995, 3.005, 6, 10, 10.1])('go on from a checkpoint at %d s as if nothing had been', (time) => {
    const first = open(blueprint, dos, emptyHistory());
    first.runUntil(seconds(time));
    const revived = createEngine(blueprint, 5, sinkInto(emptyHistory()));
    revived.load(structuredClone(first.save()));
    revived.schedule(commandsOf(blueprint, dos));
    revived.runUntil(seconds(21));
    expect(revived.traceHash()).toBe(engine.traceHash());
    expect(revived.totals()).toEqual(engine.totals());
  });
});

describe('a table of 10 for users, and of 20 for the calls inside', () => {
  /** So many requests at one instant, each of which makes three calls: to the balancer, a server, the database. */
  function burst(count: number): Engine {
    const numbers = new Int32Array(count);
    const tape = {
      contentHash: '',
      offsets: new Float64Array(count),
      classes: new Uint8Array(count),
      keys: numbers,
      clients: numbers,
      keyCount: 1,
      clientCount: 1,
    };
    const blueprint = blueprintOf(smallStack({ servers: 2 }));
    // With a wire of 1 ms to the balancer all of them have come before any is passed on.
    const links = blueprint.links.map((link) => ({ ...link, oneWayDelayMicros: 1_000 }));
    const engine = open({ ...blueprint, links, tape, connections: 10 }, [], emptyHistory());
    engine.runUntil(seconds(1));
    return engine;
  }
  const failed = (engine: Engine) => engine.totals().classes[0]!.failuresByCause;

  it('serves 6 requests at once, and of 7 all but the last: 18 and 21 calls', () => {
    expect(failed(burst(6))).toEqual({});
    expect(failed(burst(7))).toEqual({ connectionTableFull: 1 });
  });

  it('of 15 admits 10, and has no place left for what they ask of the database', () => {
    const engine = burst(15);
    expect(engine.totals().classes[0]).toMatchObject({ arrived: 15, ok: 0, failed: 15, inFlight: 0 });
    const lb = totalsOf(engine, 'lb');
    expect([lb.arrivalsPerSecond, lb.errorsByCause]).toEqual([10, { connectionTableFull: 10 }]);
    expect(totalsOf(engine, 'db-1').arrivalsPerSecond).toBe(0);
  });
});

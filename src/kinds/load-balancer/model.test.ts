// A balancer before servers whose times are fixed: who gets which call and when, and what its probes make of a dead one.
import { describe, expect, it } from 'vitest';
import { eventsOf, type LabRun, readingNow } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { callsOf, runTimed } from '../../../test/support/timed-traffic.ts';
import { cause } from '../../engine/telemetry/causes.ts';
import { journeyHeader } from '../../engine/telemetry/records.ts';

/** 1 ms of wire, 1 ms of work, 1 ms of wire, 1 ms of reading, 1 ms back, 1 ms back: 6 ms from balancer to balancer. */
const scenario = smallStack({ servers: 3 });
const every = (step: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => from + n * step);

const serversOf = (run: LabRun, count: number) =>
  every(1, count).map((ordinal) =>
    callsOf(run, ordinal)
      .filter(({ to }) => to.startsWith('api-'))
      .map(({ to }) => to),
  );

const inRotation = ({ engine }: LabRun) => readingNow(engine, 'lb', 'inRotation');

describe('a balancer', () => {
  it('deals calls in turn, and passes answers on', () => {
    const run = runTimed({ scenario, arrivals: every(10, 6), untilMillis: 500 });
    expect(serversOf(run, 6)).toEqual([['api-1'], ['api-2'], ['api-3'], ['api-1'], ['api-2'], ['api-3']]);
    expect(callsOf(run, 4).map(({ to, sent, returned }) => [to, sent, returned])).toEqual([
      ['lb', 40, 46],
      ['api-2', 40, 46],
      ['db-1', 42, 45],
    ]);
  });

  it('sends a refused call to the next in turn, when the refusal is back', () => {
    const run = runTimed({ scenario, arrivals: [10], untilMillis: 100, dos: ['0ms crash api-1'] });
    expect(callsOf(run, 0).map(({ to, sent, returned, attempt }) => [to, sent, returned, attempt])).toEqual([
      ['lb', 10, 18, 1],
      ['api-1', 10, 12, 1],
      ['api-2', 12, 18, 2],
      ['db-1', 14, 17, 1],
    ]);
  });

  it('does not repeat a call that was accepted and then came to nothing', () => {
    const run = runTimed({
      scenario,
      arrivals: [10],
      untilMillis: 1_000,
      sets: ['lb.serverTimeoutMillis=200'],
      dos: ['5ms hang api-1'],
    });
    const [whole, sent, ...others] = callsOf(run, 0);
    expect(others).toEqual([]);
    expect([sent!.returned, whole!.finished, whole!.cause]).toEqual([210, 210, cause.timedOut]);
  });

  it('has nowhere to send when all are dead, and says whose death it was', () => {
    const run = runTimed({
      scenario,
      arrivals: [20],
      untilMillis: 100,
      dos: ['1ms crash api-1', '2ms crash api-2', '3ms crash api-3'],
    });
    const calls = callsOf(run, 0);
    expect(calls.map(({ to, returned }) => [to, returned])).toEqual([
      ['lb', 26],
      ['api-1', 22],
      ['api-2', 24],
      ['api-3', 26],
    ]);
    expect(calls[0]!.cause).toBe(cause.unroutable);
    const crashes = eventsOf(run.story, 'crashed').map(({ id }) => id);
    expect(crashes).toContain(run.journeys[0]![journeyHeader.rootId]);
  });
});

describe('its probes', () => {
  const sets = ['lb.probeIntervalMillis=1000', 'lb.probeTimeoutMillis=300', 'lb.fall=3', 'lb.rise=2'];
  const run = runTimed({
    scenario,
    arrivals: [],
    untilMillis: 30_000,
    sets: [...sets, 'api.startupMillis=1000'],
    dos: ['5s crash api-2', '15s restart api-2'],
  });
  const [down] = eventsOf(run.story, 'markedDown');
  const [up] = eventsOf(run.story, 'markedUp');

  it('take a server out after `fall` failures: two to three intervals after it died', () => {
    expect(eventsOf(run.story, 'markedDown')).toHaveLength(1);
    expect(down!.values).toMatchObject({ server: 'api-2', failedProbes: 3, left: 2, all: 3, passedOn: 0 });
    const after = down!.time - 5_000_000;
    expect(after).toBeGreaterThan(2_000_000);
    expect(after).toBeLessThanOrEqual(3_000_000 + 2_000);
    expect(down!.causeId).toBe(eventsOf(run.story, 'crashed')[0]!.id);
  });

  it('put it back after `rise` successes: one to two intervals after it was ready', () => {
    expect(up!.values).toMatchObject({ server: 'api-2', passedProbes: 2, left: 3, all: 3 });
    const after = up!.time - 16_000_000;
    expect(after).toBeGreaterThan(1_000_000);
    expect(after).toBeLessThanOrEqual(2_000_000 + 2_000);
    expect(inRotation(run)).toBe(3);
  });

  it('keep calls from a server that is out', () => {
    const traffic = runTimed({
      scenario,
      arrivals: every(100, 60, 9_000),
      untilMillis: 15_000,
      sets,
      dos: ['5s crash api-2'],
    });
    expect(inRotation(traffic)).toBe(2);
    expect(new Set(serversOf(traffic, 60).flat())).toEqual(new Set(['api-1', 'api-3']));
  });

  it('of a hung server time out, and count as failed then', () => {
    const hung = runTimed({ scenario, arrivals: [], untilMillis: 12_000, sets, dos: ['5s hang api-3'] });
    const [marked] = eventsOf(hung.story, 'markedDown');
    const after = marked!.time - 5_000_000;
    // The probe sent just before the hang may have been answered; the third one after it fails 300 ms after it left.
    expect(after).toBeGreaterThan(2_000_000 + 300_000 - 2_000);
    expect(after).toBeLessThanOrEqual(3_000_000 + 300_000);
  });
});

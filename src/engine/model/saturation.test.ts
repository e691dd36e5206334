// Overload is told as what it is, once: a line that fills and empties a thousand times a second is one saturation.
import { describe, expect, it } from 'vitest';
import { eventsOf, runLab, seconds, totalsOf } from '../../../test/support/engine-lab.ts';

const until = 30;

describe('a short line under much too much load', () => {
  // Nobody may wait: at 5 times what it can do the server turns away 5/6 (Erlang's B(1, 5)), 10,000 times in these 25 s.
  const run = runLab({
    scenario: 'mm1',
    seed: 3,
    until: seconds(until),
    sets: ['station.queueCapacity=0', 'users.arrivalRate=500'],
    dos: ['25s set users.arrivalRate=5'],
    keepJourneys: false,
  });
  const begun = eventsOf(run.story, 'saturated');
  const ended = eventsOf(run.story, 'saturationEnded');

  it('is one saturation for as long as it turns somebody away every second', () => {
    expect(begun.length).toBeLessThanOrEqual(3);
    expect(ended.length).toBeGreaterThanOrEqual(begun.length - 1);
    for (const { causeId, values, time } of ended) {
      const start = begun.find(({ id }) => id === causeId);
      expect(values.lastedMicros).toBe(time - start!.time);
    }
  });

  it('counts everyone turned away, and leaves one root', () => {
    const turnedAway = totalsOf(run.engine, 'station').errorsByCause.rejectedByFullQueue!;
    const told = ended.reduce((sum, { values }) => sum + values.rejected, 0);
    expect(turnedAway).toBeGreaterThan(9_000);
    expect(turnedAway - told).toBeLessThanOrEqual(until);
    const roots = Object.keys(run.engine.totals().classes[0]!.failuresByRoot);
    expect(roots).toEqual([String(begun[0]!.id)]);
  });
});

describe('an edge whose origin answers half of what it is asked', () => {
  it('does not say that it gets nothing', () => {
    const run = runLab({
      scenario: 'reference',
      seed: 7,
      until: seconds(6),
      dos: ['2s set users.arrivalRate=4000'],
      keepJourneys: false,
    });
    const { failed, ok } = run.engine.totals().classes[0]!;
    expect(failed).toBeGreaterThan(3_000);
    expect(ok).toBeGreaterThan(3_000);
    expect(eventsOf(run.story, 'originLost')).toEqual([]);
    expect(run.story.length).toBeLessThan(20);
  });

  it('says so when nothing comes for a second, from the first failure on', () => {
    const run = runLab({
      scenario: 'reference',
      seed: 7,
      until: seconds(6),
      dos: ['2s crash lb for 2s'],
      keepJourneys: false,
    });
    const [lost, ...others] = eventsOf(run.story, 'originLost');
    expect(others).toEqual([]);
    expect(lost!.time).toBeGreaterThanOrEqual(seconds(2));
    expect(lost!.time).toBeLessThan(seconds(2.1));
  });
});

describe('a balancer whose probes may take as long as their period', () => {
  it('finds a hung server out: the third of three probes, each given up after a period', () => {
    const run = runLab({
      scenario: 'vertical',
      seed: 7,
      until: seconds(10),
      sets: ['lb.probeIntervalMillis=500'],
      dos: ['5s hang api-1'],
      keepJourneys: false,
    });
    const [found, ...others] = eventsOf(run.story, 'markedDown');
    expect(others).toEqual([]);
    expect(found!.time).toBeGreaterThanOrEqual(seconds(5 + 3 * 0.5));
    expect(found!.time).toBeLessThanOrEqual(seconds(5 + 4 * 0.5));
  });
});

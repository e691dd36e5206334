// A zone that loses power: everything there goes at once, with one root.
import { describe, expect, it } from 'vitest';
import { cause } from '../../src/engine/telemetry/causes.ts';
import { journeyHeader } from '../../src/engine/telemetry/records.ts';
import { parseCommandText } from '../../src/scenario/command-text.ts';
import { blueprintOf, eventsOf, type LabRun, runLab, seconds } from '../support/engine-lab.ts';
import { firstOf } from '../support/story-lab.ts';

const reference = (...dos: string[]): LabRun =>
  runLab({ scenario: 'reference', seed: 3, until: seconds(20), dos });

const inZoneB = ['api-3', 'api-4', 'redis-replica', 'redis-sentinel-2', 'db-replica-1', 'db-sentinel-2'];

describe('a zone that loses power', () => {
  it('takes everything there, and nothing else', () => {
    const run = reference('5s power-off zone:b');
    const gone = eventsOf(run.story, 'poweredOff').map(({ component }) => component);
    expect(gone.sort()).toEqual([...inZoneB].sort());
    const lost = firstOf(run, 'placeLostPower');
    expect(lost.values).toEqual({ place: 'zone:b', components: inZoneB });
    // Done to it: nothing before is why.
    expect(lost.causeId).toBeUndefined();
  });

  it('does to the run what the same power cuts do one by one', () => {
    const whole = reference('5s power-off zone:b').engine.traceHash();
    expect(reference(...inZoneB.map((id) => `5s power-off ${id}`)).engine.traceHash()).toBe(whole);
    expect(reference(...inZoneB.slice(1).map((id) => `5s power-off ${id}`)).engine.traceHash()).not.toBe(
      whole,
    );
  });

  it('is the one root of what fails', () => {
    const run = reference('5s power-off zone:b');
    const place = firstOf(run, 'placeLostPower').id;
    const failed = run.journeys.filter(
      (one) => one[journeyHeader.cause] !== cause.none && one[journeyHeader.arrivedAt]! < seconds(7),
    );
    expect(failed.length).toBeGreaterThan(20);
    expect(new Set(failed.map((one) => one[journeyHeader.rootId]))).toEqual(new Set([place]));
    for (const { causeId } of eventsOf(run.story, 'poweredOff')) expect(causeId).toBe(place);
  });

  it('comes back as a whole, and leaves alone what was off before it', () => {
    const run = reference('4s power-off api-4', '5s power-off zone:b for 2s');
    const started = eventsOf(run.story, 'starting').map(({ component, time }) => [component, time]);
    const others = inZoneB.filter((id) => id !== 'api-4');
    expect(started).toEqual(others.map((id) => [id, seconds(7)]));
    expect(firstOf(run, 'placeLostPower').values.components).toEqual(others);
  });
});

describe('a command that names a place', () => {
  const target = blueprintOf('reference');
  it.each([
    ['1s power-off zone:d', 'zone:d', 'a place: zone:a, zone:b, zone:c'],
    ['1s power-off zone:', '1s power-off zone:', 'id or place'],
    ['1s power-off street:a', '1s power-off street:a', 'id or place'],
    // What is done to a process is done to one.
    ['1s hang zone:a', '1s hang zone:a', '<time> hang <id>'],
  ])('is refused where there is none such: %s', (text, value, allowed) => {
    const result = parseCommandText(text, { target });
    expect(result.ok ? result : result.problem.value).toBe(value);
    expect(result.ok ? '' : result.problem.allowed).toContain(allowed);
  });

  it('is taken for power off and restart', () => {
    for (const text of ['1s power-off zone:a for 2s', '1s restart zone:a'])
      expect(parseCommandText(text, { target }).ok, text).toBe(true);
  });
});

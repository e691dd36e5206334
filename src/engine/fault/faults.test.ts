// Faults that overlap or outlast a restart: when each ends, how slow the process is meanwhile, and what is blamed.
import { describe, expect, it } from 'vitest';
import { eventsOf, hopsOf, type LabRun, runLab, seconds } from '../../../test/support/engine-lab.ts';
import { smallStack } from '../../../test/support/small-stack.ts';
import { gaugeColumn, gaugeStride, healthStates, journeyHeader } from '../telemetry/records.ts';

const scenario = smallStack({ database: { meanReadMillis: 10, startupMillis: 1_000 } });
const run = (dos: readonly string[], until = seconds(24), sets: readonly string[] = []) =>
  runLab({ scenario, seed: 6, until, dos, sets });

const indexOf = ({ blueprint }: LabRun, id: string) => blueprint.components.findIndex((one) => one.id === id);

/** Durations of reads that the database began in [from, to), in milliseconds. */
function readMillis(lab: LabRun, from: number, to: number): readonly number[] {
  const database = indexOf(lab, 'db-1');
  const reads = lab.journeys
    .flatMap(hopsOf)
    .filter((hop) => hop.to === database && hop.startedAt >= seconds(from) && hop.startedAt < seconds(to))
    .filter(({ finishedAt }) => finishedAt >= 0);
  expect(reads.length).toBeGreaterThan(20);
  return [...new Set(reads.map(({ startedAt, finishedAt }) => (finishedAt - startedAt) / 1_000))];
}

describe('slowness', () => {
  const overlapping = ['5s slow db-1 x2 for 6s', '8s slow db-1 x4 for 10s'] as const;

  it('that follows another lasts as long as it says, not until the first would have ended', () => {
    const lab = run(overlapping);
    const ends = eventsOf(lab.story, 'slownessEnded').map(({ time, values }) => [time, values.factor]);
    expect(ends).toEqual([[seconds(18), 4]]);
    expect(readMillis(lab, 2, 5)).toEqual([10]);
    expect(readMillis(lab, 5, 8)).toEqual([20]);
    expect(readMillis(lab, 8, 11)).toEqual([40]);
    expect(readMillis(lab, 11, 18)).toEqual([40]);
    expect(readMillis(lab, 18, 24)).toEqual([10]);
  });

  it('that was cleared by hand does not end the next one', () => {
    const lab = run(['5s slow db-1 x2 for 6s', '7s clear db-1', '8s slow db-1 x4']);
    expect(eventsOf(lab.story, 'slownessEnded').map(({ time }) => time)).toEqual([seconds(7)]);
    expect(readMillis(lab, 7, 8)).toEqual([10]);
    expect(readMillis(lab, 12, 23)).toEqual([40]);
  });

  it('is of the machine: after a restart of the process it is as slow, degraded, and the slowness is to blame', () => {
    const dos = ['4s slow db-1 x50', '6s restart db-1'];
    const lab = run(dos, seconds(20), ['api.databaseTimeoutMillis=200']);
    const [slowed] = eventsOf(lab.story, 'slowed');
    const [ready] = eventsOf(lab.story, 'ready');
    expect(ready!.time).toBe(seconds(7));
    const at = indexOf(lab, 'db-1') * gaugeStride;
    const gauges = lab.engine.gauges();
    expect(healthStates[gauges[at + gaugeColumn.health]!]).toBe('degraded');
    expect(gauges[at + gaugeColumn.rootId]).toBe(slowed!.id);
    // 10 ms × 50 is more than the server waits: each read of the new process fails, and for that reason.
    const late = lab.journeys.filter((journey) => journey[journeyHeader.arrivedAt]! > seconds(8));
    expect(late.length).toBeGreaterThan(100);
    for (const journey of late) expect(journey[journeyHeader.rootId]).toBe(slowed!.id);
  });
});

describe('a restart', () => {
  it('during another changes nothing', () => {
    const lab = run(['5s restart db-1', '5.5s restart db-1']);
    expect(eventsOf(lab.story, 'starting').map(({ time }) => time)).toEqual([seconds(5)]);
    expect(eventsOf(lab.story, 'ready').map(({ time }) => time)).toEqual([seconds(6)]);
  });

  it('that a command asks for has no other cause, and its process was gone because of the crash all the same', () => {
    const lab = run(['3s crash db-1', '5s restart db-1'], seconds(10));
    const [crashed] = eventsOf(lab.story, 'crashed');
    const [starting] = eventsOf(lab.story, 'starting');
    expect(starting).toMatchObject({ causeId: undefined, values: { byCommand: true } });
    expect(eventsOf(lab.story, 'ready')[0]!.causeId).toBe(crashed!.id);
  });

  it('ends a hang, whose own end then changes nothing', () => {
    const lab = run(['5s hang db-1 for 3s', '6s restart db-1']);
    expect(eventsOf(lab.story, 'resumed')).toEqual([]);
    expect(eventsOf(lab.story, 'ready').map(({ time }) => time)).toEqual([seconds(7)]);
    expect(readMillis(lab, 7, 12)).toEqual([10]);
  });
});

describe('a cut', () => {
  const times = (lab: LabRun, kind: 'linkCut' | 'linkHealed') =>
    eventsOf(lab.story, kind).map(({ time, component, values }) => [
      time / 1_000_000,
      component,
      values.to,
      values.both,
    ]);
  const cutNow = (lab: LabRun) => {
    const link = lab.engine.describe().links.find(({ from, to }) => from === 'api-1' && to === 'db-1');
    return [link?.cutForward, link?.cutBackward];
  };

  it('for a while opens by itself', () => {
    const lab = run(['5s cut api-1->db-1 for 3s'], seconds(10));
    expect(times(lab, 'linkCut')).toEqual([[5, 'api-1', 'db-1', false]]);
    expect(times(lab, 'linkHealed')).toEqual([[8, 'api-1', 'db-1', false]]);
    expect(eventsOf(lab.story, 'linkHealed')[0]!.causeId).toBe(eventsOf(lab.story, 'linkCut')[0]!.id);
    expect(cutNow(lab)).toEqual([false, false]);
  });

  it('of the way back alone is healed as one, from whichever end it is told', () => {
    const lab = run(['5s cut db-1->api-1 for 3s'], seconds(10));
    expect(times(lab, 'linkHealed')).toEqual([[8, 'api-1', 'db-1', false]]);
    expect(cutNow(lab)).toEqual([false, false]);
  });

  it('that was healed by hand does not open the next one', () => {
    const lab = run(
      ['5s cut api-1->db-1 for 3s', '6s heal api-1->db-1', '7s cut api-1->db-1 both'],
      seconds(10),
    );
    expect(times(lab, 'linkHealed')).toEqual([[6, 'api-1', 'db-1', false]]);
    expect(cutNow(lab)).toEqual([true, true]);
  });

  it('that follows another lasts as long as it says', () => {
    const lab = run(['5s cut api-1->db-1 for 3s', '6s cut db-1->api-1 for 9s'], seconds(20));
    expect(times(lab, 'linkHealed').map(([time]) => time)).toEqual([15]);
    expect(eventsOf(lab.story, 'linkHealed')[0]!.values.both).toBe(true);
  });

  it('is one way or both, as asked, and healing what is whole is no news', () => {
    expect(cutNow(run(['1s cut api-1->db-1'], seconds(2)))).toEqual([true, false]);
    expect(cutNow(run(['1s cut db-1->api-1'], seconds(2)))).toEqual([false, true]);
    expect(cutNow(run(['1s cut db-1->api-1 both'], seconds(2)))).toEqual([true, true]);
    expect(times(run(['1s heal api-1->db-1'], seconds(2)), 'linkHealed')).toEqual([]);
  });
});

describe('a fault that cannot happen', () => {
  it('changes nothing: hanging, slowing or crashing what is dead', () => {
    const lab = run(['3s crash db-1', '4s crash db-1', '5s hang db-1', '6s slow db-1 x4'], seconds(8));
    const kinds = lab.story
      .map(({ kind }) => kind)
      .filter((kind) => ['crashed', 'hung', 'slowed'].includes(kind));
    expect(kinds).toEqual(['crashed']);
  });

  it('nor does clearing what is well', () => {
    const lab = run(['3s clear db-1'], seconds(5));
    expect(lab.story).toEqual([]);
  });
});

describe('a hang for a while', () => {
  it('ends by itself, and says how long it was', () => {
    const lab = run(['3s hang db-1 for 2500ms'], seconds(10));
    const [hung] = eventsOf(lab.story, 'hung');
    const [resumed] = eventsOf(lab.story, 'resumed');
    expect(resumed).toMatchObject({
      time: seconds(5.5),
      causeId: hung!.id,
      values: { hungMicros: seconds(2.5) },
    });
  });

  it('that was cleared does not end the next one', () => {
    const lab = run(['3s hang db-1 for 4s', '4s clear db-1', '5s hang db-1'], seconds(10));
    expect(eventsOf(lab.story, 'resumed').map(({ time }) => time)).toEqual([seconds(4)]);
  });
});

describe('a crash for a while', () => {
  it('is followed by a start, and says how many were inside and how long it was down', () => {
    const lab = run(['3s crash db-1 for 2s'], seconds(10));
    const [crashed] = eventsOf(lab.story, 'crashed');
    const [starting] = eventsOf(lab.story, 'starting');
    const [ready] = eventsOf(lab.story, 'ready');
    expect(crashed!.values).toMatchObject({ forMicros: seconds(2) });
    expect(starting).toMatchObject({
      time: seconds(5),
      values: { startupMicros: seconds(1), byCommand: false },
    });
    expect(starting!.causeId).toBe(crashed!.id);
    expect(ready).toMatchObject({
      time: seconds(6),
      values: { downMicros: seconds(3) },
      causeId: crashed!.id,
    });
    const inside = lab.journeys
      .flatMap(hopsOf)
      .filter((hop) => hop.to === indexOf(lab, 'db-1') && hop.reachedAt <= seconds(3) && hop.reachedAt >= 0)
      .filter((hop) => hop.finishedAt >= seconds(3));
    expect(crashed!.values.inside).toBe(inside.length);
  });
});

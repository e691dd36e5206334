import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { cause } from '../telemetry/causes.ts';
import { readerOf } from '../telemetry/layout.ts';

const names = [
  'sent',
  'answered',
  'failed',
  'retried',
  'rejected',
  'outcomeUnknown',
  'doneTwice',
  'inFlight',
] as const;

function lab() {
  const { world, indexOf } = worldOf({
    components: ['a', 'b', 'c'].map((id) => componentOf(id, 'station', {})),
    requests: [
      ['a', 'b'],
      ['b', 'c'],
    ],
    control: [['a', 'c']],
  });
  const { panel, links, edgeMeters } = world;
  const readings = (values: Float64Array, edge: string) => {
    const read = readerOf({ layout: panel.layout, values }, edge);
    return Object.fromEntries(names.map((name) => [name, read(name)]));
  };
  return { world, panel, edgeMeters, readings, way: links.direction(indexOf('b'), indexOf('c')) };
}

const nothing = Object.fromEntries(names.map((name) => [name, 0]));

describe('an edge', () => {
  it('has every instrument, and a link that carries no calls has none', () => {
    const { panel } = lab();
    const edges = panel.layout.entries.filter(({ instrument }) => instrument.on === 'edge');
    expect(edges.map(({ subject, instrument }) => `${subject} ${instrument.id}`)).toEqual(
      ['a->b', 'b->c'].flatMap((edge) => names.map((name) => `${edge} ${name}`)),
    );
  });

  it('reads its own numbers: totals now, what was added in a second, and the mean in flight', () => {
    const { world, panel, edgeMeters, readings, way } = lab();
    edgeMeters.send(way, 1, 0);
    edgeMeters.send(way, 1, 0);
    edgeMeters.send(way, 2, 500_000);
    edgeMeters.end(way, 0, cause.none, 250_000);
    edgeMeters.end(way, 0, cause.rejectedByFullQueue, 600_000);
    world.now = 1_000_000;
    const totals = {
      sent: 3,
      answered: 1,
      failed: 1,
      retried: 1,
      rejected: 1,
      outcomeUnknown: 0,
      doneTwice: 0,
      inFlight: 1,
    };
    expect(readings(panel.present(), 'b->c')).toEqual(totals);
    expect(readings(panel.present(), 'a->b')).toEqual(nothing);
    // In flight for 250, 1,000 and 500 less 400 ms; whichever of the three was rejected, the sum is the same.
    expect(readings(panel.closeSecond(), 'b->c')).toEqual({ ...totals, inFlight: 0.25 + 0.6 + 0.5 });
    edgeMeters.end(way, 0, cause.timedOut, 1_100_000);
    world.now = 2_000_000;
    expect(readings(panel.closeSecond(), 'b->c')).toEqual({ ...nothing, failed: 1, inFlight: 0.1 });
    edgeMeters.end(way, 1, cause.timedOut, 1_100_000);
    expect(readings(panel.present(), 'b->c')).toMatchObject({ failed: 3, outcomeUnknown: 1 });
    expect(readings(panel.closeSecond(), 'a->b')).toEqual(nothing);
  });
});

import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import type { Instrument } from '../telemetry/layout.ts';
import type { MeterColumn, Meters } from '../telemetry/meters.ts';
import { SiteMeter } from './site-meter.ts';

/** The meter of the second of three components. */
function lab() {
  const { world, indexOf } = worldOf({
    components: ['one', 'two', 'three'].map((id) => componentOf(id, 'station', { servers: 1 })),
    requests: [['two', 'three']],
  });
  return { world, meters: world.meters, meter: new SiteMeter(world, indexOf('two')), indexOf };
}

/** A number of every component. */
const columnOf = (meters: Meters) => (name: MeterColumn) => [0, 1, 2].map((index) => meters.of(index, name));

const counter: Instrument = { id: 'dropped', on: 'component', kind: 'counter', unit: 'calls', joins: 'sum' };

describe('the meter of a component', () => {
  it('moves its own numbers only, at the present instant', () => {
    const { world, meters, meter } = lab();
    world.now = 1_000;
    meter.enter();
    meter.enter();
    meter.occupy(1);
    meter.queue(1);
    meter.resize(4);
    world.now = 3_000;
    meter.occupy(-1);
    meter.queue(-1);
    meter.resize(2);
    world.now = 7_000;
    meters.touchAll(7_000);
    const own = columnOf(meters);
    expect(own('inSystem')).toEqual([0, 2, 0]);
    expect(own('arrived')).toEqual([0, 2, 0]);
    expect(own('inSystemIntegral')).toEqual([0, 12_000, 0]);
    expect([own('busy'), own('busyIntegral')]).toEqual([
      [0, 0, 0],
      [0, 2_000, 0],
    ]);
    expect([own('queuedMax'), own('queuedIntegral')]).toEqual([
      [0, 1, 0],
      [0, 2_000, 0],
    ]);
    // One until 1,000, four until 3,000, two until 7,000.
    expect(own('slotsIntegral')).toEqual([7_000, 17_000, 7_000]);
  });

  it('records a wait as the time since the call was there', () => {
    const { world, meters, meter } = lab();
    world.now = 5_000;
    meter.recordWaiting(3_500);
    meter.recordWaiting(5_000);
    expect(columnOf(meters)('started')).toEqual([0, 2, 0]);
    expect(columnOf(meters)('waitingSum')).toEqual([0, 1_500, 0]);
  });

  it('empties line and slots of a process that dies, as of then', () => {
    const { world, meters, meter } = lab();
    for (const other of [0, 2]) {
      meters.occupy(other, 0, 1);
      meters.queue(other, 0, 1);
    }
    meter.occupy(1);
    meter.queue(1);
    world.now = 2_000;
    meter.clear();
    world.now = 9_000;
    meters.touchAll(9_000);
    expect([columnOf(meters)('busy'), columnOf(meters)('queued')]).toEqual([
      [1, 0, 1],
      [1, 0, 1],
    ]);
    expect(columnOf(meters)('busyIntegral')).toEqual([9_000, 2_000, 9_000]);
  });
});

describe('instruments that a component mounts', () => {
  it('are on itself, or on its edge to another', () => {
    const { world, meter, indexOf } = lab();
    const edge: Instrument = { ...counter, id: 'stolen', on: 'edge' };
    const level: Instrument = { ...counter, id: 'level', kind: 'gauge', joins: 'last' };
    const before = world.panel.present().length;
    const dropped = meter.counter(counter);
    const stolen = meter.counterOnEdge(indexOf('three'), edge);
    meter.mount(level, { now: () => 17 });
    dropped.total += 2;
    stolen.total += 5;
    const { entries } = world.panel.layout;
    expect(entries.slice(before).map(({ subject, instrument }) => [subject, instrument.id])).toEqual([
      ['two', 'dropped'],
      ['two->three', 'stolen'],
      ['two', 'level'],
    ]);
    expect(Array.from(world.panel.present().slice(before))).toEqual([2, 5, 17]);
  });
});

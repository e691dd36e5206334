// What a service centre reads, moved by hand: two slots and a queue, each number counted beside it.
import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { readerOf } from '../telemetry/layout.ts';
import { processMode } from './processes.ts';
import { mountCenter, serviceInstruments } from './service-readings.ts';

const second = 1_000_000;

function lab() {
  const { world, siteOf } = worldOf({
    components: [componentOf('tested', 'users', {}), componentOf('other', 'users', {})],
  });
  const site = siteOf('tested');
  const center = { slots: 2, queueCapacity: 7 };
  mountCenter(site, center);
  const { panel } = world;
  const figures = (values: Float64Array): object => {
    const read = readerOf({ layout: panel.layout, values }, 'tested');
    return Object.fromEntries(Object.keys(serviceInstruments).map((id) => [id, read(id)]));
  };
  return {
    world,
    meter: site.meter,
    center,
    present: () => figures(panel.present()),
    row: (at: number) => {
      world.now = at;
      world.meters.touchAll(at);
      return figures(panel.closeSecond());
    },
  };
}

describe('a service centre', () => {
  it('is measured over a second, and its longest queue anew in each', () => {
    const { world, meter, center, present, row } = lab();
    meter.occupy(1);
    meter.occupy(1);
    for (let call = 0; call < 3; call += 1) meter.queue(1);
    world.now = second / 4;
    meter.queue(-1);
    meter.recordWaiting(0);
    world.now = second / 2;
    meter.occupy(-1);
    const counts = { slots: 2, queueCapacity: 7, queueLengthMax: 3, started: 1, waitingSum: second / 4 };
    expect(present()).toEqual({ ...counts, busy: 1, queueLength: 2 });
    expect(row(second)).toEqual({ ...counts, busy: 2 / 2 + 1 / 2, queueLength: 3 / 4 + (2 * 3) / 4 });
    Object.assign(center, { slots: 4, queueCapacity: 9 });
    const next = { slots: 4, queueCapacity: 9, queueLengthMax: 2, busy: 1, queueLength: 2 };
    expect(row(2 * second)).toEqual({ ...next, started: 0, waitingSum: 0 });
    expect(present()).toEqual({ ...next, started: 1, waitingSum: second / 4 });
  });

  it('that hangs has all in its queue that its host has accepted, at this instant and not in the row', () => {
    const { world, meter, present, row } = lab();
    for (let call = 0; call < 5; call += 1) meter.enter();
    meter.occupy(1);
    meter.queue(1);
    expect(present()).toMatchObject({ queueLength: 1 });
    world.processes.mode[0] = processMode.hung;
    expect(present()).toMatchObject({ busy: 1, queueLength: 4 });
    expect(row(second)).toMatchObject({ busy: 1, queueLength: 1 });
  });

  it('is mounted at its own component only', () => {
    const { world } = lab();
    const subjects = world.panel.layout.entries
      .filter(({ instrument }) => instrument.id in serviceInstruments)
      .map(({ subject }) => subject);
    expect(new Set(subjects)).toEqual(new Set(['tested']));
    expect(subjects).toHaveLength(Object.keys(serviceInstruments).length);
  });
});

import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { Tap, type TapFact } from '../tap.ts';
import { readerOf } from '../telemetry/layout.ts';
import { CacheMeter, cacheInstruments } from './cache-meter.ts';
import { CacheTable } from './cache-table.ts';

function lab() {
  const { world, siteOf, indexOf } = worldOf({
    components: [componentOf('other', 'station', {}), componentOf('tested', 'station', {})],
  });
  const table = new CacheTable(2, 10);
  const meter = new CacheMeter(siteOf('tested'), table);
  const read = (subject = 'tested') => {
    const reader = readerOf({ layout: world.panel.layout, values: world.panel.present() }, subject);
    return Object.values(cacheInstruments).map(({ id }) => reader(id));
  };
  return { world, table, meter, read, indexOf };
}

describe('the meter of a cache', () => {
  it('counts what was found and what was not, and reads the table as it is', () => {
    const { table, meter, read } = lab();
    expect(read()).toEqual([0, 0, 0, 2]);
    for (const isFound of [true, false, false, true, false]) meter.lookUp(isFound);
    table.put(1, 100, 0, 0);
    expect([read(), meter.hits]).toEqual([[2, 3, 1, 2], 2]);
    for (const key of [2, 3]) table.put(key, 100, 0, 0);
    expect(read()).toEqual([2, 3, 2, 2]);
    table.resize(1);
    expect(read()).toEqual([2, 3, 1, 1]);
  });

  it('is of its own component only', () => {
    const { meter, read } = lab();
    meter.lookUp(true);
    expect(read('other')).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('tells the tap of each look-up', () => {
    const { world, meter, indexOf } = lab();
    const facts: TapFact[] = [];
    world.tap = new Tap(world, (fact) => facts.push(fact));
    meter.lookUp(true);
    meter.lookUp(false);
    const component = indexOf('tested');
    expect(facts).toMatchObject([
      { what: 'lookedUp', component, isFound: true },
      { what: 'lookedUp', component, isFound: false },
    ]);
  });
});

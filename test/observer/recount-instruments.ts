/**
 * What the instruments of components read, counted again from the facts. A component has those of its mechanisms and no
 * others; how many entries a cache holds is not known here.
 */
import type { TapFact } from '../../src/engine/tap.ts';
import { databaseRoles } from '../../src/engine/telemetry/records.ts';
import type { StateWatch } from './recount-gauges.ts';
import { secondOf } from './spans.ts';
import type { StoreNode } from './store-watch.ts';

/** By id of the instrument. */
export type Reads = Readonly<Record<string, number>>;

/** What is so at an instant, and in the row of the second that ends then. */
export function readState(state: StateWatch, component: number, now: number): Reads {
  const entryCapacity = state.settings.entryCapacity(component);
  const node = state.stores.of(component, now);
  const inRotation = state.inRotation(component);
  return {
    ...(entryCapacity === undefined ? {} : { entryCapacity }),
    ...(node === undefined ? {} : readNode(node)),
    ...(inRotation === undefined ? {} : { inRotation }),
  };
}

/** What has been counted since time 0. */
export function readCounts({ settings }: StateWatch, facts: readonly TapFact[], component: number): Reads {
  return { ...(settings.entryCapacity(component) === undefined ? {} : lookUps(facts, component)) };
}

/** Of each of the seconds 0 … count − 1. */
export function readRows(
  state: StateWatch,
  facts: readonly TapFact[],
  component: number,
  count: number,
): readonly Reads[] {
  const bySecond = Array.from({ length: count }, (): TapFact[] => []);
  for (const fact of facts) bySecond[secondOf(fact.time)]?.push(fact);
  return bySecond.map((within) => readCounts(state, within, component));
}

const readNode = ({ role, lagVersions, lagMicros }: StoreNode): Reads => ({
  role: databaseRoles.indexOf(role),
  lagVersions,
  lagMicros,
});

function lookUps(facts: readonly TapFact[], component: number) {
  const counts = { hits: 0, misses: 0 };
  for (const fact of facts)
    if (fact.what === 'lookedUp' && fact.component === component)
      counts[fact.isFound ? 'hits' : 'misses'] += 1;
  return counts;
}

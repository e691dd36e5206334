/**
 * What the instruments of components read, counted again from the facts. A component has those of its mechanisms and no
 * others; how many entries a cache holds is not known here.
 */
import type { TapFact } from '../../src/engine/tap.ts';
import { databaseRoles } from '../../src/engine/telemetry/records.ts';
import type { Seen } from './compare.ts';
import type { Lives } from './lives.ts';
import { recountService, recountServiceRows } from './recount-components.ts';
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
  const slots = state.settings.slots(component);
  const queueCapacity = state.settings.queueCapacity(component);
  return {
    ...(slots === undefined ? {} : { slots }),
    ...(queueCapacity === undefined ? {} : { queueCapacity }),
    ...(entryCapacity === undefined ? {} : { entryCapacity }),
    ...(node === undefined ? {} : readNode(node)),
    ...(inRotation === undefined ? {} : { inRotation }),
  };
}

/** What has been counted since time 0, and who is at the slots now. */
export function readCounts(
  { settings, processWatch }: StateWatch,
  { facts, now }: Pick<Seen, 'facts' | 'now'>,
  lives: Lives,
  component: number,
): Reads {
  const isHung = processWatch.processes[component]?.mode === 'hung';
  return {
    ...(settings.slots(component) === undefined ? {} : recountService(lives, component, now, isHung)),
    ...(settings.entryCapacity(component) === undefined ? {} : lookUps(facts, component)),
  };
}

/** Of each of the seconds 0 … count − 1. */
export function readRows(
  { settings }: StateWatch,
  facts: readonly TapFact[],
  lives: Lives,
  component: number,
  count: number,
): readonly Reads[] {
  const isCache = settings.entryCapacity(component) !== undefined;
  const service = settings.slots(component) === undefined ? [] : recountServiceRows(lives, component, count);
  const bySecond = Array.from({ length: count }, (): TapFact[] => []);
  for (const fact of facts) bySecond[secondOf(fact.time)]?.push(fact);
  return bySecond.map((within, at) => ({ ...service[at], ...(isCache ? lookUps(within, component) : {}) }));
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

/** Parameter values as the scenario gives them and the commands so far have changed them. */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { TapFact } from '../../src/engine/tap.ts';

/** Which parameter says how many calls a kind works on at a time; a kind without one has none, or one thread. */
const slotsPath: Readonly<Record<string, string>> = {
  station: 'servers',
  'app-server': 'slots',
  database: 'connections',
};
const entriesPath: Readonly<Record<string, string>> = { redis: 'maxEntries', cdn: 'cacheCapacity' };
const withQueue: readonly string[] = [...Object.keys(slotsPath), 'redis'];

export class Settings {
  private readonly blueprint: Blueprint;
  private readonly values: readonly Record<string, number>[];

  constructor(blueprint: Blueprint) {
    this.blueprint = blueprint;
    this.values = blueprint.components.map(({ values }) => ({ ...values }));
  }

  apply(fact: TapFact): void {
    if (fact.what !== 'command' || fact.command.kind !== 'set') return;
    const [owner, name = ''] = fact.command.path.split('.');
    const { value } = fact.command;
    this.blueprint.components.forEach(({ id, group }, component) => {
      if (id === owner || group === owner) (this.values[component] as Record<string, number>)[name] = value;
    });
  }

  value(component: number, path: string): number {
    return this.values[component]?.[path] ?? 0;
  }

  /** Undefined for what gives calls no slot. */
  slots(component: number): number | undefined {
    const kind = this.kind(component);
    if (kind === 'redis') return 1;
    if (this.isLoop(component)) return 1;
    const path = slotsPath[kind];
    return path === undefined ? undefined : this.value(component, path);
  }

  /** An event loop: one call at a time, which gives it up while it waits for others. */
  isLoop(component: number): boolean {
    return this.value(component, 'concurrency') === 1;
  }

  queueCapacity(component: number): number | undefined {
    if (this.isLoop(component)) return undefined;
    return withQueue.includes(this.kind(component)) ? this.value(component, 'queueCapacity') : undefined;
  }

  /** Undefined for what is no cache. */
  entryCapacity(component: number): number | undefined {
    const path = entriesPath[this.kind(component)];
    return path === undefined ? undefined : this.value(component, path);
  }

  kind(component: number): string {
    return this.blueprint.components[component]?.kind ?? '';
  }
}

/** The slots of a component from each time on at which they changed. */
export function slotsOverTime(
  blueprint: Blueprint,
  facts: readonly TapFact[],
  component: number,
): readonly { readonly from: number; readonly slots: number }[] {
  const settings = new Settings(blueprint);
  const steps = [{ from: 0, slots: settings.slots(component) ?? 0 }];
  for (const fact of facts) {
    if (fact.what !== 'command') continue;
    settings.apply(fact);
    steps.push({ from: fact.time, slots: settings.slots(component) ?? 0 });
  }
  return steps;
}

/** What stays degraded after the story told so far: who is still down, and what that leaves of its group. */
import { meant } from '../../engine/model/meaning.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf } from '../../kinds/facts.ts';
import { beginsOutage, type OutageBegun } from './outages.ts';
import { openSpans } from './spans.ts';
import type { StoryContext } from './story-context.ts';

type Component = StoryContext['components'][number];

/** A group, or a component that has none, some of which is down. */
export interface Remnant {
  readonly name: string;
  readonly members: readonly [Component, ...Component[]];
  readonly up: readonly Component[];
  /** Of watchers: how many must be up for a failover. */
  readonly needed?: number;
}

/** One line each. */
export type AftermathItem =
  | { readonly kind: 'remnant'; readonly remnant: Remnant }
  /** A fault that nothing has ended and that leaves its component up: slow, cut off. */
  | { readonly kind: 'fault'; readonly event: StoryEvent }
  /** Guards that are up, of one kind and about one thing. */
  | { readonly kind: 'guards'; readonly events: readonly [StoryEvent, ...StoryEvent[]] }
  /** An outage that is not over. */
  | { readonly kind: 'outage'; readonly event: OutageBegun };

/** The same for two events that its declaration would join. */
function likenessOf({ kind, values }: StoryEvent): string {
  const by = factOf(kind).joins?.by ?? [];
  return [kind, ...by.map((name) => String((values as Readonly<Record<string, unknown>>)[name]))].join(' ');
}

/** First the remnants in the order of the scenario, then faults, then guards, then outages; empty when everything is well. */
export function aftermathOf(
  events: readonly StoryEvent[],
  { components }: StoryContext,
): readonly AftermathItem[] {
  const open = openSpans(events);
  const down = new Set(open.flatMap(({ interval, subject }) => (interval.isDown ? [subject] : [])));
  const families = new Map<string, Component[]>();
  for (const component of components) {
    const name = component.group ?? component.id;
    families.set(name, [...(families.get(name) ?? []), component]);
  }
  const faults = open.filter(({ interval }) => interval.isFault && !interval.isDown);
  const guards = new Map<string, [StoryEvent, ...StoryEvent[]]>();
  for (const { begun, interval } of open) {
    if (interval.isGuard !== true) continue;
    const alike = guards.get(likenessOf(begun));
    if (alike === undefined) guards.set(likenessOf(begun), [begun]);
    else alike.push(begun);
  }
  const outages = open.map(({ begun }) => begun).filter(beginsOutage);
  return [
    ...[...families].flatMap(([name, members]): AftermathItem[] => {
      const up = members.filter(({ id }) => !down.has(id));
      if (up.length === members.length) return [];
      const remnant = { name, members: members as [Component], up, ...neededOf(members as [Component]) };
      return [{ kind: 'remnant', remnant }];
    }),
    ...faults.map(({ begun }): AftermathItem => ({ kind: 'fault', event: begun })),
    ...[...guards.values()].map((events): AftermathItem => ({ kind: 'guards', events })),
    ...outages.map((event): AftermathItem => ({ kind: 'outage', event })),
  ];
}

/** The quorum agrees that a primary is down; a majority elects who replaces it. */
function neededOf(members: Remnant['members']): Pick<Remnant, 'needed'> {
  const [first] = members;
  if (!first.traits.includes('watcher')) return {};
  return { needed: Math.max(meant(first, 'quorum') ?? 1, Math.floor(members.length / 2) + 1) };
}

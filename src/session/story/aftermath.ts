/** What stays degraded after the story told so far: who is still down, and what that leaves of its group. */
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { beginsOutage, type OutageBegun } from './outages.ts';
import { openSpans } from './spans.ts';
import type { StoryContext } from './story-context.ts';

type Component = StoryContext['components'][number];

/** A group, or a component that has none, some of which is down. */
export interface Remnant {
  readonly name: string;
  readonly members: readonly [Component, ...Component[]];
  readonly up: readonly Component[];
}

export interface Aftermath {
  /** In the order of the scenario. */
  readonly remnants: readonly Remnant[];
  /** Outages that are not over. */
  readonly outages: readonly OutageBegun[];
  /** Faults that nothing has ended and that leave their component up: slow, cut off. */
  readonly faults: readonly StoryEvent[];
}

export function aftermathOf(events: readonly StoryEvent[], { components }: StoryContext): Aftermath {
  const open = openSpans(events);
  const down = new Set(open.flatMap(({ interval, subject }) => (interval.isDown ? [subject] : [])));
  const families = new Map<string, Component[]>();
  for (const component of components) {
    const name = component.group ?? component.id;
    families.set(name, [...(families.get(name) ?? []), component]);
  }
  const begun = open.map((span) => span.begun);
  return {
    remnants: [...families].flatMap(([name, members]) => {
      const up = members.filter(({ id }) => !down.has(id));
      return up.length === members.length ? [] : [{ name, members: members as [Component], up }];
    }),
    outages: begun.filter(beginsOutage),
    faults: open.flatMap(({ interval, begun: event }) =>
      interval.isFault && !interval.isDown ? [event] : [],
    ),
  };
}

/**
 * TRY: one change on the same traffic that bears on what happened, with the command that makes it. Nothing is offered
 * that is in force already or that this run has no parameter for.
 */
import type { Command } from '../../engine/command.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { type Try, type TryId, tries } from '../../engine/telemetry/tries.ts';
import { factOf } from '../../kinds/facts.ts';
import { intervalBegun } from './spans.ts';
import type { StoryContext } from './story-context.ts';

export interface Idea {
  readonly id: TryId;
  readonly value: number;
  readonly unit: 'millis' | 'count';
  readonly command: Extract<Command, { kind: 'set' }>;
}

/** `root` is what `event` goes back to, as far as the engine knows; the event itself if nothing made it happen. */
export function suggest(event: StoryEvent, root: StoryEvent, context: StoryContext): Idea | undefined {
  // Each declaration takes the values of its own kind; TypeScript cannot follow that through the registry.
  const wanted = factOf(event.kind).suggests?.(event.values as never, {
    fact: factOf(root.kind),
    interval: intervalBegun(root),
  });
  return wanted && ideaOf(wanted, wanted.component ?? event.component, context);
}

/** The first parameter of those that the component has and that would become another. */
function ideaOf({ id, to }: Try, component: string, context: StoryContext): Idea | undefined {
  const owner = context.components.find((one) => one.id === component);
  const { parameters, unit } = tries[id];
  for (const parameter of parameters) {
    const now = owner?.values[parameter];
    if (owner === undefined || now === undefined || to(now) === now) continue;
    const path = `${owner.group ?? owner.id}.${parameter}`;
    return { id, value: to(now), unit, command: { kind: 'set', path, value: to(now) } };
  }
  return undefined;
}

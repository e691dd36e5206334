/**
 * TRY: one change on the same traffic that bears on what happened, with the command that makes it. Nothing is offered
 * that is in force already or that this run has no parameter for. What was done suggests, too: see `what-if.ts`.
 */
import type { Command } from '../../engine/command.ts';
import { parameterThat } from '../../engine/model/meaning.ts';
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

/** Undefined for a component that has no such parameter, or has it at that value already. */
export function ideaOf({ id, to }: Try, component: string, context: StoryContext): Idea | undefined {
  const owner = context.components.find((one) => one.id === component);
  const { means, unit, atMost = Number.POSITIVE_INFINITY, atLeast = 0 } = tries[id];
  const spec = owner && parameterThat(owner, means);
  const now = spec && owner.values[spec.path];
  if (owner === undefined || spec === undefined || now === undefined) return undefined;
  const value = to?.(now) ?? Math.min(Math.max(now, atLeast), atMost);
  if (value === now) return undefined;
  return {
    id,
    value,
    unit,
    command: { kind: 'set', path: `${owner.group ?? owner.id}.${spec.path}`, value },
  };
}

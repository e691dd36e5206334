/** A story as lines yet without words: which events are told together, what they go back to, what could be tried. */
import type { Micros } from '../../base/units.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf } from '../../kinds/facts.ts';
import { coalesce } from './coalesce.ts';
import { isReplaced } from './leaders.ts';
import { downNow, subjectOf } from './spans.ts';
import type { StoryContext } from './story-context.ts';
import { type Idea, suggest } from './suggest.ts';

export interface ReadGroup {
  readonly events: readonly [StoryEvent, ...StoryEvent[]];
  /** Nearest first, the root last; empty if nothing recorded made it happen. */
  readonly ancestors: readonly StoryEvent[];
  /** Said of a subject that has been replaced: nothing follows from it any more. */
  readonly isMoot: boolean;
  /** The same change is offered once in a story, where it first bears on it. */
  readonly idea: Idea | undefined;
}

/** `events` sorted by (time, id). Without a context nothing is suggested. */
export function readStory(
  events: readonly StoryEvent[],
  context: StoryContext | undefined,
): readonly ReadGroup[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const offered = new Set<string>();
  return coalesce(events).map((group) => {
    const [first] = group as [StoryEvent, ...StoryEvent[]];
    const ancestors = ancestorsOf(first, byId);
    const isMoot =
      factOf(first.kind).isMootOnceReplaced === true && isReplaced(events, subjectOf(first), first);
    const idea =
      isMoot || context === undefined ? undefined : suggest(first, ancestors.at(-1) ?? first, context);
    const key = JSON.stringify(idea?.command);
    const isNew = !offered.has(key);
    offered.add(key);
    return {
      events: group as ReadGroup['events'],
      ancestors,
      isMoot,
      idea: isNew ? idea : undefined,
    };
  });
}

function ancestorsOf(event: StoryEvent, byId: ReadonlyMap<number, StoryEvent>): readonly StoryEvent[] {
  const seen = new Set<StoryEvent>();
  let cause = event.causeId === undefined ? undefined : byId.get(event.causeId);
  while (cause !== undefined && !seen.has(cause)) {
    seen.add(cause);
    cause = cause.causeId === undefined ? undefined : byId.get(cause.causeId);
  }
  return [...seen];
}

/** An end is linked to its beginning, but does not happen because of it. */
export function isEndOf(event: StoryEvent, cause: StoryEvent): boolean {
  const { begins, subject } = factOf(cause.kind);
  const { ends, cutsShort, tone } = factOf(event.kind);
  // A place goes as a whole and comes back one by one.
  if (subject === 'place') return tone === 'recovering' || tone === 'healthy';
  return begins !== undefined && [...(ends ?? []), ...(cutsShort ?? [])].includes(begins);
}

/** Since when the subject of `event` had been down at its time; undefined if it was up. */
export function downSince(events: readonly StoryEvent[], event: StoryEvent): Micros | undefined {
  return downNow(events.filter(({ time }) => time <= event.time)).get(subjectOf(event))?.time;
}

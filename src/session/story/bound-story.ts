/**
 * Keeps a story within bounds over hours of flapping: what recurs by itself goes first, the oldest first, and nothing goes
 * that something kept was caused by, or that failures are counted against.
 */
import type { RunTotals } from '../../engine/telemetry/records.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf, type StoryKind } from '../../kinds/facts.ts';

const isRecurrent = (kind: StoryKind): boolean => factOf(kind).isRecurrent ?? false;

export function rootsOf(totals: RunTotals): ReadonlySet<number> {
  return new Set(totals.classes.flatMap(({ failuresByRoot }) => Object.keys(failuresByRoot).map(Number)));
}

/** At most `most` of `story`, sorted as it was; fewer, so that not every next event makes it too long again. */
export function boundStory(
  story: readonly StoryEvent[],
  most: number,
  roots: ReadonlySet<number>,
): readonly StoryEvent[] {
  if (story.length <= most) return story;
  const wanted = Math.floor(most * 0.9);
  const kept = withoutRecurrent(story, story.length - wanted, roots);
  if (kept.length <= most) return kept;
  const needed = ancestorsOf(kept.slice(-wanted), kept, roots);
  return kept.filter(({ id }, place) => place >= kept.length - wanted || needed.has(id)).slice(-most);
}

/** Drops up to `surplus` of what recurs, the oldest first, and the ends of what was dropped. */
function withoutRecurrent(
  story: readonly StoryEvent[],
  surplus: number,
  roots: ReadonlySet<number>,
): readonly StoryEvent[] {
  const needed = ancestorsOf(
    story.filter(({ kind }) => !isRecurrent(kind)),
    story,
    roots,
  );
  const dropped = new Set<number>();
  for (const { id, kind, causeId } of story) {
    if (!isRecurrent(kind) || needed.has(id)) continue;
    if (dropped.size < surplus || (causeId !== undefined && dropped.has(causeId))) dropped.add(id);
  }
  return story.filter(({ id }) => !dropped.has(id));
}

/** The ids of all that these go back to, and of what failures are counted against with what that goes back to. */
function ancestorsOf(
  events: readonly StoryEvent[],
  story: readonly StoryEvent[],
  roots: ReadonlySet<number>,
): ReadonlySet<number> {
  const byId = new Map(story.map((event) => [event.id, event]));
  const found = new Set<number>();
  for (const start of [...roots, ...events.map(({ causeId }) => causeId)]) {
    for (let id = start; id !== undefined && !found.has(id); id = byId.get(id)?.causeId) found.add(id);
  }
  return found;
}

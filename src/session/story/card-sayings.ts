/** What the cards of components say beside their figures: from the intervals of the story that are not over. */
import type { CardSaying } from '../../engine/telemetry/fact.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { openSpans } from './spans.ts';

/** By component, what began last. `events` sorted by (time, id). */
export const cardSayings = (events: readonly StoryEvent[]): ReadonlyMap<string, CardSaying> =>
  new Map(
    openSpans(events).flatMap(({ subject, interval: { says } }) =>
      says === undefined ? [] : [[subject, says] as const],
    ),
  );

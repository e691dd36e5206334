/** Who has taken whose role, as the story has it. */
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf } from '../../kinds/facts.ts';
import { valueNamed } from './spans.ts';

export interface Succession {
  readonly event: StoryEvent;
  readonly successor: string;
  readonly replaced: string;
}

export const successionsIn = (story: readonly StoryEvent[]): readonly Succession[] =>
  story.flatMap((event) => {
    const { replaces } = factOf(event.kind);
    if (replaces === undefined) return [];
    return [{ event, successor: event.component, replaced: String(valueNamed(event, replaces)) }];
  });

/** Whether the last succession that it took part in before `event` was its being replaced. */
export function isReplaced(story: readonly StoryEvent[], component: string, event: StoryEvent): boolean {
  const last = successionsIn(story).findLast(
    ({ event: change, successor, replaced }) =>
      change.time <= event.time && (replaced === component || successor === component),
  );
  return last?.replaced === component;
}

/** What a component suffers from now, as the story has it: decides which verbs make sense. */
import type { StoryEvent } from '../../engine/telemetry/story.ts';

export type Condition = 'fine' | 'dead' | 'off' | 'starting' | 'hung' | 'slow';

const conditions: Readonly<Partial<Record<StoryEvent['kind'], Condition>>> = {
  crashed: 'dead',
  poweredOff: 'off',
  starting: 'starting',
  ready: 'fine',
  hung: 'hung',
  resumed: 'fine',
  slowed: 'slow',
  slownessEnded: 'fine',
};

/** `story` is sorted by time. */
export function conditionOf(story: readonly StoryEvent[], component: string): Condition {
  const last = story.findLast((event) => event.component === component && event.kind in conditions);
  return (last && conditions[last.kind]) ?? 'fine';
}

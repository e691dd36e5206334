/** What a component suffers from, as the story has it: decides which commands would change something. */
import type { Command } from '../../engine/command.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf, intervals, kindsObeying } from '../../kinds/facts.ts';
import { openSpans, type StorySpan } from './spans.ts';

/** Those that nothing has ended. `story` is sorted by time. */
const conditionsOn = (story: readonly StoryEvent[], component: string): readonly StorySpan[] =>
  openSpans(story).filter(
    ({ interval, subject }) => interval.condition !== undefined && subject === component,
  );

/** Whether a fault that was done to it, or its restart, is not over. */
export const isBroken = (story: readonly StoryEvent[], component: string): boolean =>
  conditionsOn(story, component).some(({ interval }) => interval.isFault);

/** Of `commands`, those that would change something: the dead cannot be killed, and only what suffers can be helped. */
export function sensibleCommands<Kind extends Command['kind']>(
  commands: readonly Kind[],
  story: readonly StoryEvent[],
  component: string,
): readonly Kind[] {
  const present = conditionsOn(story, component).map(({ interval }) => interval);
  return commands.filter((command) => {
    const helped = kindsObeying(command).flatMap((kind) => factOf(kind).ends ?? []);
    if (helped.length > 0) return helped.some((name) => present.includes(intervals[name]));
    return !present.some(({ excludes = [] }) => excludes.includes(command));
  });
}

/** What differs between two branches of one run: the commands that one has and the other has not. */
import type { StampedCommand } from '../../engine/command.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { kindsObeying } from '../../kinds/facts.ts';
import type { LogEntry } from '../../scenario/command-log.ts';
import { subjectOf } from '../../session/story/spans.ts';
import { isFault } from './faults-of-log.ts';

const keyOf = ({ at, command }: StampedCommand): string => JSON.stringify([at, command]);

/** Commands of `log` that `other` lacks; one that was given twice is one too many for a log that has it once. */
export function lackedBy<Entry extends StampedCommand>(
  other: readonly StampedCommand[],
  log: readonly Entry[],
): readonly Entry[] {
  const counts = new Map<string, number>();
  for (const entry of other) counts.set(keyOf(entry), (counts.get(keyOf(entry)) ?? 0) + 1);
  return log.filter((entry) => {
    const left = counts.get(keyOf(entry)) ?? 0;
    counts.set(keyOf(entry), left - 1);
    return left <= 0;
  });
}

/** Kept commands that came after the place where a branch left: each can be taken out. */
export const keptAhead = (log: readonly LogEntry[], atMicros: number): readonly LogEntry[] =>
  log.filter(({ by, at }) => by === 'kept' && at > atMicros);

/** Whether a fault, done to what suffers it already, that the branch has reached changed nothing; `story` is what happened up to `viewMicros`. */
export function didNothing(
  { at, command }: LogEntry,
  story: readonly StoryEvent[],
  viewMicros: number,
): boolean {
  const kinds = isFault({ at, command }) ? kindsObeying(command.kind) : [];
  // A very long story has lost its beginning.
  if (kinds.length === 0 || at > viewMicros || (story[0]?.id ?? 1) > 1) return false;
  const subject = 'component' in command ? command.component : 'from' in command ? command.from : '';
  return !story.some(
    (event) =>
      event.time === at &&
      kinds.includes(event.kind) &&
      (event.component === subject || subjectOf(event) === subject),
  );
}

/** What differs between two branches of one run: the commands that one has and the other has not. */
import type { StampedCommand } from '../../engine/command.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { LogEntry } from '../../scenario/command-log.ts';

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

/** The fact that tells of a fault; a fault done to what suffers it already tells of nothing. */
const tellsOf: Readonly<Partial<Record<LogEntry['command']['kind'], StoryEvent['kind']>>> = {
  crash: 'crashed',
  'power-off': 'poweredOff',
  hang: 'hung',
  slow: 'slowed',
  cut: 'linkCut',
};

/** Whether a fault that the branch has reached changed nothing; `story` is what happened up to `viewMicros`. */
export function didNothing(
  { at, command }: LogEntry,
  story: readonly StoryEvent[],
  viewMicros: number,
): boolean {
  const kind = tellsOf[command.kind];
  // A very long story has lost its beginning.
  if (kind === undefined || at > viewMicros || (story[0]?.id ?? 1) > 1) return false;
  const subject = 'component' in command ? command.component : 'from' in command ? command.from : '';
  return !story.some((event) => event.time === at && event.kind === kind && event.component === subject);
}

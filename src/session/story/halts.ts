/** When components took calls and did nothing about them, from the story: a journey knows only that its call was inside. */
import type { Micros } from '../../base/units.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { spansOf } from './spans.ts';

export type Halts = ReadonlyMap<string, readonly (readonly [Micros, Micros])[]>;

/** `events` sorted by time. A hang that nothing has ended lasts for ever. */
export function haltsOf(events: readonly StoryEvent[]): Halts {
  const halts = new Map<string, (readonly [Micros, Micros])[]>();
  for (const { interval, subject, begun, ended } of spansOf(events)) {
    if (interval.silences !== 'component') continue;
    const halt = [begun.time, ended?.time ?? Number.POSITIVE_INFINITY] as const;
    halts.set(subject, [...(halts.get(subject) ?? []), halt]);
  }
  return halts;
}

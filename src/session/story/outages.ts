/** Outages of classes of requests: which events begin and end one. */
import type { Micros } from '../../base/units.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf, intervalOf, type OutageBeginning, type OutageEnd } from '../../kinds/facts.ts';
import { intervalBegun, spansOf } from './spans.ts';

export type OutageBegun = Extract<StoryEvent, { kind: OutageBeginning }>;
export type OutageOver = Extract<StoryEvent, { kind: OutageEnd }>;

export const beginsOutage = (event: StoryEvent): event is OutageBegun =>
  intervalBegun(event)?.isOutage ?? false;

export const endsOutage = (event: StoryEvent): event is OutageOver =>
  factOf(event.kind).ends?.some((name) => intervalOf(name).isOutage) ?? false;

/** How long requests of a class were failing, up to `until`. */
export function outageUntil(story: readonly StoryEvent[], requestClass: string, until: Micros): Micros {
  let total = 0;
  for (const { interval, subject, begun, ended } of spansOf(story)) {
    if (interval.isOutage === undefined || subject !== requestClass || begun.time > until) continue;
    total += Math.min(until, ended?.time ?? until) - begun.time;
  }
  return total;
}

/** When processes hung, from the story: a journey knows only that its call was inside. */
import type { Micros } from '../../base/units.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { Span } from './segments.ts';

export type Halts = ReadonlyMap<string, readonly Span[]>;

/** `events` sorted by time. A hang that nothing has ended lasts for ever. */
export function haltsOf(events: readonly StoryEvent[]): Halts {
  const halts = new Map<string, Span[]>();
  const since = new Map<string, Micros>();
  for (const { kind, component, time } of events) {
    const from = since.get(component);
    if (kind === 'hung') since.set(component, from ?? time);
    else if (
      from !== undefined &&
      (kind === 'resumed' || kind === 'crashed' || kind === 'poweredOff' || kind === 'starting')
    ) {
      halts.set(component, [...(halts.get(component) ?? []), [from, time]]);
      since.delete(component);
    }
  }
  for (const [component, from] of since) {
    halts.set(component, [...(halts.get(component) ?? []), [from, Number.POSITIVE_INFINITY]]);
  }
  return halts;
}

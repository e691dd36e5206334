/**
 * Repeats told as one line: "4 of 4 clients now write to db-replica-1, 33.1–33.2 s". Links of the causal chain join
 * only while nothing else happened in between, so that the order on the page stays the order of causes.
 */
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf } from '../../kinds/facts.ts';
import { onAndOff } from './on-and-off.ts';
import { valueNamed } from './spans.ts';

/** Groups in the order of their first events; `events` sorted by (time, id). */
export function coalesce(events: readonly StoryEvent[]): readonly (readonly StoryEvent[])[] {
  const groups: StoryEvent[][] = [];
  const latest = new Map<string, StoryEvent[]>();
  const standsFor = onAndOff(events);
  const byFirst = new Map<StoryEvent, StoryEvent[]>();
  const ofPlaces = new Map<number | undefined, StoryEvent[]>();
  for (const event of events) {
    const told = standsFor.get(event);
    if (told !== undefined) {
      const group = byFirst.get(told) ?? [];
      if (group.length === 0) groups.push(group);
      group.push(event);
      byFirst.set(told, group);
      continue;
    }
    const whole = factOf(event.kind).isToldByPlace && ofPlaces.get(event.causeId);
    if (whole) {
      whole.push(event);
      continue;
    }
    const key = keyOf(event);
    const group = key === undefined ? undefined : latest.get(key);
    if (group !== undefined && joins(event, group, groups.at(-1))) group.push(event);
    else {
      const begun = [event];
      groups.push(begun);
      if (key !== undefined) latest.set(key, begun);
      if (factOf(event.kind).subject === 'place') ofPlaces.set(event.id, begun);
    }
  }
  return groups;
}

function joins(event: StoryEvent, group: readonly StoryEvent[], last: unknown): boolean {
  const rule = factOf(event.kind).joins;
  const [first] = group;
  if (rule === undefined || first === undefined) return false;
  return event.time - first.time <= rule.within && (rule.isAdjacent === undefined || last === group);
}

/** Events that are told as one agree in this; undefined for what is always told by itself. */
function keyOf(event: StoryEvent): string | undefined {
  const { joins: rule } = factOf(event.kind);
  if (rule === undefined) return undefined;
  const per = { component: event.component, cause: String(event.causeId) };
  const values = (rule.by ?? []).map((name) => valueNamed(event, name));
  return [event.kind, ...(rule.per === undefined ? [] : [per[rule.per]]), ...values].join(' ');
}

/**
 * Repeats told as one line: "4 of 4 clients now write to db-replica-1, 33.1–33.2 s". Links of the causal chain join
 * only while nothing else happened in between, so that the order on the page stays the order of causes.
 */
import type { Micros } from '../../base/units.ts';
import type { StoryEvent, StoryKind } from '../../engine/telemetry/story.ts';
import { onAndOff } from './on-and-off.ts';

interface Rule {
  /** Only directly after each other. */
  readonly adjacent: boolean;
  readonly withinMicros: Micros;
}

const second = 1_000_000;
const rules: Readonly<Partial<Record<StoryKind, Rule>>> = {
  suspected: { adjacent: true, withinMicros: 5 * second },
  suspicionCleared: { adjacent: true, withinMicros: 5 * second },
  linkCut: { adjacent: true, withinMicros: 0 },
  linkHealed: { adjacent: true, withinMicros: 0 },
  agreedDown: { adjacent: false, withinMicros: 5 * second },
  quorumNotReached: { adjacent: true, withinMicros: 3_600 * second },
  electionLost: { adjacent: true, withinMicros: 3_600 * second },
  clientSwitched: { adjacent: false, withinMicros: 5 * second },
  replicaAvoided: { adjacent: false, withinMicros: 5 * second },
  replicaUsedAgain: { adjacent: false, withinMicros: 5 * second },
  cachePassedThrough: { adjacent: false, withinMicros: 5 * second },
  cacheUsedAgain: { adjacent: false, withinMicros: 5 * second },
  replicaReconfigured: { adjacent: false, withinMicros: 5 * second },
  saturated: { adjacent: false, withinMicros: 5 * second },
  saturationEnded: { adjacent: false, withinMicros: 5 * second },
  markedDown: { adjacent: false, withinMicros: 5 * second },
  markedUp: { adjacent: false, withinMicros: 5 * second },
};

/** Groups in the order of their first events; `events` sorted by (time, id). */
export function coalesce(events: readonly StoryEvent[]): readonly (readonly StoryEvent[])[] {
  const groups: StoryEvent[][] = [];
  const latest = new Map<string, StoryEvent[]>();
  const standsFor = onAndOff(events);
  const byFirst = new Map<StoryEvent, StoryEvent[]>();
  for (const event of events) {
    const told = standsFor.get(event);
    if (told !== undefined) {
      const group = byFirst.get(told) ?? [];
      if (group.length === 0) groups.push(group);
      group.push(event);
      byFirst.set(told, group);
      continue;
    }
    const rule = rules[event.kind];
    const key = rule === undefined ? undefined : keyOf(event);
    const group = key === undefined ? undefined : latest.get(key);
    const first = group?.[0];
    const joins =
      rule !== undefined &&
      first !== undefined &&
      event.time - first.time <= rule.withinMicros &&
      (!rule.adjacent || groups.at(-1) === group);
    if (joins) group?.push(event);
    else {
      const begun = [event];
      groups.push(begun);
      if (key !== undefined) latest.set(key, begun);
    }
  }
  return groups;
}

/** Events that are told as one agree in this. */
function keyOf(event: StoryEvent): string {
  switch (event.kind) {
    case 'suspected':
    case 'suspicionCleared':
    case 'agreedDown':
    case 'quorumNotReached':
      return `${event.kind} ${event.values.target}`;
    case 'clientSwitched':
      return `${event.kind} ${event.values.from} ${event.values.to}`;
    case 'replicaAvoided':
    case 'replicaUsedAgain':
      return `${event.kind} ${event.values.replica}`;
    case 'cachePassedThrough':
    case 'cacheUsedAgain':
      return `${event.kind} ${event.values.cache}`;
    case 'replicaReconfigured':
      return `${event.kind} ${event.values.primary}`;
    case 'saturated':
      return `${event.kind} ${event.causeId}`;
    case 'markedDown':
    case 'markedUp':
      return `${event.kind} ${event.component}`;
    default:
      return event.kind;
  }
}

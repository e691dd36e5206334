/** Circuit breakers that are not closed now, by the edges whose calls they turn away: from the facts of the story alone. */
import type { Micros } from '../../base/units.ts';
import type { RunDescription } from '../../engine/description.ts';
import { edgeId } from '../../engine/telemetry/layout.ts';
import type { HealthState } from '../../engine/telemetry/records.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf } from '../../kinds/facts.ts';
import { intervalKey, openSpans, valueNamed } from './spans.ts';

export interface OpenBreaker {
  readonly caller: string;
  /** What people read. */
  readonly dependency: string;
  /** One call at a time finds out whether the dependency works again. */
  readonly isHalfOpen: boolean;
  /** Since when it is open, or half-open. */
  readonly since: Micros;
}

const probing: HealthState = 'recovering';

/** In the order in which they opened; `events` sorted by (time, id). */
export function openBreakers(events: readonly StoryEvent[]): readonly OpenBreaker[] {
  const open = new Map<string, { readonly begun: StoryEvent; readonly per: string; last: StoryEvent }>();
  for (const { interval, begun } of openSpans(events)) {
    const { begins } = factOf(begun.kind);
    const { isGuard, per } = interval;
    if (isGuard !== true || per === undefined || begins === undefined) continue;
    open.set(intervalKey(begins, begun), { begun, per, last: begun });
  }
  if (open.size === 0) return [];
  for (const event of events) {
    const { during } = factOf(event.kind);
    const one = during && open.get(intervalKey(during, event));
    if (one !== undefined && event.id > one.begun.id) one.last = event;
  }
  return [...open.values()].map(({ begun, per, last }) => ({
    caller: begun.component,
    dependency: String(valueNamed(begun, per)),
    isHalfOpen: factOf(last.kind).tone === probing,
    since: last.time,
  }));
}

type Described = Pick<RunDescription, 'components'>;

/** Ids of those whom the breaker keeps calls from. */
function serversOf({ components }: Described, { caller, dependency }: OpenBreaker): readonly string[] {
  const groupOf = (id: string): string => components.find((one) => one.id === id)?.group ?? id;
  const all = components.find(({ id }) => id === caller)?.dependencies ?? [];
  // What its kind has by itself is called as who serves it.
  const meant = all.find(({ name, servers: [first = ''], byKind }) =>
    byKind === undefined ? name === dependency : groupOf(first) === dependency,
  );
  return meant?.servers ?? [];
}

/** By `caller->server`. */
export function breakersByEdge(
  description: Described,
  events: readonly StoryEvent[],
): ReadonlyMap<string, OpenBreaker> {
  return new Map(
    openBreakers(events).flatMap((one) =>
      serversOf(description, one).map((server) => [edgeId(one.caller, server), one] as const),
    ),
  );
}

/**
 * Outages of one class that follow each other closely are one thing to a reader: "reads fail on and off, 14 times".
 * The first failure stands for all of them; only the last recovery is told by itself.
 */
import type { Micros } from '../../base/units.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';

type Outage = Extract<StoryEvent, { kind: 'requestsFailing' | 'requestsResumed' }>;

const gapMicros: Micros = 2_000_000;
const fewest = 3;

const isOutage = (event: StoryEvent): event is Outage =>
  event.kind === 'requestsFailing' || event.kind === 'requestsResumed';

/** For each event that another one stands for: that other one. `events` sorted by (time, id). */
export function onAndOff(events: readonly StoryEvent[]): ReadonlyMap<StoryEvent, StoryEvent> {
  const runs = new Map<string, Outage[]>();
  const finished: Outage[][] = [];
  for (const event of events) {
    if (!isOutage(event)) continue;
    const run = runs.get(event.values.class);
    const last = run?.at(-1);
    const follows =
      last !== undefined && (event.kind === 'requestsResumed' || event.time - last.time <= gapMicros);
    if (follows) run?.push(event);
    else {
      const begun = [event];
      runs.set(event.values.class, begun);
      finished.push(begun);
    }
  }
  const standsFor = new Map<StoryEvent, StoryEvent>();
  for (const run of finished) {
    const first = run[0]!;
    const failures = run.filter((event) => event.kind === 'requestsFailing').length;
    if (first.kind !== 'requestsFailing' || failures < fewest) continue;
    const told = run.at(-1)?.kind === 'requestsResumed' ? run.slice(0, -1) : run;
    for (const event of told) standsFor.set(event, first);
  }
  return standsFor;
}

/** How often it failed, and how many requests that cost as far as is known. */
export function outageTotals(group: readonly StoryEvent[]): {
  readonly times: number;
  readonly failed: number;
} {
  let times = 0;
  let failed = 0;
  for (const event of group) {
    if (event.kind === 'requestsFailing') times += 1;
    if (event.kind === 'requestsResumed') failed += event.values.failed;
  }
  return { times, failed };
}

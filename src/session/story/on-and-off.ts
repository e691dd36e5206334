/**
 * What begins and ends again and again is one thing to a reader: "reads fail on and off, 14 times". The first beginning
 * stands for all of them; only the last end is told by itself.
 */
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf, type IntervalName, intervalOf } from '../../kinds/facts.ts';
import { endsOutage } from './outages.ts';
import type { Share } from './share.ts';
import { intervalKey } from './spans.ts';

const fewest = 3;

interface Flap {
  readonly name: IntervalName;
  readonly isEnd: boolean;
}

function flapOf({ kind }: StoryEvent): Flap | undefined {
  const { begins, ends = [] } = factOf(kind);
  const flaps = (name: IntervalName): boolean => intervalOf(name).flapsWithin !== undefined;
  if (begins !== undefined && flaps(begins)) return { name: begins, isEnd: false };
  const name = ends.find(flaps);
  return name && { name, isEnd: true };
}

const isEnd = (event: StoryEvent | undefined): boolean =>
  event !== undefined && flapOf(event)?.isEnd === true;

/** For each event that another one stands for: that other one. `events` sorted by (time, id). */
export function onAndOff(events: readonly StoryEvent[]): ReadonlyMap<StoryEvent, StoryEvent> {
  const runs = new Map<string, StoryEvent[]>();
  const all: StoryEvent[][] = [];
  for (const event of events) {
    const flap = flapOf(event);
    if (flap === undefined) continue;
    const key = intervalKey(flap.name, event);
    const run = runs.get(key);
    const last = run?.at(-1);
    const { flapsWithin = 0 } = intervalOf(flap.name);
    if (last !== undefined && (flap.isEnd || event.time - last.time <= flapsWithin)) run?.push(event);
    else {
      const begun = [event];
      runs.set(key, begun);
      all.push(begun);
    }
  }
  const standsFor = new Map<StoryEvent, StoryEvent>();
  for (const run of all) {
    const first = run[0]!;
    if (isEnd(first) || timesBegun(run) < fewest) continue;
    const told = isEnd(run.at(-1)) ? run.slice(0, -1) : run;
    for (const event of told) standsFor.set(event, first);
  }
  return standsFor;
}

/** How often the first event's kind is among them. */
export const timesBegun = (group: readonly StoryEvent[]): number =>
  group.reduce((count, { kind }) => count + (kind === group[0]?.kind ? 1 : 0), 0);

/** Whether these are beginnings and ends of one thing, rather than the same said by several. */
export const isOnAndOff = (group: readonly StoryEvent[]): boolean => !isEnd(group[0]) && group.some(isEnd);

/** How many requests outages cost, as far as is known. */
export function shareIn(group: readonly StoryEvent[]): Share {
  const outages = group.filter(endsOutage).map(({ values }) => values);
  return {
    ended: outages.reduce((sum, one) => sum + one.ended, 0),
    failed: outages.reduce((sum, one) => sum + one.failed, 0),
  };
}

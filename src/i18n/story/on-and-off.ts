/**
 * What begins and ends again and again is one thing to a reader: "reads fail on and off, 14 times". The first beginning
 * stands for all of them; only the last end is told by itself.
 */
import type { Micros } from '../../base/units.ts';
import type { StoryEvent, StoryKind } from '../../engine/telemetry/story.ts';
import type { Share } from './share.ts';

interface Pair {
  readonly begins: StoryKind;
  readonly ends: StoryKind;
  /** A new beginning that comes later after the last end is a thing of its own. */
  readonly gapMicros: Micros;
  /** What begins and ends, apart from the component that says so. */
  readonly about?: (values: never) => string;
}

const fewest = 3;
const flapMicros: Micros = 10_000_000;

const pairs: readonly Pair[] = [
  {
    begins: 'requestsFailing',
    ends: 'requestsResumed',
    gapMicros: 2_000_000,
    about: (values: { class: string }) => values.class,
  },
  { begins: 'saturated', ends: 'saturationEnded', gapMicros: flapMicros },
  {
    begins: 'markedDown',
    ends: 'markedUp',
    gapMicros: flapMicros,
    about: (values: { server: string }) => values.server,
  },
  {
    begins: 'suspected',
    ends: 'suspicionCleared',
    gapMicros: flapMicros,
    about: (values: { target: string }) => values.target,
  },
  { begins: 'originLost', ends: 'originBack', gapMicros: flapMicros },
  { begins: 'cachePassedThrough', ends: 'cacheUsedAgain', gapMicros: flapMicros },
  {
    begins: 'replicaAvoided',
    ends: 'replicaUsedAgain',
    gapMicros: flapMicros,
    about: (values: { replica: string }) => values.replica,
  },
  { begins: 'slowed', ends: 'slownessEnded', gapMicros: flapMicros },
  { begins: 'hung', ends: 'resumed', gapMicros: flapMicros },
];

const pairOf = new Map<StoryKind, Pair>(
  pairs.flatMap((pair) => [[pair.begins, pair] as const, [pair.ends, pair] as const]),
);

const subjectOf = (event: StoryEvent, { begins, about }: Pair): string =>
  `${begins} ${event.component} ${about?.(event.values as never) ?? ''}`;

/** For each event that another one stands for: that other one. `events` sorted by (time, id). */
export function onAndOff(events: readonly StoryEvent[]): ReadonlyMap<StoryEvent, StoryEvent> {
  const runs = new Map<string, StoryEvent[]>();
  const all: StoryEvent[][] = [];
  for (const event of events) {
    const pair = pairOf.get(event.kind);
    if (pair === undefined) continue;
    const subject = subjectOf(event, pair);
    const run = runs.get(subject);
    const last = run?.at(-1);
    const follows =
      last !== undefined && (event.kind === pair.ends || event.time - last.time <= pair.gapMicros);
    if (follows) run?.push(event);
    else {
      const begun = [event];
      runs.set(subject, begun);
      all.push(begun);
    }
  }
  const standsFor = new Map<StoryEvent, StoryEvent>();
  for (const run of all) {
    const first = run[0]!;
    const pair = pairOf.get(first.kind)!;
    if (first.kind !== pair.begins || timesBegun(run) < fewest) continue;
    const told = run.at(-1)?.kind === pair.ends ? run.slice(0, -1) : run;
    for (const event of told) standsFor.set(event, first);
  }
  return standsFor;
}

/** How often the first event's kind is among them. */
export const timesBegun = (group: readonly StoryEvent[]): number =>
  group.reduce((count, { kind }) => count + (kind === group[0]?.kind ? 1 : 0), 0);

/** Whether these are beginnings and ends of one thing, rather than the same said by several. */
export const isOnAndOff = (group: readonly StoryEvent[]): boolean => {
  const begins = group[0]?.kind;
  const pair = begins === undefined ? undefined : pairOf.get(begins);
  return pair !== undefined && pair.begins === begins && group.some(({ kind }) => kind === pair.ends);
};

/** How many requests outages cost, as far as is known. */
export function shareIn(group: readonly StoryEvent[]): Share {
  const outages = group.flatMap((event) => (event.kind === 'requestsResumed' ? [event.values] : []));
  return {
    ended: outages.reduce((sum, one) => sum + one.ended, 0),
    failed: outages.reduce((sum, one) => sum + one.failed, 0),
  };
}

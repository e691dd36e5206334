/** Everything that has gone wrong so far, from the facts of the story and their declarations alone. */
import type { Micros } from '../../base/units.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { factOf } from '../../kinds/facts.ts';
import { beginsOutage, endsOutage, type OutageBegun } from './outages.ts';
import { downNow, intervalBegun, openSpans, type StorySpan, valueNamed } from './spans.ts';

/** What a class of requests has been through. */
export interface Outages {
  readonly class: string;
  /** Those that are over. */
  readonly times: number;
  readonly ended: number;
  readonly failed: number;
  readonly lastedMicros: Micros;
  /** Of the one that is not. */
  readonly openSince: Micros | undefined;
  readonly openedWith: OutageBegun['values'] | undefined;
}

export interface Incident {
  /** The longest downtime first, the present outage included. */
  readonly outages: readonly Outages[];
  /** All of them, `splitBrainWrites` included: as the ledger counts them. */
  readonly lostWrites: number;
  /** Confirmed by a deposed primary, as far as a split brain that is over tells. */
  readonly splitBrainWrites: number;
  readonly splitBrainSince: Micros | undefined;
  /** Crashed, hung or starting, in that order of time. */
  readonly down: readonly { readonly id: string; readonly since: Micros }[];
  readonly slow: readonly string[];
  readonly cutLinks: number;
  /** Faults that are not over and have no sentence of their own. */
  readonly others: readonly StoryEvent[];
  /** The fault, or the edit that made requests fail, with which it began. */
  readonly first: StoryEvent | undefined;
}

type Tally = { -readonly [Key in keyof Outages]: Outages[Key] };

/** `events` sorted by (time, id). `now` decides how long an outage that is not over has lasted. */
export function incidentOf(
  events: readonly StoryEvent[],
  now: Micros = events.at(-1)?.time ?? 0,
): Incident | undefined {
  const tallies = new Map<string, Tally>();
  const lost = { writes: 0, superseded: 0 };
  for (const event of events) {
    noteOutage(tallies, event);
    const { costs } = factOf(event.kind);
    if (costs === undefined) continue;
    lost.writes += Number(valueNamed(event, costs.lostWrites));
    const { supersededWrites } = costs;
    if (supersededWrites) lost.superseded += Number(valueNamed(event, supersededWrites));
  }
  const present = unwell(events);
  const first = beginningOf(events);
  const hasLost = lost.writes > 0 || present.splitBrainSince !== undefined;
  if (first === undefined && tallies.size === 0 && !hasLost) return undefined;
  const downtime = (one: Outages): Micros =>
    one.lastedMicros + (one.openSince === undefined ? 0 : Math.max(0, now - one.openSince));
  return {
    outages: [...tallies.values()].sort((a, b) => downtime(b) - downtime(a)),
    lostWrites: lost.writes,
    splitBrainWrites: lost.superseded,
    first,
    ...present,
  };
}

function noteOutage(tallies: Map<string, Tally>, event: StoryEvent): void {
  const begins = beginsOutage(event);
  if (!begins && !endsOutage(event)) return;
  const id = event.values.class;
  const open = { openSince: undefined, openedWith: undefined };
  const fresh: Tally = { class: id, times: 0, ended: 0, failed: 0, lastedMicros: 0, ...open };
  const tally = tallies.get(id) ?? fresh;
  tallies.set(id, tally);
  if (begins) {
    Object.assign(tally, { openSince: event.time, openedWith: event.values });
    return;
  }
  Object.assign(tally, open);
  tally.times += 1;
  tally.ended += event.values.ended;
  tally.failed += event.values.failed;
  tally.lastedMicros += event.values.lastedMicros;
}

/** Who is not as it should be after the events told so far. */
function unwell(events: readonly StoryEvent[]) {
  const open = openSpans(events);
  const down = downNow(events);
  const told = (summary: StorySpan['interval']['summary']): readonly StorySpan[] =>
    open.filter(({ interval }) => interval.summary === summary && !interval.isDown);
  const slow = told('slow').map(({ subject }) => subject);
  return {
    down: [...down].map(([id, { time }]) => ({ id, since: time })),
    slow: [...new Set(slow)].filter((id) => !down.has(id)),
    cutLinks: told('cut').length,
    splitBrainSince: told('splitBrain')[0]?.begun.time,
    others: told(undefined).flatMap(({ interval, begun }) => (interval.isFault ? [begun] : [])),
  };
}

/** The first fault, or whatever the first outage goes back to. */
function beginningOf(events: readonly StoryEvent[]): StoryEvent | undefined {
  const fault = events.find((event) => intervalBegun(event)?.isFault);
  const failing = events.find(beginsOutage);
  const byId = new Map(events.map((event) => [event.id, event]));
  if (failing === undefined) return fault && placeOf(fault, byId);
  let root: StoryEvent = failing;
  for (let cause = byId.get(root.causeId ?? 0); cause !== undefined; cause = byId.get(root.causeId ?? 0)) {
    // A cause has the lower id; a story that was cut must not lead in a circle.
    if (cause.id >= root.id) break;
    root = cause;
  }
  return fault !== undefined && fault.time <= root.time ? placeOf(fault, byId) : root;
}

/** What a component suffers with its whole place began with the place. */
function placeOf(fault: StoryEvent, byId: ReadonlyMap<number, StoryEvent>): StoryEvent {
  const cause = byId.get(fault.causeId ?? 0);
  return cause !== undefined && factOf(cause.kind).subject === 'place' ? cause : fault;
}

/** What is so still has a sentence of its own. */
export const isFirstStill = ({ first, down, others }: Incident): boolean =>
  first !== undefined &&
  (others.includes(first) ||
    (intervalBegun(first)?.isDown === true &&
      down.some(({ id, since }) => id === first.component && since === first.time)));

/** Failures that the outages told so far account for; undefined while one of them is not over. */
export function failedInOutages(events: readonly StoryEvent[]): number | undefined {
  const outages = incidentOf(events)?.outages ?? [];
  if (outages.some(({ openSince }) => openSince !== undefined)) return undefined;
  return outages.reduce((sum, { failed }) => sum + failed, 0);
}

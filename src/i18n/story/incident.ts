/**
 * The headline: everything that has gone wrong so far, worst first, from the facts of the story and of the ledger alone.
 * It never says of a run that nothing failed while one of them knows better.
 */
import type { Micros } from '../../base/units.ts';
import type { ClassTotals } from '../../engine/telemetry/records.ts';
import type { StoryEvent, ValuesOf } from '../../engine/telemetry/story.ts';
import { duration, runTime } from '../format.ts';
import type { Language } from '../language.ts';
import { textsOf } from '../texts.ts';
import { type Share, shareSince } from './share.ts';
import type { IncidentTexts } from './story-texts.ts';
import { tell } from './tell.ts';

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
  readonly openedWith: ValuesOf<'requestsFailing'> | undefined;
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
  /** The fault, or the edit that made requests fail, with which it began. */
  readonly first: StoryEvent | undefined;
}

/** What rows and ledger say of a class, beside the story. */
export type ClassFacts = Pick<ClassTotals, 'id' | 'ok' | 'failed' | 'downtimeSeconds'>;

export interface IncidentFacts {
  readonly now: Micros;
  readonly classes: readonly ClassFacts[];
  /** As `RunTotals` has them: every write of a split brain is also a lost one. */
  readonly lostWrites: number;
  readonly splitBrainWrites: number;
}

type Tally = { -readonly [Key in keyof Outages]: Outages[Key] };

const nothing: Incident = {
  outages: [],
  lostWrites: 0,
  splitBrainWrites: 0,
  splitBrainSince: undefined,
  down: [],
  slow: [],
  cutLinks: 0,
  first: undefined,
};

const faultKinds = new Set(['crashed', 'hung', 'slowed', 'linkCut']);

/** `events` sorted by (time, id). `now` decides how long an outage that is not over has lasted. */
export function incidentOf(
  events: readonly StoryEvent[],
  now: Micros = events.at(-1)?.time ?? 0,
): Incident | undefined {
  const tallies = new Map<string, Tally>();
  const lost = { writes: 0, splitBrain: 0, openSplits: new Map<string, Micros>() };
  const unwell = createUnwell();
  for (const event of events) {
    noteOutage(tallies, event);
    unwell.note(event);
    if (event.kind === 'writesLost') lost.writes += event.values.count;
    if (event.kind === 'splitBrain') lost.openSplits.set(event.component, event.time);
    if (event.kind !== 'splitBrainEnded') continue;
    lost.openSplits.delete(event.component);
    lost.splitBrain += event.values.acknowledged;
  }
  const first = beginningOf(events);
  const hasLost = lost.writes + lost.splitBrain + lost.openSplits.size > 0;
  if (first === undefined && tallies.size === 0 && !hasLost) return undefined;
  const downtime = (one: Outages): Micros =>
    one.lastedMicros + (one.openSince === undefined ? 0 : Math.max(0, now - one.openSince));
  return {
    outages: [...tallies.values()].sort((a, b) => downtime(b) - downtime(a)),
    lostWrites: lost.writes + lost.splitBrain,
    splitBrainWrites: lost.splitBrain,
    splitBrainSince: lost.openSplits.values().next().value,
    first,
    ...unwell.now(),
  };
}

function noteOutage(tallies: Map<string, Tally>, event: StoryEvent): void {
  if (event.kind !== 'requestsFailing' && event.kind !== 'requestsResumed') return;
  const id = event.values.class;
  const open = { openSince: undefined, openedWith: undefined };
  const fresh: Tally = { class: id, times: 0, ended: 0, failed: 0, lastedMicros: 0, ...open };
  const tally = tallies.get(id) ?? fresh;
  tallies.set(id, tally);
  if (event.kind === 'requestsFailing') {
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
function createUnwell() {
  const down = new Map<string, Micros>();
  const slow = new Set<string>();
  const cut = new Set<string>();
  return {
    note(event: StoryEvent): void {
      const { kind, component, time } = event;
      if (kind === 'crashed' || kind === 'hung' || kind === 'starting') {
        if (!down.has(component)) down.set(component, time);
      } else if (kind === 'ready' || kind === 'resumed') down.delete(component);
      else if (kind === 'slowed') slow.add(component);
      else if (kind === 'slownessEnded') slow.delete(component);
      else if (kind === 'linkCut') cut.add([component, event.values.to].sort().join(' '));
      else if (kind === 'linkHealed') cut.delete([component, event.values.to].sort().join(' '));
    },
    now: () => ({
      down: [...down].map(([id, since]) => ({ id, since })),
      slow: [...slow].filter((id) => !down.has(id)),
      cutLinks: cut.size,
    }),
  };
}

/** The first fault, or whatever the first outage goes back to. */
function beginningOf(events: readonly StoryEvent[]): StoryEvent | undefined {
  const fault = events.find(({ kind }) => faultKinds.has(kind));
  const failing = events.find(({ kind }) => kind === 'requestsFailing');
  if (failing === undefined) return fault;
  const byId = new Map(events.map((event) => [event.id, event]));
  let root = failing;
  for (let cause = byId.get(root.causeId ?? 0); cause !== undefined; cause = byId.get(root.causeId ?? 0)) {
    // A cause has the lower id; a story that was cut must not lead in a circle.
    if (cause.id >= root.id) break;
    root = cause;
  }
  return fault !== undefined && fault.time <= root.time ? fault : root;
}

/** Undefined while nothing has gone wrong. */
export function summarize(
  events: readonly StoryEvent[],
  language: Language,
  facts?: IncidentFacts,
): string | undefined {
  const failed = facts?.classes.reduce((sum, one) => sum + one.failed, 0) ?? 0;
  const costs = failed + (facts?.lostWrites ?? 0);
  const incident = incidentOf(events, facts?.now) ?? (costs > 0 ? nothing : undefined);
  if (incident === undefined) return undefined;
  const texts = textsOf(language).story.incident;
  const cost = [...outageSentences(incident, texts, facts), ...lossSentences(incident, texts, facts)];
  const state = stateSentences(incident, texts);
  const { first } = incident;
  const isTold = first === undefined || isStill(first, incident);
  const began = isTold ? [] : [texts.began(tell(first, language).what, runTime(first.time))];
  const harmless = failed > 0 ? texts.stray(failed) : texts.harmless;
  const sentences = cost.length > 0 ? [...cost, ...state, ...began] : [...began, ...state, harmless];
  return texts.sentences(sentences);
}

function outageSentences(
  { outages }: Incident,
  texts: IncidentTexts,
  facts: IncidentFacts | undefined,
): readonly string[] {
  const told = outages.map(({ class: id, times, ended, failed, lastedMicros, openSince, openedWith }) => {
    const share: Share = { ended, failed };
    if (openSince === undefined || openedWith === undefined)
      return texts.over(id, duration(lastedMicros), times, share);
    const before = times === 0 ? undefined : { lasted: duration(lastedMicros), share };
    return texts.ongoing(id, runTime(openSince), shareSince(openedWith, facts?.classes ?? []), before);
  });
  // Seconds that the ledger judged down although too few requests ended for the story to call it an outage.
  const others = (facts?.classes ?? []).filter(
    ({ id, downtimeSeconds }) => downtimeSeconds > 0 && !outages.some((one) => one.class === id),
  );
  return [
    ...told,
    ...others.map(({ id, downtimeSeconds, failed }) => texts.judged(id, downtimeSeconds, failed)),
  ];
}

function lossSentences(
  { lostWrites, splitBrainWrites, splitBrainSince }: Incident,
  texts: IncidentTexts,
  facts: IncidentFacts | undefined,
): readonly string[] {
  // The story tells of what a split brain lost only once it is over, and old events may be gone from it.
  const superseded = Math.max(splitBrainWrites, facts?.splitBrainWrites ?? 0);
  const all = Math.max(lostWrites, facts?.lostWrites ?? 0, superseded);
  return [
    ...(all > 0 ? [texts.lost(all, superseded)] : []),
    ...(splitBrainSince === undefined ? [] : [texts.splitBrain(runTime(splitBrainSince))]),
  ];
}

function stateSentences({ down, slow, cutLinks }: Incident, texts: IncidentTexts): readonly string[] {
  const since = down[0] && runTime(down[0].since);
  return [
    ...(since === undefined
      ? []
      : [
          texts.down(
            down.map(({ id }) => id),
            since,
          ),
        ]),
    ...(slow.length > 0 ? [texts.slow(slow)] : []),
    ...(cutLinks > 0 ? [texts.cut(cutLinks)] : []),
  ];
}

/** What is so still has a sentence of its own. */
function isStill({ kind, component, time }: StoryEvent, { down }: Incident): boolean {
  return (
    (kind === 'crashed' || kind === 'hung') && down.some((one) => one.id === component && one.since === time)
  );
}

/** Failures that the outages told so far account for; undefined while one of them is not over. */
export function failedInOutages(events: readonly StoryEvent[]): number | undefined {
  const outages = incidentOf(events)?.outages ?? [];
  if (outages.some(({ openSince }) => openSince !== undefined)) return undefined;
  return outages.reduce((sum, { failed }) => sum + failed, 0);
}

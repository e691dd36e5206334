/**
 * The headline: everything that has gone wrong so far, worst first, from the facts of the story and of the ledger alone.
 * It never says of a run that nothing failed while one of them knows better.
 */
import type { Micros } from '../../base/units.ts';
import type { ClassTotals } from '../../engine/telemetry/records.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { type Incident, incidentOf, isFirstStill } from '../../session/story/incident.ts';
import { type Share, shareSince } from '../../session/story/share.ts';
import { duration, runTime } from '../format.ts';
import type { Language } from '../language.ts';
import { storyTextsOf } from '../texts.ts';
import type { IncidentTexts } from './story-texts.ts';
import { tell } from './tell.ts';

/** What rows and ledger say of a class, beside the story. */
export type ClassFacts = Pick<ClassTotals, 'id' | 'ok' | 'failed' | 'downtimeSeconds'>;

export interface IncidentFacts {
  readonly now: Micros;
  readonly classes: readonly ClassFacts[];
  /** As `RunTotals` has them: every write of a split brain is also a lost one. */
  readonly lostWrites: number;
  readonly splitBrainWrites: number;
}

const nothing: Incident = {
  outages: [],
  lostWrites: 0,
  splitBrainWrites: 0,
  splitBrainSince: undefined,
  down: [],
  slow: [],
  cutLinks: 0,
  others: [],
  first: undefined,
};

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
  const texts = storyTextsOf(language).incident;
  const cost = [...outageSentences(incident, texts, facts), ...lossSentences(incident, texts, facts)];
  const state = stateSentences(incident, texts, language);
  const { first } = incident;
  const isTold = first === undefined || isFirstStill(incident);
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

function stateSentences(
  { down, slow, cutLinks, others }: Incident,
  texts: IncidentTexts,
  language: Language,
): readonly string[] {
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
    ...others.map((event) => texts.still(tell(event, language).what, runTime(event.time))),
  ];
}

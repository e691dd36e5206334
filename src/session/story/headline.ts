/**
 * What the headline tells, in order: the costs with the worst first, then what is not well yet, then where it began.
 * Languages word each item. It never leaves out a cost that the story or the ledger knows.
 */
import type { Micros } from '../../base/units.ts';
import type { ClassTotals } from '../../engine/telemetry/records.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { type Incident, incidentOf, isFirstStill, type Outages } from './incident.ts';
import { type Share, shareSince } from './share.ts';

/** What rows and ledger say of a class, beside the story. */
type ClassFacts = Pick<ClassTotals, 'id' | 'ok' | 'failed' | 'downtimeSeconds'>;

export interface HeadlineFacts {
  readonly now: Micros;
  readonly classes: readonly ClassFacts[];
  /** As `RunTotals` has them: every write of a split brain is also a lost one. */
  readonly lostWrites: number;
  readonly splitBrainWrites: number;
}

/** One sentence each. `class` is a class of requests. */
export type HeadlineItem =
  /** Outages of a class that are over. */
  | {
      readonly kind: 'over';
      readonly class: string;
      readonly lastedMicros: Micros;
      readonly times: number;
      readonly share: Share;
    }
  /** `share` since it began; `before`: earlier outages of the class, all together. */
  | {
      readonly kind: 'ongoing';
      readonly class: string;
      readonly since: Micros;
      readonly share: Share;
      readonly before: { readonly lastedMicros: Micros; readonly share: Share } | undefined;
    }
  /** Down by the ledger alone: too few requests ended for the story to call it an outage. */
  | { readonly kind: 'judged'; readonly class: string; readonly seconds: number; readonly failed: number }
  /** `superseded`: how many of them a primary confirmed that had been replaced. */
  | { readonly kind: 'lost'; readonly writes: number; readonly superseded: number }
  | { readonly kind: 'splitBrain'; readonly since: Micros }
  /** `since` is the first one's. */
  | { readonly kind: 'down'; readonly components: readonly string[]; readonly since: Micros }
  | { readonly kind: 'slow'; readonly components: readonly string[] }
  | { readonly kind: 'cut'; readonly links: number }
  /** Any other fault that is not over. */
  | { readonly kind: 'still'; readonly event: StoryEvent }
  | { readonly kind: 'began'; readonly event: StoryEvent }
  /** Requests failed, too few of them at a time for an outage. */
  | { readonly kind: 'stray'; readonly failed: number }
  | { readonly kind: 'harmless' };

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

/** Empty while nothing has gone wrong. `events` sorted by (time, id). */
export function headlineOf(events: readonly StoryEvent[], facts?: HeadlineFacts): readonly HeadlineItem[] {
  const failed = facts?.classes.reduce((sum, one) => sum + one.failed, 0) ?? 0;
  const hasCost = failed + (facts?.lostWrites ?? 0) > 0;
  const incident = incidentOf(events, facts?.now) ?? (hasCost ? nothing : undefined);
  if (incident === undefined) return [];
  const costs = [...outageItems(incident, facts), ...lossItems(incident, facts)];
  const states = stateItems(incident);
  const { first } = incident;
  const began: readonly HeadlineItem[] =
    first === undefined || isFirstStill(incident) ? [] : [{ kind: 'began', event: first }];
  if (costs.length > 0) return [...costs, ...states, ...began];
  return [...began, ...states, failed > 0 ? { kind: 'stray', failed } : { kind: 'harmless' }];
}

function outageItems({ outages }: Incident, facts: HeadlineFacts | undefined): readonly HeadlineItem[] {
  const classes = facts?.classes ?? [];
  const others = classes.filter(
    ({ id, downtimeSeconds }) => downtimeSeconds > 0 && !outages.some((one) => one.class === id),
  );
  return [
    ...outages.map((one) => outageItem(one, classes)),
    ...others.map(({ id, downtimeSeconds, failed }): HeadlineItem => {
      return { kind: 'judged', class: id, seconds: downtimeSeconds, failed };
    }),
  ];
}

function outageItem(outages: Outages, classes: readonly ClassFacts[]): HeadlineItem {
  const { class: id, times, ended, failed, lastedMicros, openSince, openedWith } = outages;
  const past = { lastedMicros, share: { ended, failed } };
  if (openSince === undefined || openedWith === undefined) return { kind: 'over', class: id, times, ...past };
  const share = shareSince(openedWith, classes);
  return { kind: 'ongoing', class: id, since: openSince, share, before: times === 0 ? undefined : past };
}

function lossItems(
  { lostWrites, splitBrainWrites, splitBrainSince }: Incident,
  facts: HeadlineFacts | undefined,
): readonly HeadlineItem[] {
  // The story tells of what a split brain lost only once it is over, and old events may be gone from it.
  const superseded = Math.max(splitBrainWrites, facts?.splitBrainWrites ?? 0);
  const writes = Math.max(lostWrites, facts?.lostWrites ?? 0, superseded);
  const items: HeadlineItem[] = [];
  if (writes > 0) items.push({ kind: 'lost', writes, superseded });
  if (splitBrainSince !== undefined) items.push({ kind: 'splitBrain', since: splitBrainSince });
  return items;
}

function stateItems({ down, slow, cutLinks, others }: Incident): readonly HeadlineItem[] {
  const items: HeadlineItem[] = [];
  const [first] = down;
  if (first) items.push({ kind: 'down', components: down.map(({ id }) => id), since: first.since });
  if (slow.length > 0) items.push({ kind: 'slow', components: slow });
  if (cutLinks > 0) items.push({ kind: 'cut', links: cutLinks });
  return [...items, ...others.map((event): HeadlineItem => ({ kind: 'still', event }))];
}

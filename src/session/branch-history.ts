/**
 * All history of one branch. A copy up to a checkpoint holds exactly what had been recorded by then, so that a replay
 * from that checkpoint, on this branch or on a new one, completes it without seams.
 */
import type { Micros } from '../base/units.ts';
import { microsPerSecond } from '../base/units.ts';
import type { RunTotals } from '../engine/telemetry/records.ts';
import type { StoryEvent } from '../engine/telemetry/story.ts';
import type { HistoryBatch, KeptCheckpoint } from '../worker/protocol.ts';
import { createJourneyShelf, type JourneyShelf } from './journey-shelf.ts';
import { createLayoutShelf, type LayoutShelf } from './layout-shelf.ts';
import { createLedgerSpans, type LedgerSpans } from './ledger-spans.ts';
import { createLossPoints, type LossPoints } from './loss-points.ts';
import { createRowColumns, type RowColumns, type RowLimits } from './row-columns.ts';
import { boundStory, rootsOf } from './story/bound-story.ts';

const mostStoryEvents = 6_000;

export interface BranchHistory {
  readonly rows: RowColumns;
  readonly ledger: LedgerSpans;
  readonly journeys: JourneyShelf;
  readonly losses: LossPoints;
  /** Sorted by time, then id; a new array whenever it changes. */
  readonly story: readonly StoryEvent[];
  /** `focus` is the time the run has reached with this batch. */
  absorb(batch: HistoryBatch, focus: Micros, totals?: RunTotals): void;
  /** False if rows joined since then reach across the checkpoint's instant. */
  cutsCleanly(checkpoint: KeptCheckpoint): boolean;
  /** Without a checkpoint: an empty history. */
  copyUpTo(checkpoint: KeptCheckpoint | undefined): BranchHistory;
}

interface Parts {
  readonly layouts: LayoutShelf;
  readonly rows: RowColumns;
  readonly ledger: LedgerSpans;
  readonly journeys: JourneyShelf;
  readonly losses: LossPoints;
  readonly story: readonly StoryEvent[];
}

const emptyParts = (layouts: LayoutShelf, limits?: RowLimits): Parts => ({
  layouts,
  rows: createRowColumns(limits),
  ledger: createLedgerSpans(),
  journeys: createJourneyShelf(),
  losses: createLossPoints(),
  story: [],
});

const compareEvents = (one: StoryEvent, other: StoryEvent): number =>
  one.time - other.time || one.id - other.id;

/** Branches of one run share the layouts. */
export const createBranchHistory = (
  limits?: RowLimits,
  layouts: LayoutShelf = createLayoutShelf(),
): BranchHistory => historyOf(emptyParts(layouts, limits), limits);

function historyOf(parts: Parts, limits: RowLimits | undefined): BranchHistory {
  const { layouts, rows, ledger, journeys, losses } = parts;
  const known = new Map(parts.story.map((event) => [event.id, event]));
  let story = parts.story;

  function absorbStory(events: readonly StoryEvent[], totals: RunTotals | undefined): void {
    // Under replay the same events come again: what is known is not news.
    const news = events.filter((event) => !known.has(event.id));
    if (news.length === 0) return;
    for (const event of news) known.set(event.id, event);
    const last = story.at(-1);
    const [first] = news;
    const isNewest = last === undefined || (first !== undefined && compareEvents(last, first) < 0);
    // What comes in order, after all that is known, needs no search for its place.
    const isInOrder = news.every(
      (event, index) => index === 0 || compareEvents(news[index - 1] ?? event, event) < 0,
    );
    story = isNewest && isInOrder ? [...story, ...news] : [...known.values()].sort(compareEvents);
    if (story.length <= mostStoryEvents) return;
    story = boundStory(story, mostStoryEvents, totals === undefined ? new Set() : rootsOf(totals));
    known.clear();
    for (const event of story) known.set(event.id, event);
  }

  return {
    rows,
    ledger,
    journeys,
    losses,
    get story() {
      return story;
    },
    absorb(batch, focus, totals) {
      if (totals !== undefined) losses.put(totals);
      layouts.learn(batch.layouts);
      for (const row of batch.seconds) rows.put({ ...row, layout: layouts.of(row.layout), width: 1 });
      for (const span of batch.ledger) ledger.put(span);
      journeys.add(batch.journeys, focus);
      absorbStory(batch.story, totals);
    },
    cutsCleanly({ time, marks }) {
      return rows.cutsCleanly(time / microsPerSecond) && ledger.cutsCleanly(marks.judgedUntil);
    },
    copyUpTo(checkpoint) {
      if (checkpoint === undefined) return createBranchHistory(limits, layouts);
      const { time, marks } = checkpoint;
      const copy = {
        layouts,
        rows: rows.copyUpTo(time / microsPerSecond),
        ledger: ledger.copyUpTo(marks.judgedUntil),
        journeys: journeys.copyUpTo(time),
        losses: losses.copyUpTo(time),
        story: story.filter((event) => event.id <= marks.storyId),
      };
      return historyOf(copy, limits);
    },
  };
}

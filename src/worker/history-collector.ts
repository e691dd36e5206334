/**
 * Collects what the engine emits between two frames. Journeys are packed into one array, because hundreds of small
 * buffers cost more to send than to copy; above a cap per frame only failures and one in eight of the rest are
 * taken, since nobody sees single dots at such a speed.
 */
import { mix32 } from '../base/hash.ts';
import type { Layout } from '../engine/telemetry/layout.ts';
import { type HistorySink, journeyHeader, journeyLength } from '../engine/telemetry/records.ts';
import type { StoryEvent } from '../engine/telemetry/story.ts';
import { factOf } from '../kinds/facts.ts';
import type { HistoryBatch, HistoryMarks } from './protocol.ts';

const journeysPerFrame = 2_000;
const journeysPerFrameAtMost = 8_000;

export interface HistoryCollector {
  readonly sink: HistorySink;
  readonly marks: HistoryMarks;
  /** Story events since the last `take`. */
  readonly storyCount: number;
  /** A scheduled or logged change of parameters or links went by, so the description is no longer true. */
  readonly describesAnew: boolean;
  /** Drops what was collected; later records continue from `marks`. */
  reset(marks: HistoryMarks): void;
  /** Layouts go along anew: whoever listens may have ignored what was sent before. */
  repeatLayouts(): void;
  /** `present` is the layout of the run now; it goes along with the rows' own, each only once. */
  take(present: Layout): HistoryBatch;
}

/** Present values and cuts are part of the description. */
function changesDescription({ kind }: StoryEvent): boolean {
  const { changes, subject } = factOf(kind);
  return changes === 'parameter' || subject === 'edge';
}

function pack(journeys: readonly Float64Array[]): Float64Array {
  let length = 0;
  for (const journey of journeys) length += journeyLength(journey);
  const packed = new Float64Array(length);
  let offset = 0;
  for (const journey of journeys) {
    packed.set(journey.subarray(0, journeyLength(journey)), offset);
    offset += journeyLength(journey);
  }
  return packed;
}

/** Not the hash by which the engine samples: journeys that passed its threshold would all pass this one. */
const thinningSalt = 0x9e3779b9;

function isTaken(journey: Float64Array, already: number): boolean {
  if (already < journeysPerFrame) return true;
  if (already >= journeysPerFrameAtMost) return false;
  return (
    (journey[journeyHeader.cause] ?? 0) > 0 ||
    mix32((journey[journeyHeader.ordinal] ?? 0) ^ thinningSalt) < 2 ** 29
  );
}

export function createHistoryCollector(): HistoryCollector {
  let storyId = 0;
  let judgedUntil: number[] = [];
  let seconds: HistoryBatch['seconds'][number][] = [];
  let story: HistoryBatch['story'][number][] = [];
  let ledger: HistoryBatch['ledger'][number][] = [];
  let journeys: Float64Array[] = [];
  let describesAnew = false;
  let layouts: Layout[] = [];
  const sentLayouts = new Set<string>();

  function noteLayout(layout: Layout): void {
    if (sentLayouts.has(layout.id)) return;
    sentLayouts.add(layout.id);
    layouts.push(layout);
  }

  function clear(): void {
    seconds = [];
    story = [];
    ledger = [];
    journeys = [];
    describesAnew = false;
  }

  return {
    sink: {
      story(event) {
        story.push(event);
        storyId = Math.max(storyId, event.id);
        if (changesDescription(event)) describesAnew = true;
      },
      second({ layout, ...row }) {
        noteLayout(layout);
        seconds.push({ ...row, layout: layout.id });
      },
      ledger(span) {
        ledger.push(span);
        judgedUntil[span.class] = span.toSecond;
      },
      journey(journey) {
        if (isTaken(journey, journeys.length)) journeys.push(journey);
      },
    },
    get marks() {
      return { storyId, judgedUntil: Array.from(judgedUntil, (second) => second ?? 0) };
    },
    get storyCount() {
      return story.length;
    },
    get describesAnew() {
      return describesAnew;
    },
    reset(to) {
      clear();
      storyId = to.storyId;
      judgedUntil = [...to.judgedUntil];
    },
    repeatLayouts: () => sentLayouts.clear(),
    take(present) {
      noteLayout(present);
      const batch = { layouts, seconds, story, ledger, journeys: pack(journeys) };
      layouts = [];
      clear();
      return batch;
    },
  };
}

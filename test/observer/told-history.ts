/** What a run hands to its sink, kept in the order in which it came, so that loading a checkpoint can take it back. */
import type { HistorySink } from '../../src/engine/telemetry/records.ts';

type Row = {
  readonly second: number;
  readonly components: Float64Array;
  readonly classes: Float64Array;
  readonly latencies: Parameters<HistorySink['second']>[3];
};
/** With the time of the fact after which it was told, whatever time it speaks of. */
type Event = Parameters<HistorySink['story']>[0] & { readonly toldAt: number };
type Span = Parameters<HistorySink['ledger']>[0] & { readonly toldAfter: number };

export class ToldHistory {
  readonly story: Event[] = [];
  readonly rows: Row[] = [];
  readonly spans: Span[] = [];
  readonly journeys: Float64Array[] = [];

  private readonly now: () => number;

  /** `now`: the time of the latest fact. */
  constructor(now: () => number) {
    this.now = now;
  }

  readonly sink: HistorySink = {
    story: (event) => void this.story.push({ ...event, toldAt: this.now() }),
    second: (second, components, classes, latencies) =>
      void this.rows.push({ second, components, classes, latencies }),
    // Spans are told while a second is being closed, before its rows.
    ledger: (span) => void this.spans.push({ ...span, toldAfter: this.rows.length + 1 }),
    journey: (journey) => void this.journeys.push(journey),
  };

  mark(): readonly number[] {
    return this.lists().map((list) => list.length);
  }

  rollBack(mark: readonly number[]): void {
    this.lists().forEach((list, place) => {
      list.length = mark[place] as number;
    });
  }

  private lists(): readonly unknown[][] {
    return [this.story, this.rows, this.spans, this.journeys];
  }
}

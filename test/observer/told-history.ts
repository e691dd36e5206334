/** What a run hands to its sink, kept in the order in which it came, so that loading a checkpoint can take it back. */
import type { HistorySink, SecondReadings } from '../../src/engine/telemetry/records.ts';
import type { FactLog } from './fact-log.ts';

/** With how many facts came before it, and the time of the last of them, whatever time it speaks of. */
type Event = Parameters<HistorySink['story']>[0] & { readonly after: number; readonly toldAt: number };
type Span = Parameters<HistorySink['ledger']>[0] & { readonly toldAfter: number };

export class ToldHistory {
  readonly story: Event[] = [];
  readonly rows: SecondReadings[] = [];
  readonly spans: Span[] = [];
  readonly journeys: Float64Array[] = [];

  private readonly log: FactLog;

  constructor(log: FactLog) {
    this.log = log;
  }

  readonly sink: HistorySink = {
    story: (event) => {
      const after = this.log.mark();
      this.story.push({ ...event, after, toldAt: this.log.now() });
    },
    second: (row) => void this.rows.push(row),
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

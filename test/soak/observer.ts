/**
 * What a sink is told, added up: the second of two accounts that must agree with the engine's own totals. Keeps the
 * story and the ledger, and of rows only sums and each second's arrivals, so that memory does not grow with requests.
 */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { Readings } from '../../src/engine/telemetry/layout.ts';
import {
  classColumn,
  classStride,
  componentColumn,
  componentStride,
  type HistorySink,
  type LedgerSpan,
} from '../../src/engine/telemetry/records.ts';
import type { StoryEvent } from '../../src/engine/telemetry/story.ts';
import { checkJourney } from './check-journey.ts';
import type { Problems } from './problems.ts';

export class Observer {
  readonly story: StoryEvent[] = [];
  readonly spans: readonly LedgerSpan[][];
  /** Sums of all rows so far, in the layout of one row, one after the other. */
  readonly componentSums: Float64Array;
  readonly classSums: Float64Array;
  /** Requests in the latency histograms, by class. */
  readonly latencies: number[];
  /** Arrivals by class and second. */
  readonly arrivals: readonly number[][];
  seconds = 0;
  journeys = 0;
  private readonly problems: Problems;

  constructor({ components, classes }: Blueprint, problems: Problems) {
    this.componentSums = new Float64Array(components.length * componentStride);
    this.classSums = new Float64Array(classes.length * classStride);
    this.spans = classes.map(() => []);
    this.latencies = classes.map(() => 0);
    this.arrivals = classes.map(() => []);
    this.problems = problems;
  }

  readonly sink: HistorySink = {
    story: (event) => {
      this.story.push(event);
    },
    second: ({ second, components, classes, latencies, layout, values }) => {
      this.problems.expect(
        second === this.seconds,
        'rows',
        () => `second ${second} after ${this.seconds - 1}`,
      );
      this.seconds = second + 1;
      this.checkRows(components);
      this.checkReadings({ layout, values });
      components.forEach((value, place) => {
        this.componentSums[place]! += value;
      });
      classes.forEach((value, place) => {
        this.classSums[place]! += value;
      });
      for (const [index, perSecond] of this.arrivals.entries())
        perSecond.push(classes[index * classStride + classColumn.arrived]!);
      for (const row of latencies) {
        for (let place = 1; place < row.sparse.length; place += 2)
          this.latencies[row.class]! += row.sparse[place]!;
      }
    },
    ledger: (span) => {
      this.spans[span.class]?.push(span);
    },
    journey: (journey) => {
      this.journeys += 1;
      checkJourney(journey, this.problems);
    },
  };

  private checkRows(rows: Float64Array): void {
    const columns = Object.entries(componentColumn);
    for (let row = 0; row < rows.length; row += componentStride) {
      for (const [name, column] of columns) {
        const value = rows[row + column]!;
        this.problems.expect(value >= 0 && Number.isFinite(value), 'rows', () => `${name} = ${value}`);
      }
    }
  }

  private checkReadings({ layout, values }: Readings): void {
    layout.entries.forEach(({ subject, instrument }, place) => {
      const value = values[place]!;
      const text = (): string => `${instrument.id} of ${subject} = ${value}`;
      this.problems.expect(value >= 0 && Number.isFinite(value), 'rows', text);
    });
  }
}

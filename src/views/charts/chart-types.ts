/** What strip charts and the scrubber share. Times are Micros of the run. */
export interface TimeBand {
  readonly from: number;
  readonly to: number;
  /** fault = something is broken; pending = not judged yet. */
  readonly kind: 'fault' | 'pending';
}

export interface SeriesPoint {
  readonly at: number;
  /** undefined = nothing was measured: the line has a gap, not a zero. */
  readonly value: number | undefined;
}

export interface Series {
  readonly id: string;
  /** ink = what the cell is about, quiet = its context, bad = failures. */
  readonly tone: 'ink' | 'quiet' | 'bad';
  readonly points: readonly SeriesPoint[];
  /** Holds its value until the next point: counts and budgets. */
  readonly stepped?: boolean;
}

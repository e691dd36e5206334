/**
 * All instruments of a run with where their numbers come from. Mechanisms mount what they have declared while the run is
 * built; the panel reads them for a frame, and once a second for a row.
 */
import { assert } from '../../base/assert.ts';
import { microsPerSecond } from '../../base/units.ts';
import { createLayout, type Instrument, type Layout, type LayoutEntry } from './layout.ts';

/** Where the numbers of one instrument at one subject come from. */
export interface Source {
  /** A counter since time 0; a gauge or code at this instant. */
  readonly now: () => number;
  /** A gauge's integral over time up to this instant, value × Micros: its rows are exact averages, else the last value. */
  readonly integral?: () => number;
  /** The largest value since it was last asked for; then it begins anew. Asked once a second, for the row. */
  readonly takePeak?: () => number;
}

/** A counter that the panel keeps, also over checkpoints. */
export interface Counter {
  total: number;
}

interface Mounted extends LayoutEntry {
  readonly source: Source;
}

export class InstrumentPanel {
  private readonly mounted: Mounted[] = [];
  private readonly names = new Set<string>();
  private readonly counters: Counter[] = [];
  private made: Layout | undefined;
  /** Running totals and integrals at the beginning of the second, by place. */
  private before = new Float64Array(0);

  /** `subject` as in layouts. While the run is built only. */
  mount(subject: string, instrument: Instrument, source: Source): void {
    assert(this.made === undefined, 'instruments are mounted before the first reading');
    const name = `${subject} ${instrument.id}`;
    assert(!this.names.has(name), 'a subject has one instrument of a name');
    this.names.add(name);
    this.mounted.push({ subject, instrument, source });
  }

  /** Mounts a counter; whoever counts adds to it. */
  counter(subject: string, instrument: Instrument): Counter {
    const counter = { total: 0 };
    this.counters.push(counter);
    this.mount(subject, instrument, { now: () => counter.total });
    return counter;
  }

  get layout(): Layout {
    this.made ??= createLayout(this.mounted.map(({ subject, instrument }) => ({ subject, instrument })));
    return this.made;
  }

  /** The readings at this instant. */
  present(): Float64Array {
    return Float64Array.from(this.mounted, ({ source }) => source.now());
  }

  /** The readings of the second that ends now; the next one begins. */
  closeSecond(): Float64Array {
    const { mounted } = this;
    if (this.before.length === 0) this.before = new Float64Array(mounted.length);
    const row = new Float64Array(mounted.length);
    mounted.forEach(({ instrument, source }, place) => {
      const isCounter = instrument.kind === 'counter';
      const total = isCounter ? source.now() : source.integral?.();
      if (total === undefined) {
        row[place] = (source.takePeak ?? source.now)();
        return;
      }
      row[place] = (total - (this.before[place] as number)) / (isCounter ? 1 : microsPerSecond);
      this.before[place] = total;
    });
    return row;
  }

  save() {
    const counters = Float64Array.from(this.counters, ({ total }) => total);
    return { layout: this.layout.id, before: this.before.slice(), counters };
  }

  load(plain: ReturnType<InstrumentPanel['save']>): void {
    assert(plain.layout === this.layout.id, 'a checkpoint has the layout of its run');
    this.before = plain.before.slice();
    this.counters.forEach((counter, place) => {
      counter.total = plain.counters[place] as number;
    });
  }
}

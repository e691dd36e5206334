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
}

interface Mounted extends LayoutEntry {
  readonly source: Source;
}

export class InstrumentPanel {
  private readonly mounted: Mounted[] = [];
  private made: Layout | undefined;
  /** Running totals and integrals at the beginning of the second, by place. */
  private before = new Float64Array(0);

  /** `subject` as in layouts. While the run is built only. */
  mount(subject: string, instrument: Instrument, source: Source): void {
    assert(this.made === undefined, 'instruments are mounted before the first reading');
    this.mounted.push({ subject, instrument, source });
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
        row[place] = source.now();
        return;
      }
      row[place] = (total - (this.before[place] as number)) / (isCounter ? 1 : microsPerSecond);
      this.before[place] = total;
    });
    return row;
  }

  save(): { readonly layout: string; readonly before: Float64Array } {
    return { layout: this.layout.id, before: this.before.slice() };
  }

  load(plain: ReturnType<InstrumentPanel['save']>): void {
    assert(plain.layout === this.layout.id, 'a checkpoint has the layout of its run');
    this.before = plain.before.slice();
  }
}

/**
 * Closes each second of simulated time: one row per component and per class, measured, handed to the sink. A second
 * covers [s, s + 1): it is closed before the first event of the next one, however the run is cut into pieces.
 */
import { type Micros, microsPerSecond } from '../base/units.ts';
import { gaugesOf } from './model/gauges.ts';
import type { World } from './model/world.ts';
import {
  componentColumn,
  componentStride,
  gaugeColumn,
  gaugeStride,
  type HistorySink,
} from './telemetry/records.ts';

/** Row columns that are the second's share of a running total, with what it is divided by. */
const shares = [
  ['arrived', 'arrived', 1],
  ['answered', 'answered', 1],
  ['failed', 'failed', 1],
  ['inSystem', 'inSystemIntegral', microsPerSecond],
  ['responseSum', 'responseSum', 1],
] as const;

export class Seconds {
  /** The second under way. */
  current = 0;
  private readonly world: World;
  private readonly sink: HistorySink;
  /** Totals at the beginning of the second, per component in the order of `shares`. */
  private readonly before: Float64Array;

  constructor(world: World, sink: HistorySink) {
    this.world = world;
    this.sink = sink;
    this.before = new Float64Array(world.components.length * shares.length);
  }

  /** When the second under way is over. */
  get closesAt(): Micros {
    return (this.current + 1) * microsPerSecond;
  }

  /** Closes every second that is over at `now`. */
  advanceTo(now: Micros): void {
    while (this.closesAt <= now) this.close();
  }

  save() {
    return { current: this.current, before: this.before.slice() };
  }

  load(plain: ReturnType<Seconds['save']>): void {
    this.current = plain.current;
    this.before.set(plain.before);
  }

  private close(): void {
    const { world } = this;
    const end = this.closesAt;
    const resumeAt = world.now;
    world.now = end;
    world.meters.touchAll(end);
    const components = this.componentRows();
    const { classes, latencies } = world.classMeters.closeSecond(this.current);
    world.journeys.onSecond();
    world.operations.onSecond();
    const { layout } = world.panel;
    const values = world.panel.closeSecond();
    this.sink.second({ second: this.current, layout, values, components, classes, latencies });
    this.current += 1;
    world.now = Math.max(resumeAt, end);
  }

  private componentRows(): Float64Array {
    const { world } = this;
    const { meters } = world;
    const gauges = gaugesOf(world);
    const rows = new Float64Array(meters.count * componentStride);
    for (let component = 0; component < meters.count; component += 1) {
      const row = component * componentStride;
      const gauge = component * gaugeStride;
      rows[row + componentColumn.second] = this.current;
      rows[row + componentColumn.component] = component;
      for (let place = 0; place < shares.length; place += 1) {
        const [column, name, unit] = shares[place] as (typeof shares)[number];
        const index = component * shares.length + place;
        const now = meters.of(component, name);
        rows[row + componentColumn[column]] = (now - (this.before[index] as number)) / unit;
        this.before[index] = now;
      }
      rows[row + componentColumn.health] = gauges[gauge + gaugeColumn.health] as number;
    }
    return rows;
  }
}

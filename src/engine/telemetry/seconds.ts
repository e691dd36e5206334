/**
 * Closes each second of simulated time: one row per component and per class, measured, handed to the sink. A second
 * covers [s, s + 1): it is closed before the first event of the next one, however the run is cut into pieces.
 */
import { type Micros, microsPerSecond } from '../../base/units.ts';
import { gaugesOf } from '../model/gauges.ts';
import type { World } from '../model/world.ts';
import { componentColumn, componentStride, gaugeColumn, gaugeStride, type HistorySink } from './records.ts';

const totals = ['arrived', 'answered', 'failed', 'busyIntegral', 'queuedIntegral'] as const;

export class Seconds {
  /** The second under way. */
  current = 0;
  private readonly world: World;
  private readonly sink: HistorySink;
  /** Totals at the beginning of the second, per component in the order of `totals`. */
  private readonly before: Float64Array;

  constructor(world: World, sink: HistorySink) {
    this.world = world;
    this.sink = sink;
    this.before = new Float64Array(world.components.length * totals.length);
  }

  /** Closes every second that is over at `now`. */
  advanceTo(now: Micros): void {
    while ((this.current + 1) * microsPerSecond <= now) this.close();
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
    const end = (this.current + 1) * microsPerSecond;
    const resumeAt = world.now;
    world.now = end;
    world.meters.touchAll(end);
    const components = this.componentRows();
    const { classes, latencies } = world.classMeters.closeSecond(this.current);
    world.journeys.onSecond();
    this.sink.second(this.current, components, classes, latencies);
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
      const change = totals.map((name, place) => {
        const now = meters[name][component] as number;
        const index = component * totals.length + place;
        const difference = now - (this.before[index] as number);
        this.before[index] = now;
        return difference;
      });
      rows[row + componentColumn.second] = this.current;
      rows[row + componentColumn.component] = component;
      rows[row + componentColumn.arrived] = change[0] as number;
      rows[row + componentColumn.answered] = change[1] as number;
      rows[row + componentColumn.failed] = change[2] as number;
      rows[row + componentColumn.busy] = (change[3] as number) / microsPerSecond;
      rows[row + componentColumn.queueLength] = (change[4] as number) / microsPerSecond;
      rows[row + componentColumn.queueLengthMax] = meters.queuedMax[component] as number;
      rows[row + componentColumn.health] = gauges[gauge + gaugeColumn.health] as number;
      rows[row + componentColumn.lagVersions] = gauges[gauge + gaugeColumn.lagVersions] as number;
      rows[row + componentColumn.lagMicros] = gauges[gauge + gaugeColumn.lagMicros] as number;
      meters.queuedMax[component] = meters.queued[component] as number;
    }
    return rows;
  }
}

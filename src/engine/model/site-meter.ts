/** The meters of one component, as the component itself may move them (`Site`). */
import type { Micros } from '../../base/units.ts';
import type { Counter, Source } from '../telemetry/instrument-panel.ts';
import { edgeId, type Instrument } from '../telemetry/layout.ts';
import type { MeterColumn, Meters } from '../telemetry/meters.ts';
import type { World } from './world.ts';

export class SiteMeter {
  private readonly world: World;
  private readonly meters: Meters;
  private readonly index: number;

  constructor(world: World, index: number) {
    this.world = world;
    this.meters = world.meters;
    this.index = index;
  }

  /** An instrument of the component; while the run is built. */
  mount(instrument: Instrument, source: Source): void {
    this.world.panel.mount(this.subject, instrument, source);
  }

  /** A counter of the component; while the run is built. */
  counter(instrument: Instrument): Counter {
    return this.world.panel.counter(this.subject, instrument);
  }

  /** Reads what the meters hold of the component. */
  reader(column: MeterColumn): () => number {
    const { index, meters } = this;
    return () => meters.of(index, column);
  }

  takeLongestQueue(): number {
    return this.meters.takeLongestQueue(this.index);
  }

  /** A counter of the component's own on the edge to `callee`; while the run is built. */
  counterOnEdge(callee: number, instrument: Instrument): Counter {
    return this.world.panel.counter(edgeId(this.subject, this.world.idOf(callee)), instrument);
  }

  /** An instrument of the component's own on the edge to `callee`; while the run is built. */
  mountOnEdge(callee: number, instrument: Instrument, source: Source): void {
    this.world.panel.mount(edgeId(this.subject, this.world.idOf(callee)), instrument, source);
  }

  /** A request of a source is in the system from now on. */
  enter(): void {
    this.meters.enter(this.index, this.world.now);
  }

  resize(slots: number): void {
    this.meters.resize(this.index, this.world.now, slots);
  }

  queue(change: 1 | -1): void {
    this.meters.queue(this.index, this.world.now, change);
  }

  occupy(change: 1 | -1): void {
    this.meters.occupy(this.index, this.world.now, change);
  }

  /** A call has waited for its slot since `reachedAt`. */
  recordWaiting(reachedAt: Micros): void {
    this.meters.recordWaiting(this.index, this.world.now - reachedAt);
  }

  /** The process died: nothing waits and nothing is at work. */
  clear(): void {
    this.meters.clear(this.index, this.world.now);
  }

  private get subject(): string {
    return this.world.idOf(this.index);
  }
}

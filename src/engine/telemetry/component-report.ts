/**
 * Statistics of each component since the end of the warm-up: what the CLI prints and what the theory is checked with.
 */
import { type Micros, microsPerMilli, microsPerSecond } from '../../base/units.ts';
import type { ComponentTotals } from '../engine-contract.ts';
import type { World } from '../model/world.ts';
import { failureCauses } from './causes.ts';
import { causeCount } from './meters.ts';

const counted = [
  'inSystemIntegral',
  'queuedIntegral',
  'busyIntegral',
  'slotsIntegral',
  'arrived',
  'answered',
  'failed',
  'responseSum',
] as const;

export class ComponentReport {
  private readonly world: World;
  private readonly warmupMicros: Micros;
  private warm: boolean;
  /** Totals at the end of the warm-up, per component in the order of `counted`. */
  private readonly before: Float64Array;
  private readonly causesBefore: Float64Array;

  constructor(world: World, warmupMicros: Micros) {
    this.world = world;
    this.warmupMicros = warmupMicros;
    this.warm = warmupMicros === 0;
    this.before = new Float64Array(world.components.length * counted.length);
    this.causesBefore = new Float64Array(world.components.length * causeCount);
  }

  /** When the warm-up ends; Infinity once it has. */
  get warmAt(): Micros {
    return this.warm ? Number.POSITIVE_INFINITY : this.warmupMicros;
  }

  /** Forgets what came before the end of the warm-up, once. */
  advanceTo(now: Micros): void {
    if (this.warm || now < this.warmupMicros) return;
    const { meters } = this.world;
    this.warm = true;
    meters.touchAll(this.warmupMicros);
    this.causesBefore.set(meters.causes);
    for (let component = 0; component < meters.count; component += 1) {
      counted.forEach((name, place) => {
        this.before[component * counted.length + place] = meters.of(component, name);
      });
      meters.waiting[component]?.reset();
    }
  }

  totals(now: Micros): readonly ComponentTotals[] {
    const { world } = this;
    world.meters.touchAll(now);
    return world.ids.map((id, component) =>
      this.totalsOf(id, component, now - (this.warm ? this.warmupMicros : 0)),
    );
  }

  save() {
    return { warm: this.warm, before: this.before.slice(), causesBefore: this.causesBefore.slice() };
  }

  load(plain: ReturnType<ComponentReport['save']>): void {
    this.warm = plain.warm;
    this.before.set(plain.before);
    this.causesBefore.set(plain.causesBefore);
  }

  private totalsOf(id: string, component: number, elapsed: Micros): ComponentTotals {
    const { meters } = this.world;
    const since = (name: (typeof counted)[number]): number =>
      meters.of(component, name) -
      (this.before[component * counted.length + counted.indexOf(name)] as number);
    const mean = (integral: number): number => (elapsed === 0 ? 0 : integral / elapsed);
    const slots = since('slotsIntegral');
    const ended = since('answered') + since('failed');
    const waiting = meters.waiting[component];
    const hasWaited = waiting !== undefined && waiting.count > 0;
    const causes = failureCauses.flatMap((name, code) => {
      const place = component * causeCount + code;
      const count = (meters.causes[place] as number) - (this.causesBefore[place] as number);
      return count > 0 ? [[name, count] as const] : [];
    });
    return {
      id,
      utilization: slots === 0 ? 0 : since('busyIntegral') / slots,
      meanInSystem: mean(since('inSystemIntegral')),
      meanQueueLength: mean(since('queuedIntegral')),
      waitingMillis: {
        mean: hasWaited ? waiting.mean() / microsPerMilli : 0,
        p99: hasWaited ? waiting.quantile(0.99) / microsPerMilli : 0,
      },
      throughputPerSecond: elapsed === 0 ? 0 : (since('answered') * microsPerSecond) / elapsed,
      arrivalsPerSecond: elapsed === 0 ? 0 : (since('arrived') * microsPerSecond) / elapsed,
      meanResponseMillis: ended === 0 ? 0 : since('responseSum') / ended / microsPerMilli,
      errorsByCause: Object.fromEntries(causes),
    };
  }
}

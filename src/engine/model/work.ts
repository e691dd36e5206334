/**
 * Work on a call: a slot is taken, a demand is served, the slot is freed. A slot stays taken while the callee waits for
 * what it called itself, as a thread or a connection does. Demand is drawn with mean 1 and scaled by the parameter of
 * the moment, so an edit changes durations and nothing else.
 */
import { type Micros, microsPerMilli } from '../../base/units.ts';
import { frozenWork } from '../kernel/calls.ts';
import { type PreparedDistribution, prepare, sampleUnitMean } from '../kernel/distributions.ts';
import { purposes } from '../kernel/draws.ts';
import { eventKind } from '../kernel/event-kinds.ts';
import type { ParameterValues } from './parameter-values.ts';
import type { serviceTimes } from './shared-specs.ts';
import type { Site } from './site.ts';
import type { World } from './world.ts';

type ServiceShape = ParameterValues<ReturnType<typeof serviceTimes>>;

/** How long one kind of work takes at one component. */
export class ServiceTime {
  private readonly site: Site;
  private distribution: PreparedDistribution = prepare({ kind: 'deterministic' });
  private meanMicros: Micros = 0;

  constructor(site: Site) {
    this.site = site;
  }

  /** From now on work takes `meanMillis` on average and varies as `shape` says. */
  configure(meanMillis: number, shape: ServiceShape): void {
    this.distribution = distributionOf(shape);
    this.meanMicros = meanMillis * microsPerMilli;
  }

  /** Draws the call's demand, whole Micros at the present mean and slowness, and begins the work. */
  begin(call: number): void {
    const { site } = this;
    const { calls, seed } = site;
    const ordinal = calls.ordinal[call] as number;
    const key = calls.drawKey[call] as number;
    const unit = sampleUnitMean(this.distribution, seed, purposes.serviceDemand, ordinal, key);
    site.work(call, Math.round(unit * this.meanMicros * site.slowFactor));
  }
}

function distributionOf({ serviceDistribution: kind, serviceCv: cv }: ServiceShape): PreparedDistribution {
  if (kind === 'logNormal') return prepare({ kind, cv });
  if (kind === 'uniform') return prepare({ kind, halfWidth: 1 });
  return prepare({ kind });
}

/** The callee works on `call` for `micros`, then its `onWorkEnded` is told. */
export function beginWork(world: World, call: number, micros: Micros): void {
  const { calls, calendar, now } = world;
  const generation = calls.slots.generations[call] as number;
  const callee = calls.callee[call] as number;
  const slot = calendar.schedule(now + micros, eventKind.workEnded, callee, call, generation);
  calls.workUntil(call, now + micros, slot);
}

/** The present work on `call` will not end. False if there is none, or it stands still. */
export function cancelWork({ calls, calendar }: World, call: number): boolean {
  const generation = calls.slots.generations[call] as number;
  const slot = calls.workSlot[call] as number;
  return calendar.cancel(slot, eventKind.workEnded, calls.callee[call] as number, call, generation);
}

/** The process stops in the middle: work in progress stands still. */
export function freezeWork(world: World, component: number): void {
  const { calls, now } = world;
  calls.forEachLive((call) => {
    if (calls.callee[call] !== component || !cancelWork(world, call)) return;
    calls.freeze(call, now);
  });
}

/** ... and goes on where it stopped. */
export function thawWork(world: World, component: number): void {
  const { calls } = world;
  calls.forEachLive((call) => {
    if (calls.callee[call] !== component || calls.workSlot[call] !== frozenWork) return;
    beginWork(world, call, calls.workEndsAt[call] as number);
  });
}

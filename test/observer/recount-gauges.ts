/** The state of every component at one instant, followed from the facts before it. */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import { eventKind } from '../../src/engine/kernel/event-kinds.ts';
import type { TapFact } from '../../src/engine/tap.ts';
import {
  type gaugeColumn,
  gaugeStride,
  type HealthState,
  healthStates,
  processModes,
} from '../../src/engine/telemetry/records.ts';
import type { Lives } from './lives.ts';
import { ProcessWatch, type Told } from './process-watch.ts';
import { visitsOf } from './recount-components.ts';
import { Settings } from './settings.ts';
import { StoreWatch } from './store-watch.ts';

type Gauges = Partial<Record<keyof typeof gaugeColumn, number>>;

/** What only the past of the commands, elections and rotations tells; the rest is counted from the visits. */
export class StateWatch {
  readonly settings: Settings;
  readonly processWatch: ProcessWatch;
  readonly stores: StoreWatch;
  /** By balancer, those of its servers that it has taken out. */
  private readonly outOf = new Map<number, Set<number>>();
  private readonly blueprint: Blueprint;

  constructor(blueprint: Blueprint, story: readonly Told[]) {
    this.blueprint = blueprint;
    this.settings = new Settings(blueprint);
    this.processWatch = new ProcessWatch(blueprint, this.settings, story);
    this.stores = new StoreWatch(blueprint);
  }

  /** Facts that `apply` has any use for. */
  static sees(fact: TapFact): boolean {
    if (fact.what === 'event') return fact.kind === eventKind.faultDue;
    return ['command', 'rotation', 'appended', 'elected', 'positioned'].includes(fact.what);
  }

  apply(fact: TapFact): void {
    this.processWatch.apply(fact);
    this.settings.apply(fact);
    this.stores.apply(fact);
    if (fact.what !== 'rotation') return;
    const { balancer, server, isDown } = fact;
    const out = this.outOf.get(balancer) ?? new Set();
    this.outOf.set(balancer, out);
    if (isDown) out.add(server);
    else out.delete(server);
  }

  /** Undefined for what is no balancer. */
  inRotation(component: number): number | undefined {
    if (this.settings.kind(component) !== 'load-balancer') return undefined;
    const { components, links } = this.blueprint;
    const id = components[component]?.id;
    const servers = links.filter(({ carries, from }) => carries === 'request' && from === id).length;
    return servers - (this.outOf.get(component)?.size ?? 0);
  }

  /** Every balancer that lists it has taken it out. */
  private isRemoved(component: number): boolean {
    const { components, links } = this.blueprint;
    const id = components[component]?.id;
    const listedBy = links
      .filter(({ carries, to }) => carries === 'request' && to === id)
      .map(({ from }) => components.findIndex((one) => one.id === from))
      .filter((from) => this.settings.kind(from) === 'load-balancer');
    return listedBy.length > 0 && listedBy.every((from) => this.outOf.get(from)?.has(component));
  }

  health(component: number, queued: number, now: number): HealthState {
    const process = this.processWatch.processes[component]!;
    if (process.mode === 'crashed' || process.mode === 'off' || process.mode === 'hung') return 'down';
    if (process.mode === 'starting') return 'recovering';
    if (this.isRemoved(component)) return process.hasStarted ? 'recovering' : 'removed';
    if (this.stores.of(component, now)?.isAtOdds) return 'degraded';
    const capacity = this.settings.queueCapacity(component) ?? 0;
    const isCongested = capacity > 0 && queued >= capacity / 2;
    return process.unwellBy !== 0 || isCongested ? 'degraded' : 'healthy';
  }
}

/** After all facts so far. */
export function stateAfter(
  blueprint: Blueprint,
  facts: readonly TapFact[],
  story: readonly Told[],
): StateWatch {
  const state = new StateWatch(blueprint, story);
  for (const fact of facts) if (StateWatch.sees(fact)) state.apply(fact);
  return state;
}

/** `state` is that at `now`. */
export function recountGauges(
  blueprint: Blueprint,
  state: StateWatch,
  lives: Lives,
  now: number,
): readonly Gauges[] {
  return blueprint.components.map((_, component): Gauges => {
    const visits = visitsOf(lives, component);
    const inside = visits.filter((visit) => !visit.isRefused && visit.finishedAt < 0);
    const queued = inside.filter((visit) => visit.queuedAt >= 0 && visit.startedAt < 0).length;
    const ended = visits.filter((visit) => visit.finishedAt >= 0);
    const process = state.processWatch.processes[component]!;
    return {
      health: healthStates.indexOf(state.health(component, queued, now)),
      answered: ended.filter((visit) => visit.cause === 0).length,
      failed: ended.filter((visit) => visit.cause !== 0).length,
      processSince: process.since,
      rootId: process.unwellBy,
      processMode: processModes.indexOf(process.mode),
    };
  });
}

export const gaugesOf = (gauges: Float64Array, component: number) =>
  gauges.subarray(component * gaugeStride, (component + 1) * gaugeStride);

/**
 * Work on a call: a slot is taken, a demand is served, the slot is freed. A slot stays taken while the callee waits for
 * what it called itself, as a thread or a connection does. Demand is drawn with mean 1 and scaled by the parameter of
 * the moment, so an edit changes durations and nothing else.
 */
import type { Micros } from '../../base/units.ts';
import { frozenWork } from '../kernel/calls.ts';
import { type PreparedDistribution, prepare, sampleUnitMean } from '../kernel/distributions.ts';
import { purposes } from '../kernel/draws.ts';
import { eventKind } from '../kernel/event-kinds.ts';
import { serviceDistributions } from './service-distributions.ts';
import { drawHop } from './transport.ts';
import type { World } from './world.ts';

/** Distribution of one component's service, from its parameters `serviceDistribution` and `serviceCv`. */
export function serviceOf(world: World, component: number): PreparedDistribution {
  const name = serviceDistributions[world.value(component, 'serviceDistribution')] ?? 'exponential';
  if (name === 'logNormal') return prepare({ kind: 'logNormal', cv: world.value(component, 'serviceCv') });
  if (name === 'uniform') return prepare({ kind: 'uniform', halfWidth: 1 });
  return prepare({ kind: name });
}

/** Micros of service for this call, whole, at the present mean and slowness. */
export function drawDemand(
  world: World,
  call: number,
  distribution: PreparedDistribution,
  meanMicros: Micros,
): Micros {
  const { calls, seed } = world;
  const hop = drawHop(calls.depth[call] as number, calls.attempt[call] as number);
  const unit = sampleUnitMean(distribution, seed, purposes.serviceDemand, calls.ordinal[call] as number, hop);
  return Math.round(unit * meanMicros * slowness(world, call));
}

const slowness = (world: World, call: number): number =>
  world.processes.slowFactor[world.calls.callee[call] as number] as number;

/** The callee works on `call` for `micros`, then its `onWorkEnded` is told. */
export function beginWork(world: World, call: number, micros: Micros): void {
  const { calls, calendar, now } = world;
  const generation = calls.slots.generations[call] as number;
  calls.workEndsAt[call] = now + micros;
  calls.workHandle[call] = calendar.schedule(
    now + micros,
    eventKind.workEnded,
    calls.callee[call] as number,
    call,
    generation,
  );
}

/** The process stops in the middle: work in progress stands still. */
export function freezeWork(world: World, component: number): void {
  const { calls, calendar, now } = world;
  calls.forEachLive((call) => {
    if (calls.callee[call] !== component || !calendar.cancel(calls.workHandle[call] as number)) return;
    calls.workEndsAt[call] = (calls.workEndsAt[call] as number) - now;
    calls.workHandle[call] = frozenWork;
  });
}

/** ... and goes on where it stopped. */
export function thawWork(world: World, component: number): void {
  const { calls } = world;
  calls.forEachLive((call) => {
    if (calls.callee[call] !== component || calls.workHandle[call] !== frozenWork) return;
    beginWork(world, call, calls.workEndsAt[call] as number);
  });
}

/** Every request is answered, failed or in flight; causes and roots add up; rows add up to totals (invariant 5). */
import type { World } from '../../src/engine/model/world.ts';
import { failureCauses } from '../../src/engine/telemetry/causes.ts';
import {
  type ClassTotals,
  classColumn,
  classStride,
  componentColumn,
  componentStride,
} from '../../src/engine/telemetry/records.ts';
import type { Observer } from './observer.ts';
import type { Problems } from './problems.ts';

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

export function checkConservation(world: World, told: number, problems: Problems): void {
  const { requests, classMeters, meters } = world;
  const live = classMeters.totals().map(() => 0);
  requests.forEachLive((request) => {
    live[requests.class[request]!]! += 1;
  });
  let ended = 0;
  for (const [index, totals] of classMeters.totals().entries()) {
    const { id, ok, failed, inFlight, slow, stale, degraded, failuresByCause, failuresByRoot } = totals;
    ended += ok + failed;
    problems.equal(inFlight, live[index]!, 'conservation', () => `${id} in flight`);
    problems.equal(sumOf(failuresByCause), failed, 'causes', () => id);
    problems.equal(sumOf(failuresByRoot), failed, 'roots', () => id);
    problems.expect(
      slow <= ok && stale <= ok && degraded <= ok,
      'conservation',
      () => `${id}: slow ${slow}, stale ${stale}, degraded ${degraded} of ${ok}`,
    );
    for (const root of Object.keys(failuresByRoot).map(Number))
      problems.expect(root >= 0 && root <= told, 'roots', () => `${id}: story ${root} was never told`);
  }
  problems.equal(
    classMeters.totals().reduce((sum, { lostWrites }) => sum + lostWrites, 0),
    world.stores.reduce((sum, store) => sum + store.lostWrites, 0),
    'conservation',
    () => 'writes lost, by class and in all',
  );
  problems.equal(
    requests.slots.live,
    live.reduce((sum, count) => sum + count, 0),
    'tables',
    () => 'requests live',
  );
  const users = world.blueprint.components.findIndex((component) => component.kind === 'users');
  problems.equal(
    meters.of(users, 'answered') + meters.of(users, 'failed'),
    ended,
    'conservation',
    () => 'ended at users',
  );
}

/** Totals as they were just before the last second was closed, to compare the rows' sums with. */
export interface TotalsBefore {
  readonly classes: readonly ClassTotals[];
  readonly components: readonly (readonly [arrived: number, answered: number, failed: number])[];
}

export function takeTotals({ meters, classMeters, ids }: World): TotalsBefore {
  const components = ids.map(
    (_, at) => [meters.of(at, 'arrived'), meters.of(at, 'answered'), meters.of(at, 'failed')] as const,
  );
  return { classes: classMeters.totals(), components };
}

export function checkRowSums(before: TotalsBefore, observer: Observer, problems: Problems): void {
  before.components.forEach(([arrived, answered, failed], component) => {
    const sum = (column: number): number => observer.componentSums[component * componentStride + column]!;
    problems.equal(sum(componentColumn.arrived), arrived, 'rows', () => `arrived at ${component}`);
    problems.equal(sum(componentColumn.answered), answered, 'rows', () => `answered by ${component}`);
    problems.equal(sum(componentColumn.failed), failed, 'rows', () => `failed at ${component}`);
  });
  before.classes.forEach((totals, index) => {
    const sum = (column: number): number => observer.classSums[index * classStride + column]!;
    for (const name of ['arrived', 'ok', 'failed', 'slow', 'stale', 'degraded'] as const)
      problems.equal(sum(classColumn[name]), totals[name], 'rows', () => `${name} of ${totals.id}`);
    problems.equal(observer.latencies[index]!, totals.ok, 'rows', () => `latencies of ${totals.id}`);
    failureCauses.forEach((name, code) => {
      const failures = totals.failuresByCause[name] ?? 0;
      problems.equal(sum(classColumn.causes + code), failures, 'rows', () => `${name} of ${totals.id}`);
    });
  });
}

/** Meters against the tables they sum up: each count is made again from the live calls; Little's law holds exactly. */
import type { Component } from '../../src/engine/model/component.ts';
import type { ReplicatedStore } from '../../src/engine/model/replicated-store.ts';
import type { World } from '../../src/engine/model/world.ts';
import type { Problems } from './problems.ts';

interface CenterPlain {
  readonly queue: readonly number[];
  readonly busy: number;
}

/** Of an event loop: four numbers a turn (kind, call, cause, root), and the call that has it. */
interface LoopPlain {
  readonly queue: readonly number[];
  readonly current: number;
}

interface Plain {
  readonly center?: CenterPlain | LoopPlain;
  readonly errands?: readonly number[];
}

/** Calls that wait and slots of a component that has them, as it saves them. */
export function centerOf(component: Component): CenterPlain {
  const center = (component.save() as Plain | undefined)?.center ?? { queue: [], busy: 0 };
  if ('current' in center) return { queue: turnsIn(center, 0), busy: center.current < 0 ? 0 : 1 };
  return { queue: center.queue.filter((entry) => entry >= 0), busy: center.busy };
}

const turnsIn = ({ queue }: LoopPlain, kind: number): readonly number[] =>
  queue.filter((_, at) => at % 4 === 1 && queue[at - 1] === kind);

/** Calls that have begun and wait for another turn of the event loop. */
export function repliedAt(component: Component): readonly number[] {
  const center = (component.save() as Plain | undefined)?.center;
  return center !== undefined && 'current' in center ? turnsIn(center, 1) : [];
}

/** Control messages that wait at a component behind its work. */
export function errandsAt(component: Component): number {
  return (component.save() as Plain | undefined)?.errands?.length ?? 0;
}

/** `mostSlots`, `mostQueued`: the widest each component has ever been allowed. */
export function checkMeters(
  world: World,
  mostSlots: readonly number[],
  mostQueued: readonly number[],
  problems: Problems,
): void {
  const { meters, calls, ids, now } = world;
  const inSystem = ids.map(() => 0);
  const sinceReached = ids.map(() => 0);
  const started = ids.map(() => 0);
  calls.forEachLive((call) => {
    const callee = calls.callee[call]!;
    if (!calls.isInside(call)) return;
    inSystem[callee]! += 1;
    sinceReached[callee]! += now - calls.reachedAt[call]!;
    if (calls.startedAt[call]! >= 0) started[callee]! += 1;
  });
  world.components.forEach((component, at) => {
    const same = (what: string, actual: number, expected: number) =>
      problems.equal(actual, expected, 'meters', () => `${what} of ${ids[at]}`);
    if (world.kindOf(at) === 'users') {
      inSystem[at] = world.requests.slots.live;
      world.requests.forEachLive((request) => {
        sinceReached[at]! += now - world.requests.arrivedAt[request]!;
      });
    }
    const center = centerOf(component);
    same('in system', meters.of(at, 'inSystem'), inSystem[at]!);
    same(
      'flow',
      meters.of(at, 'arrived') - meters.of(at, 'answered') - meters.of(at, 'failed'),
      inSystem[at]!,
    );
    same('busy', meters.of(at, 'busy'), center.busy);
    // Event loops count turns; somebody else's service works on all at once and says nothing of how.
    const isLoop = world.value(at, 'concurrency') === 1;
    if (!isLoop && !world.has(at, 'external')) same('started', started[at]!, center.busy);
    same('queued', meters.of(at, 'queued'), center.queue.length);
    // The histogram begins anew after the warm-up; the count does not.
    same(
      'load',
      meters.of(at, 'inSystemIntegral') + sinceTouched(world, at),
      meters.of(at, 'responseSum') + sinceReached[at]!,
    );
    problems.expect(center.busy <= mostSlots[at]!, 'meters', () => `${center.busy} busy at ${ids[at]}`);
    problems.expect(
      isLoop || center.queue.length <= mostQueued[at]!,
      'meters',
      () => `${center.queue.length} queued at ${ids[at]}`,
    );
  });
}

const sinceTouched = ({ meters, now }: World, at: number): number =>
  (now - meters.of(at, 'touchedAt')) * meters.of(at, 'inSystem');

interface Position {
  readonly lineage: number;
  readonly offset: number;
}

/** Offsets of a lineage only grow, loss and split brain are never taken back, the elected primary is a member. */
export class StoreWatch {
  private readonly before = new Map<number, Position>();
  private lost = 0;
  private split = 0;

  check(world: World, problems: Problems): void {
    for (const store of world.stores) {
      problems.expect(store.nodes.includes(store.primary), 'store', () => `primary ${store.primary}`);
      this.checkPositions(store, world, problems);
    }
    const lost = world.stores.reduce((sum, store) => sum + store.lostWrites, 0);
    const split = world.stores.reduce((sum, store) => sum + store.splitBrainWrites, 0);
    problems.expect(
      lost >= this.lost && split >= this.split && split <= lost,
      'store',
      () => `lost ${this.lost} → ${lost}, split ${split}`,
    );
    this.lost = lost;
    this.split = split;
  }

  private checkPositions(store: ReplicatedStore, world: World, problems: Problems): void {
    for (const position of store.positions()) {
      const { index, lineage, offset } = position;
      const id = world.idOf(index);
      const before = this.before.get(index);
      const isBackwards = before !== undefined && before.lineage === lineage && offset < before.offset;
      problems.expect(!isBackwards, 'log', () => `${id} went from ${before?.offset} to ${offset}`);
      problems.expect(lineage <= store.lineage, 'log', () => `${id} is in lineage ${lineage}`);
      const lag = store.lagVersions(position);
      problems.expect(lag >= 0 && store.lagMicros(position) >= 0, 'log', () => `${id} lags by ${lag}`);
      this.before.set(index, { lineage, offset });
    }
  }
}

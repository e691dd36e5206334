/**
 * The process behind each component: running, dead, starting or hung, how slow it is, and which story event made it
 * unwell. The lifecycle machine decides what may follow what; integers mirror its state for the run loop.
 */
import * as lifecycle from '../../algorithms/lifecycle/server-lifecycle.ts';
import { assert } from '../../base/assert.ts';
import { copyPlain } from '../../base/plain.ts';
import type { Micros } from '../../base/units.ts';

/** Mirror of the lifecycle machine's modes that occur here. */
export const processMode = { ready: 0, crashed: 1, starting: 2, hung: 3 } as const;
type ProcessModeName = keyof typeof processMode;

const numberColumns = [
  'mode',
  'off',
  'slowFactor',
  'incarnation',
  'lifeGeneration',
  'slowGeneration',
  'unwellBy',
  'slowBy',
  'blamedOn',
  'editedBy',
  'demandedBy',
  'startedBy',
  'recoveredFrom',
  'recoveredAt',
  'since',
  'diedAt',
  'busyUntil',
] as const;

export class Processes {
  readonly lifecycles: lifecycle.Lifecycle[];
  readonly mode: Uint8Array;
  /** 1 while its machine has no power: nothing answers for it, not even a refusal. */
  readonly off: Uint8Array;
  /** Service takes this many times as long; 1 = as usual. */
  readonly slowFactor: Float64Array;
  /** Rises with each crash: timers of an earlier life are ignored. */
  readonly incarnation: Int32Array;
  /** Rise with each change of mode and of slowness, so that an expired duration cannot end a later fault. */
  readonly lifeGeneration: Int32Array;
  readonly slowGeneration: Int32Array;
  /** Story id of what made it unwell (crash, hang, slowness); 0 = well. */
  readonly unwellBy: Int32Array;
  readonly slowBy: Int32Array;
  /** Story id of what it last failed or waited for, kept while its queue has not emptied; 0 = nothing. */
  readonly blamedOn: Int32Array;
  /** Story id of the last edit of its parameters; 0 = none. */
  readonly editedBy: Int32Array;
  /** Story id of the edit that last made it wait for more replicas; 0 = none. */
  readonly demandedBy: Int32Array;
  /** By timeout: story id of the edit that last shortened it; absent or 0 = none, or lengthened since. */
  readonly hurriedBy: Readonly<Record<string, number>>[];
  /** Story id of its last `ready` or `resumed`; 0 = none. */
  readonly startedBy: Int32Array;
  /** Story id of the hang or slowness that ended last, and when it ended, Micros; −1 = none. */
  readonly recoveredFrom: Int32Array;
  readonly recoveredAt: Float64Array;
  /** When its present mode began, and when it last crashed, Micros. */
  readonly since: Float64Array;
  readonly diedAt: Float64Array;
  /** A single-threaded process takes in nothing before this. */
  readonly busyUntil: Float64Array;
  /** Events that reached a hung or busy process: kind, a, b, … in order. */
  readonly inboxes: number[][];

  constructor(startupDelays: readonly Micros[]) {
    const count = startupDelays.length;
    this.lifecycles = startupDelays.map((startupDelay) =>
      lifecycle.create({ startupDelay, grace: 0, cleanupDelay: 0, initially: 'ready' }),
    );
    this.mode = new Uint8Array(count);
    this.off = new Uint8Array(count);
    this.slowFactor = new Float64Array(count).fill(1);
    this.incarnation = new Int32Array(count);
    this.lifeGeneration = new Int32Array(count);
    this.slowGeneration = new Int32Array(count);
    this.unwellBy = new Int32Array(count);
    this.slowBy = new Int32Array(count);
    this.blamedOn = new Int32Array(count);
    this.editedBy = new Int32Array(count);
    this.demandedBy = new Int32Array(count);
    this.hurriedBy = Array.from({ length: count }, () => ({}));
    this.startedBy = new Int32Array(count);
    this.recoveredFrom = new Int32Array(count);
    this.recoveredAt = new Float64Array(count).fill(-1);
    this.since = new Float64Array(count);
    this.diedAt = new Float64Array(count);
    this.busyUntil = new Float64Array(count);
    this.inboxes = Array.from({ length: count }, () => []);
  }

  lifecycleOf(component: number): lifecycle.Lifecycle {
    return this.lifecycles[component] as lifecycle.Lifecycle;
  }

  /** Copies the machine's mode into the mirror after a change. */
  mirror(component: number, now: Micros): void {
    const mode = processMode[this.lifecycleOf(component).mode as ProcessModeName];
    assert(mode !== undefined, 'a process here is ready, crashed, starting or hung');
    this.mode[component] = mode;
    this.since[component] = now;
    if (mode === processMode.crashed) this.diedAt[component] = now;
    this.lifeGeneration[component] = (this.lifeGeneration[component] as number) + 1;
  }

  isReady(component: number): boolean {
    return this.mode[component] === processMode.ready;
  }

  /** Nothing listens: dead, or not ready yet. */
  isDown(component: number): boolean {
    const mode = this.mode[component];
    return mode === processMode.crashed || mode === processMode.starting;
  }

  /** Whatever is sent to it vanishes. */
  isOff(component: number): boolean {
    return this.off[component] === 1;
  }

  /** The machine of a process that is dead already goes too: what would have started the process there does not come. */
  loseMachine(component: number, now: Micros, storyId: number): void {
    assert(this.mode[component] === processMode.crashed, 'a process that runs dies with its machine');
    this.unwellBy[component] = storyId;
    this.since[component] = now;
    this.lifeGeneration[component] = (this.lifeGeneration[component] as number) + 1;
  }

  /** Must what arrives now wait its turn? */
  mustWait(component: number, now: Micros): boolean {
    return (
      this.mode[component] === processMode.hung ||
      (this.busyUntil[component] as number) > now ||
      (this.inboxes[component] as number[]).length > 0
    );
  }

  save() {
    return {
      lifecycles: copyPlain(this.lifecycles),
      columns: numberColumns.map((name) => this[name].slice()),
      hurriedBy: copyPlain(this.hurriedBy),
      inboxes: copyPlain(this.inboxes),
    };
  }

  load(plain: ReturnType<Processes['save']>): void {
    plain.lifecycles.forEach((saved, component) => {
      this.lifecycles[component] = copyPlain(saved);
    });
    numberColumns.forEach((name, place) => {
      this[name].set(plain.columns[place] as never);
    });
    plain.hurriedBy.forEach((saved, component) => {
      this.hurriedBy[component] = { ...saved };
    });
    plain.inboxes.forEach((inbox, component) => {
      this.inboxes[component] = inbox.slice();
    });
  }
}

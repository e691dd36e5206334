/**
 * What the failure of an ask becomes: an ask of another server, another try after a backoff, an answer of the fallback, a
 * branch that can be done without, a failure that the route knows of, or the end of the call.
 */
import { cause } from '../telemetry/causes.ts';
import { Backoffs } from './backoffs.ts';
import type { Waiter } from './connection-pool.ts';
import type { Dependency } from './dependency.ts';
import { answerNotes, anyAnswer } from './payloads.ts';
import type { AllOp, AskOp } from './route.ts';
import type { RoutePosition } from './route-position.ts';
import type { Site } from './site.ts';
import type { Workers } from './workers.ts';

/** How a call goes on whose ask has failed. */
export interface RouteWalk {
  /** The ask has an answer after all. */
  succeed(call: number, step: number, op: AskOp, found: number, hasTurn: boolean): void;
  /** The call waits no longer where it stood: it goes on at `next`, or ends with a cause, now or in its turn. */
  leave(call: number, next: number, hasTurn: boolean, causeCode?: number, rootId?: number): void;
}

export interface FailureParts {
  readonly position: RoutePosition;
  readonly dependencies: readonly Dependency[];
  readonly center: Workers;
  readonly walk: RouteWalk;
  /** Asks for `onRetryDue(backoff)` at an instant, for the dependency at a place. */
  readonly wake: (dependency: number, backoff: number, at: number) => void;
}

export class AskFailures {
  private readonly site: Site;
  private readonly parts: FailureParts;
  private readonly backoffs = new Backoffs();

  constructor(site: Site, parts: FailureParts) {
    this.site = site;
    this.parts = parts;
  }

  /** A call of an ask that is waited for has failed. */
  onFailed(call: number, child: number, step: number, op: AskOp): void {
    const { calls } = this.site;
    const dependency = this.dependencyOf(op);
    const causeCode = calls.cause[child] as number;
    const rootId = calls.rootId[child] as number;
    this.blameForSlot(causeCode, rootId);
    dependency.onEnded(child, call);
    if (!dependency.askElsewhere(call, child, op.ask) && !this.retryLater(call, child, step, op))
      this.fail(call, step, causeCode, rootId, false, child);
  }

  /** The ask of a step, which the call waits for, could not be made. */
  onUnsent(call: number, step: number, op: AskOp, causeCode: number, hasTurn: boolean): void {
    this.fail(call, step, causeCode, this.dependencyOf(op).rootOfRejection(causeCode), hasTurn, -1);
  }

  /** An ask, or a route that wants to hold a connection, has waited for one in vain, or for a call that is over. */
  onGivenUp(dependency: Dependency, waiter: Waiter): void {
    const { call, generation, ask } = waiter;
    const { position } = this.parts;
    const rootId = dependency.onGivenUp(waiter);
    if (!this.site.isServing(call, generation)) return;
    const step = ask === undefined || ask.step < 0 ? this.site.notes.stepOf(call) : ask.step;
    const op = position.opAt(call, step);
    if (op.code === 'ask' && !position.isAwaited(call, generation, op)) return;
    this.fail(call, step, cause.rejectedByPool, rootId, false, -1);
  }

  /** A backoff is over. */
  onRetryDue(backoff: number): void {
    const { backoffs } = this;
    const { position } = this.parts;
    const call = backoffs.call[backoff] as number;
    const generation = backoffs.generation[backoff] as number;
    const step = backoffs.step[backoff] as number;
    const attempt = backoffs.attempt[backoff] as number;
    backoffs.close(backoff);
    if (!this.site.isServing(call, generation)) return;
    const op = position.opAt(call, step) as AskOp;
    if (!position.isAwaited(call, generation, op)) return;
    const causeCode = this.dependencyOf(op).ask(call, op.ask, attempt);
    if (causeCode !== cause.none) this.onUnsent(call, step, op, causeCode, false);
  }

  /** The call whose ask is tried again when a backoff is over. */
  retriedBy(backoff: number): number {
    return this.backoffs.call[backoff] as number;
  }

  onCrash(): void {
    this.backoffs.clear();
  }

  save() {
    return this.backoffs.save();
  }

  load(plain: ReturnType<AskFailures['save']>): void {
    this.backoffs.load(plain);
  }

  private dependencyOf({ dependency }: AskOp): Dependency {
    return this.parts.dependencies[dependency] as Dependency;
  }

  /** An answer that came late held its slot all that time; a refusal or a broken connection gave it back. */
  private blameForSlot(causeCode: number, rootId: number): void {
    const { center } = this.parts;
    const hasHeld = causeCode === cause.timedOut || causeCode === cause.rejectedByFullQueue;
    if (rootId !== 0 && hasHeld && center.keepsSlotWhileWaiting && center.queueLength > 0)
      this.site.blame.keep(rootId);
  }

  private retryLater(call: number, child: number, step: number, op: AskOp): boolean {
    const { site, backoffs } = this;
    const delay = this.dependencyOf(op).retryAfter(call, child, op.ask);
    if (delay === undefined) return false;
    const attempt = (site.calls.attempt[child] as number) + 1;
    const backoff = backoffs.open(call, site.generationOf(call), step, attempt);
    this.parts.wake(op.dependency, backoff, site.now + delay);
    return true;
  }

  /**
   * An ask has failed for good, its call `child` or, −1, before one was sent. That ends the route unless a fallback answers,
   * or it may fail, or it is a branch that can be done without.
   */
  private fail(
    call: number,
    step: number,
    causeCode: number,
    rootId: number,
    hasTurn: boolean,
    child: number,
  ): void {
    const { position, walk } = this.parts;
    const { notes } = this.site;
    const op = position.opAt(call, step);
    const isAsk = op.code === 'ask';
    const fallback = isAsk ? this.dependencyOf(op).fallBack(call, child) : undefined;
    if (isAsk && fallback === 'degraded') {
      this.site.noteDegraded(call);
      walk.succeed(call, step, op, 0, hasTurn);
      return;
    }
    const { mayFail, at } = isAsk ? op : { mayFail: false, at: step };
    let next = step + 1;
    if (at !== step) {
      const { enough, to } = position.opAt(call, at) as AllOp;
      if (to - at - 1 - notes.countFailed(call) >= enough) return;
      next = to;
    }
    if (!mayFail) {
      walk.leave(call, next, hasTurn, fallback === 'error' ? cause.errored : causeCode, rootId);
      return;
    }
    notes.replace(call, anyAnswer, answerNotes.failed);
    walk.leave(call, next, hasTurn);
  }
}

/**
 * Runs the route of a server for each call that its workers have begun, until the route ends. Where a call stands is in its
 * notes: an ask waits for its answer, work for its end.
 */
import { assert } from '../../base/assert.ts';
import { cause } from '../telemetry/causes.ts';
import type { Waiter } from './connection-pool.ts';
import type { Dependency } from './dependency.ts';
import { answerNotes, anyAnswer } from './payloads.ts';
import type { Op, Route } from './route.ts';
import type { Site } from './site.ts';
import type { ServiceTime } from './work.ts';
import type { Workers } from './workers.ts';

type AskOp = Extract<Op, { code: 'ask' }>;

/** Timers of the server: three for each dependency, in the order of the route. */
const retryTimer = 0;
export const breakerTimer = 1;
export const poolTimer = 2;
export const timersEach = 3;
/** A retry's timer carries its call and its attempt in one number. */
const mostAttempts = 64;

/** The call that a timer of the server will make ask again, −1 if it is for something else. */
export const retriedBy = (timer: number, payload: number): number =>
  timer % timersEach === retryTimer ? Math.floor(payload / mostAttempts) : -1;

export interface RouteParts {
  readonly route: Route;
  /** In the order by which the route counts them. */
  readonly dependencies: readonly Dependency[];
  readonly service: ServiceTime;
  readonly center: Workers;
}

export class RouteRunner {
  private readonly site: Site;
  private readonly parts: RouteParts;
  /** Does the route hold connections? */
  private readonly mayHold: boolean;

  constructor(site: Site, parts: RouteParts) {
    this.site = site;
    this.parts = parts;
    this.mayHold = parts.route.some(({ code }) => code === 'hold');
  }

  /** The call has just been begun. */
  begin(call: number): void {
    this.run(call, 0);
  }

  onWorkEnded(call: number): void {
    this.run(call, this.site.notes.stepOf(call) + 1);
  }

  /** An ask of the route has ended. */
  onReply(child: number): void {
    const { site, parts } = this;
    const { calls, notes } = site;
    const call = calls.parent[child] as number;
    const step = notes.stepOf(call);
    const op = parts.route[step] as AskOp;
    const dependency = this.dependencyOf(op);
    const causeCode = calls.cause[child] as number;
    const rootId = causeCode === cause.none ? 0 : (calls.rootId[child] as number);
    this.blameForSlot(causeCode, rootId);
    dependency.onEnded(child);
    if (causeCode === cause.none) {
      const verb = calls.verb[child] as number;
      notes.replace(call, anyAnswer, dependency.client.onAnswered(call, child, verb));
      this.settle(call, cause.none, 0);
    } else if (!dependency.askElsewhere(call, child, op.ask) && !this.retryLater(call, child, op)) {
      this.settle(call, causeCode, rootId);
    }
  }

  /** The ask at which a call stands has ended, and it is the call's turn. */
  goOn(call: number, causeCode: number, rootId: number): void {
    const step = this.site.notes.stepOf(call);
    if (causeCode === cause.none) this.run(call, step + 1);
    else this.fail(call, step, causeCode, rootId);
  }

  /** One of the timers that it had set: a breaker is due, or a failed ask is tried again. */
  onTimer(timer: number, payload: number): void {
    const dependency = this.parts.dependencies[Math.floor(timer / timersEach)] as Dependency;
    const retried = retriedBy(timer, payload);
    if (timer % timersEach === poolTimer) dependency.pool.onDue(payload);
    else if (retried < 0) dependency.policy.onDue();
    else this.askAgain(retried, payload % mostAttempts);
  }

  /** An ask, or a route that wants to hold a connection, has waited for it and has it. */
  onConnected(dependency: Dependency, waiter: Waiter): void {
    const op = this.parts.route[this.site.notes.stepOf(waiter.call)] as Op;
    if (op.code === 'ask') dependency.sendOver(waiter, op.ask);
    else this.settle(waiter.call, cause.none, 0);
  }

  /** ... and has waited in vain. */
  onGivenUp(dependency: Dependency, waiter: Waiter): void {
    this.settle(waiter.call, cause.rejectedByPool, dependency.onGivenUp(waiter));
  }

  /** ... `goOn` now or in its turn. */
  private settle(call: number, causeCode: number, rootId: number): void {
    if (this.parts.center.takeTurn(call, causeCode, rootId)) this.goOn(call, causeCode, rootId);
  }

  /** An answer that came late held its slot all that time; a refusal or a broken connection gave it back. */
  private blameForSlot(causeCode: number, rootId: number): void {
    const { center } = this.parts;
    const hasHeld = causeCode === cause.timedOut || causeCode === cause.rejectedByFullQueue;
    if (rootId !== 0 && hasHeld && center.keepsSlotWhileWaiting && center.queueLength > 0)
      this.site.blame.keep(rootId);
  }

  private retryLater(call: number, child: number, { dependency }: AskOp): boolean {
    const { site, parts } = this;
    const delay = (parts.dependencies[dependency] as Dependency).policy.retryAfter(child);
    if (delay === undefined) return false;
    const attempt = (site.calls.attempt[child] as number) + 1;
    assert(attempt < mostAttempts, 'the number of a try fits beside its call');
    site.timerAt(timersEach * dependency + retryTimer, call * mostAttempts + attempt, site.now + delay);
    return true;
  }

  /** Tries the ask at which a waiting call stands once more. */
  private askAgain(call: number, attempt: number): void {
    const op = this.parts.route[this.site.notes.stepOf(call)] as AskOp;
    const dependency = this.dependencyOf(op);
    const causeCode = dependency.ask(call, op.ask, attempt);
    if (causeCode !== cause.none) this.settle(call, causeCode, dependency.rootOfRejection(causeCode));
  }

  /** Makes the ask at which the call stands, whose turn it is. */
  private ask(call: number, step: number, op: AskOp): void {
    const dependency = this.dependencyOf(op);
    const causeCode = dependency.ask(call, op.ask, 1);
    if (causeCode === cause.none) this.parts.center.pause(call);
    else this.fail(call, step, causeCode, dependency.rootOfRejection(causeCode));
  }

  /** A step has failed, which ends the route unless it may. */
  private fail(call: number, step: number, causeCode: number, rootId: number): void {
    const op = this.parts.route[step] as Op;
    if (op.code !== 'ask' || !op.mayFail) {
      this.end(call, causeCode, rootId);
      return;
    }
    this.site.notes.replace(call, anyAnswer, answerNotes.failed);
    this.run(call, step + 1);
  }

  /** Goes on from a step until it has to wait, or the call is answered. */
  private run(call: number, from: number): void {
    const { site, parts } = this;
    let step = from;
    for (;;) {
      const op = parts.route[step] as Op;
      switch (op.code) {
        case 'work':
          site.notes.setStep(call, step);
          parts.service.begin(call);
          return;
        case 'ask':
          site.notes.setStep(call, step);
          this.ask(call, step, op);
          return;
        case 'unless':
          step = this.holds(op, call) ? step + 1 : op.to;
          break;
        case 'answer':
          // What a store has answered was held against the newest version there; what was found elsewhere is now.
          if (site.notes.has(call, answerNotes.found)) site.noteIfStale(call);
          this.end(call, cause.none, 0);
          return;
        case 'hold':
          site.notes.setStep(call, step);
          if (!this.dependencyOf(op).hold(call)) {
            parts.center.pause(call);
            return;
          }
          step += 1;
          break;
        case 'release':
          this.dependencyOf(op).pool.release(call);
          step += 1;
          break;
      }
    }
  }

  private end(call: number, causeCode: number, rootId: number): void {
    if (this.mayHold) for (const { pool } of this.parts.dependencies) pool.release(call);
    this.parts.center.finish(call, causeCode, rootId);
  }

  private dependencyOf({ dependency }: { readonly dependency: number }): Dependency {
    return this.parts.dependencies[dependency] as Dependency;
  }

  private holds({ notes, verb }: Extract<Op, { code: 'unless' }>, call: number): boolean {
    const { site } = this;
    return site.notes.hasAll(call, notes) && (verb < 0 || site.calls.class[call] === verb);
  }
}

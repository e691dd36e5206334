/**
 * Runs the route of a server for each call that has a slot. The call keeps its slot until the route ends. Where it stands
 * is in the call's notes: an ask waits for its answer, work for its end.
 */
import { assert } from '../../base/assert.ts';
import { cause } from '../telemetry/causes.ts';
import type { Dependency } from './dependency.ts';
import { answerNotes, anyAnswer } from './payloads.ts';
import type { Op, Route } from './route.ts';
import type { ServiceCenter } from './service-center.ts';
import type { Site } from './site.ts';
import type { ServiceTime } from './work.ts';

type AskOp = Extract<Op, { code: 'ask' }>;

/** Timers of the server: two for each dependency, in the order of the route. */
const retryTimer = 0;
export const breakerTimer = 1;
/** A retry's timer carries its call and its attempt in one number. */
const mostAttempts = 64;

/** The call that a timer of the server will make ask again, −1 if it is for something else. */
export const retriedBy = (timer: number, payload: number): number =>
  timer % 2 === retryTimer ? Math.floor(payload / mostAttempts) : -1;

export interface RouteParts {
  readonly route: Route;
  /** In the order by which the route counts them. */
  readonly dependencies: readonly Dependency[];
  readonly service: ServiceTime;
  readonly center: ServiceCenter;
}

export class RouteRunner {
  private readonly site: Site;
  private readonly parts: RouteParts;

  constructor(site: Site, parts: RouteParts) {
    this.site = site;
    this.parts = parts;
  }

  /** The call has just got a slot. */
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
    const dependency = parts.dependencies[op.dependency] as Dependency;
    const causeCode = calls.cause[child] as number;
    const rootId = causeCode === cause.none ? 0 : (calls.rootId[child] as number);
    this.blameForSlot(causeCode, rootId);
    dependency.onEnded(child);
    if (causeCode === cause.none) {
      const verb = calls.verb[child] as number;
      notes.replace(call, anyAnswer, dependency.client.onAnswered(call, child, verb));
      this.run(call, step + 1);
    } else if (!dependency.askElsewhere(call, child, op.ask) && !this.retryLater(call, child, op)) {
      this.fail(call, step, causeCode, rootId);
    }
  }

  /** One of the timers that it had set: a breaker is due, or a failed ask is tried again. */
  onTimer(timer: number, payload: number): void {
    const dependency = this.parts.dependencies[timer >> 1] as Dependency;
    const retried = retriedBy(timer, payload);
    if (retried < 0) dependency.policy.onDue();
    else this.ask(retried, payload % mostAttempts);
  }

  /** An answer that came late held its slot all that time; a refusal or a broken connection gave it back. */
  private blameForSlot(causeCode: number, rootId: number): void {
    const hasHeld = causeCode === cause.timedOut || causeCode === cause.rejectedByFullQueue;
    if (rootId !== 0 && hasHeld && this.parts.center.queueLength > 0) this.site.blame.keep(rootId);
  }

  private retryLater(call: number, child: number, { dependency }: AskOp): boolean {
    const { site, parts } = this;
    const delay = (parts.dependencies[dependency] as Dependency).policy.retryAfter(child);
    if (delay === undefined) return false;
    const attempt = (site.calls.attempt[child] as number) + 1;
    assert(attempt < mostAttempts, 'the number of a try fits beside its call');
    site.timerAt(2 * dependency + retryTimer, call * mostAttempts + attempt, site.now + delay);
    return true;
  }

  /** Makes the ask at which the call stands. */
  private ask(call: number, attempt: number): void {
    const { site, parts } = this;
    const step = site.notes.stepOf(call);
    const op = parts.route[step] as AskOp;
    const dependency = parts.dependencies[op.dependency] as Dependency;
    const causeCode = dependency.ask(call, op.ask, attempt);
    if (causeCode !== cause.none) this.fail(call, step, causeCode, dependency.rootOfRejection(causeCode));
  }

  /** An ask has failed, which ends the route unless it may. */
  private fail(call: number, step: number, causeCode: number, rootId: number): void {
    const op = this.parts.route[step] as AskOp;
    if (!op.mayFail) {
      this.parts.center.finish(call, causeCode, rootId);
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
          this.ask(call, 1);
          return;
        case 'unless':
          step = this.holds(op, call) ? step + 1 : op.to;
          break;
        case 'answer':
          // What a store has answered was held against the newest version there; what was found elsewhere is now.
          if (site.notes.has(call, answerNotes.found)) site.noteIfStale(call);
          parts.center.finish(call, cause.none, 0);
          return;
      }
    }
  }

  private holds({ notes, verb }: Extract<Op, { code: 'unless' }>, call: number): boolean {
    const { site } = this;
    return site.notes.hasAll(call, notes) && (verb < 0 || site.wantedBy(call) === verb);
  }
}

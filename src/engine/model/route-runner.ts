/**
 * Runs the route of a server for each call that its workers have begun, until the route ends. Where a call stands
 * is in the call's notes: an ask waits for its answer, a fan-out for as many as it needs, work for its end. An answer that
 * nobody waits for any more is told to its dependency, and changes nothing for the call. What failures become:
 * `ask-failures.ts`.
 */
import { hashString } from '../../base/hash.ts';
import { purposes } from '../kernel/draws.ts';
import { cause } from '../telemetry/causes.ts';
import { AskFailures, type RouteWalk } from './ask-failures.ts';
import type { Waiter } from './connection-pool.ts';
import type { Dependency } from './dependency.ts';
import { answerNotes, anyAnswer } from './payloads.ts';
import type { AllOp, AskOp, Op, Route, UnlessOp } from './route.ts';
import { RoutePosition } from './route-position.ts';
import type { Site } from './site.ts';
import type { ServiceTime } from './work.ts';
import type { Workers } from './workers.ts';

/** Timers of the server: three for each dependency, in the order of the route. */
const retryTimer = 0;
export const breakerTimer = 1;
export const poolTimer = 2;
export const timersEach = 3;

export interface RouteParts {
  /** By class of requests. */
  readonly routes: readonly Route[];
  /** In the order by which the routes count them. */
  readonly dependencies: readonly Dependency[];
  readonly service: ServiceTime;
  readonly center: Workers;
}

export class RouteRunner implements RouteWalk {
  private readonly site: Site;
  private readonly parts: RouteParts;
  private readonly position: RoutePosition;
  private readonly failures: AskFailures;
  /** Drawn shares go by what the server is called among others, whichever of them it is. */
  private readonly shareKey: number;
  /** Does a route hold connections? */
  private readonly holdsAny: boolean;

  constructor(site: Site, parts: RouteParts) {
    this.site = site;
    this.parts = parts;
    const { dependencies, center } = parts;
    this.position = new RoutePosition(site, parts.routes);
    this.failures = new AskFailures(site, {
      position: this.position,
      dependencies,
      center,
      walk: this,
      wake: (dependency, backoff, at) => site.timerAt(timersEach * dependency + retryTimer, backoff, at),
    });
    this.shareKey = hashString(site.titleOf(site.index));
    this.holdsAny = parts.routes.some(({ ops }) => ops.some(({ code }) => code === 'hold'));
  }

  /** The call has just been begun. */
  begin(call: number): void {
    this.run(call, 0);
  }

  onWorkEnded(call: number): void {
    this.run(call, this.site.notes.stepOf(call) + 1);
  }

  /** An ask of a route has ended. */
  onReply(child: number): void {
    const { site, parts, position } = this;
    const { calls } = site;
    const route = position.routeOf(child);
    const step = position.stepOfAsk(child, route);
    const op = route.ops[step] as AskOp;
    const dependency = parts.dependencies[op.dependency] as Dependency;
    if (route.isMarked && position.isLate(child, op)) {
      dependency.onEnded(child, -1);
      return;
    }
    const call = calls.parent[child] as number;
    if (calls.cause[child] !== cause.none) {
      this.failures.onFailed(call, child, step, op);
      return;
    }
    dependency.onEnded(child, call);
    const found = dependency.client.onAnswered(call, child, calls.verb[child] as number);
    this.succeed(call, step, op, found, false);
  }

  /** Its turn has come: it goes on where it stands, or ends if what it waited for has failed. */
  goOn(call: number, causeCode: number, rootId: number): void {
    if (causeCode === cause.none) this.run(call, this.site.notes.stepOf(call));
    else this.end(call, causeCode, rootId);
  }

  /** An ask, or a route that wants to hold a connection, has waited for one and has it. */
  onConnected(dependency: Dependency, waiter: Waiter): void {
    const { call, ask } = waiter;
    if (ask === undefined) this.leave(call, this.site.notes.stepOf(call) + 1, false);
    else dependency.sendOver(waiter);
  }

  /** ... and has waited in vain, or for a call that is over. */
  onGivenUp(dependency: Dependency, waiter: Waiter): void {
    this.failures.onGivenUp(dependency, waiter);
  }

  /** One of the timers that it had set: a breaker is due, a wait for a connection is over, or a failed ask is tried again. */
  onTimer(timer: number, payload: number): void {
    const kind = timer % timersEach;
    if (kind === retryTimer) {
      this.failures.onRetryDue(payload);
      return;
    }
    const { policy, pool } = this.parts.dependencies[Math.floor(timer / timersEach)] as Dependency;
    if (kind === breakerTimer) policy.onDue();
    else pool.onDue(payload);
  }

  /** An ask has been answered: with bits of `answerNotes`. */
  succeed(call: number, step: number, op: AskOp, found: number, hasTurn: boolean): void {
    if (op.at !== step) {
      this.succeedBranch(call, op, found, hasTurn);
      return;
    }
    this.site.notes.replace(call, anyAnswer, found);
    this.leave(call, step + 1, hasTurn);
  }

  /** The call waits no longer where it stood: it goes on at `next`, or ends with a cause, now or in its turn. */
  leave(call: number, next: number, hasTurn: boolean, causeCode = cause.none, rootId = 0): void {
    this.site.notes.setStep(call, next);
    if (hasTurn || this.parts.center.takeTurn(call, causeCode, rootId)) this.goOn(call, causeCode, rootId);
  }

  onCrash(): void {
    this.failures.onCrash();
  }

  /** The dependency that made a call. */
  dependencyOf(child: number): Dependency {
    const route = this.position.routeOf(child);
    const op = route.ops[this.position.stepOfAsk(child, route)] as AskOp;
    return this.parts.dependencies[op.dependency] as Dependency;
  }

  /** The call that a timer of the server will make ask again, −1 if it is for something else. */
  retriedBy(timer: number, payload: number): number {
    return timer % timersEach === retryTimer ? this.failures.retriedBy(payload) : -1;
  }

  save() {
    return { backoffs: this.failures.save() };
  }

  load(plain: ReturnType<RouteRunner['save']>): void {
    this.failures.load(plain.backoffs);
  }

  /** `cause.none`, or why no call was sent. */
  private ask(call: number, { dependency, ask }: AskOp): number {
    return (this.parts.dependencies[dependency] as Dependency).ask(call, ask, 1);
  }

  private end(call: number, causeCode: number, rootId: number): void {
    if (this.holdsAny) for (const { pool } of this.parts.dependencies) pool.release(call);
    this.parts.center.finish(call, causeCode, rootId);
  }

  private succeedBranch(call: number, { at }: AskOp, found: number, hasTurn: boolean): void {
    const { notes } = this.site;
    const { enough, to } = this.position.opAt(call, at) as AllOp;
    notes.add(call, found);
    if (notes.countSucceeded(call) === enough) this.leave(call, to, hasTurn);
  }

  /** Makes the asks of a fan-out, until too many could not even be sent. */
  private askAll(call: number, at: number, { to }: AllOp): void {
    const { site } = this;
    site.notes.setStep(call, at);
    site.notes.replace(call, anyAnswer, 0);
    const generation = site.generationOf(call);
    for (let step = at + 1; step < to; step += 1) {
      const op = this.position.opAt(call, step) as AskOp;
      const causeCode = this.ask(call, op);
      if (causeCode === cause.none) continue;
      this.failures.onUnsent(call, step, op, causeCode, true);
      if (!site.isServing(call, generation) || site.notes.stepOf(call) !== at) return;
    }
    this.parts.center.pause(call);
  }

  /** Goes on from a step until it has to wait, or the call is answered. */
  private run(call: number, from: number): void {
    const { site, parts } = this;
    const { ops } = this.position.routeOf(call);
    let step = from;
    for (;;) {
      const op = ops[step] as Op;
      switch (op.code) {
        case 'work':
          site.notes.setStep(call, step);
          parts.service.begin(call);
          return;
        case 'ask': {
          site.notes.setStep(call, step);
          const causeCode = this.ask(call, op);
          if (op.at < 0) {
            step += 1;
            break;
          }
          if (causeCode === cause.none) parts.center.pause(call);
          else this.failures.onUnsent(call, step, op, causeCode, true);
          return;
        }
        case 'all':
          this.askAll(call, step, op);
          return;
        case 'unless':
          step = this.holds(op, call) ? step + 1 : op.to;
          break;
        case 'hold':
          site.notes.setStep(call, step);
          if (!(parts.dependencies[op.dependency] as Dependency).hold(call)) {
            parts.center.pause(call);
            return;
          }
          step += 1;
          break;
        case 'release':
          (parts.dependencies[op.dependency] as Dependency).pool.release(call);
          step += 1;
          break;
        case 'answer':
          this.answer(call, op.isDegraded);
          return;
      }
    }
  }

  private answer(call: number, isDegraded: boolean): void {
    const { site } = this;
    // What a store has answered was held against the newest version there; what was found elsewhere is now.
    if (site.notes.has(call, answerNotes.found)) site.noteIfStale(call);
    if (isDegraded) site.noteDegraded(call);
    this.end(call, cause.none, 0);
  }

  private holds({ notes, verb, share, nth }: UnlessOp, call: number): boolean {
    const { site, shareKey } = this;
    const { calls } = site;
    if (!site.notes.hasAll(call, notes) || (verb >= 0 && site.wantedBy(call) !== verb)) return false;
    return share >= 1 || site.draw(purposes.routeShare, calls.ordinal[call] as number, shareKey, nth) < share;
  }
}

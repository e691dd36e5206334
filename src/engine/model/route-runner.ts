/**
 * Runs the route of a server for each call that its workers have begun, until the route ends. Where a call stands
 * is in the call's notes: an ask waits for its answer, a fan-out for as many as it needs, work for its end. An answer that
 * nobody waits for any more is told to its dependency, and changes nothing for the call.
 */
import { hashString } from '../../base/hash.ts';
import { purposes } from '../kernel/draws.ts';
import { cause } from '../telemetry/causes.ts';
import { Backoffs } from './backoffs.ts';
import type { Waiter } from './connection-pool.ts';
import type { Dependency } from './dependency.ts';
import { generationOfOrigin, stepOfOrigin } from './origin.ts';
import { answerNotes, anyAnswer } from './payloads.ts';
import type { AllOp, AskOp, Op, Route, UnlessOp } from './route.ts';
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

export class RouteRunner {
  private readonly site: Site;
  private readonly parts: RouteParts;
  private readonly backoffs = new Backoffs();
  /** Drawn shares go by what the server is called among others, whichever of them it is. */
  private readonly shareKey: number;
  /** Does a route hold connections? */
  private readonly holdsAny: boolean;

  constructor(site: Site, parts: RouteParts) {
    this.site = site;
    this.parts = parts;
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
    const { site, parts } = this;
    const { calls, notes } = site;
    const call = calls.parent[child] as number;
    const { ops, isMarked } = this.routeOf(child);
    const step = isMarked ? stepOfOrigin(site.origins.of(child)) : notes.stepOf(call);
    const op = ops[step] as AskOp;
    const dependency = parts.dependencies[op.dependency] as Dependency;
    if (isMarked && !this.isAwaited(call, generationOfOrigin(site.origins.of(child)), op)) {
      dependency.onEnded(child, -1);
      return;
    }
    const causeCode = calls.cause[child] as number;
    const rootId = causeCode === cause.none ? 0 : (calls.rootId[child] as number);
    this.blameForSlot(causeCode, rootId);
    dependency.onEnded(child, call);
    if (causeCode === cause.none) {
      const found = dependency.client.onAnswered(call, child, calls.verb[child] as number);
      if (op.at === step) {
        notes.replace(call, anyAnswer, found);
        this.leave(call, step + 1, false);
      } else this.succeedBranch(call, op, found);
    } else if (!dependency.askElsewhere(call, child, op.ask) && !this.retryLater(call, child, step)) {
      this.fail(call, step, causeCode, rootId, false);
    }
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
    const { call, generation, ask } = waiter;
    const rootId = dependency.onGivenUp(waiter);
    if (!this.site.isServing(call, generation)) return;
    const step = ask === undefined || ask.step < 0 ? this.site.notes.stepOf(call) : ask.step;
    const op = this.opAt(call, step);
    if (op.code === 'ask' && !this.isAwaited(call, generation, op)) return;
    this.fail(call, step, cause.rejectedByPool, rootId, false);
  }

  /** One of the timers that it had set: a breaker is due, or a failed ask is tried again. */
  onTimer(timer: number, payload: number): void {
    if (timer % timersEach !== retryTimer) {
      const { policy, pool } = this.parts.dependencies[Math.floor(timer / timersEach)] as Dependency;
      if (timer % timersEach === breakerTimer) policy.onDue();
      else pool.onDue(payload);
      return;
    }
    const { backoffs, site } = this;
    const call = backoffs.call[payload] as number;
    const generation = backoffs.generation[payload] as number;
    const step = backoffs.step[payload] as number;
    const attempt = backoffs.attempt[payload] as number;
    backoffs.close(payload);
    if (!site.isServing(call, generation)) return;
    const op = this.opAt(call, step) as AskOp;
    if (op.at !== site.notes.stepOf(call)) return;
    const causeCode = this.ask(call, op, attempt);
    if (causeCode !== cause.none) this.failUnsent(call, step, causeCode, false);
  }

  onCrash(): void {
    this.backoffs.clear();
  }

  /** The dependency that made a call. */
  dependencyOf(child: number): Dependency {
    const { calls, notes, origins } = this.site;
    const { ops, isMarked } = this.routeOf(child);
    const step = isMarked ? stepOfOrigin(origins.of(child)) : notes.stepOf(calls.parent[child] as number);
    return this.parts.dependencies[(ops[step] as AskOp).dependency] as Dependency;
  }

  /** The call that a timer of the server will make ask again, −1 if it is for something else. */
  retriedBy(timer: number, payload: number): number {
    return timer % timersEach === retryTimer ? (this.backoffs.call[payload] as number) : -1;
  }

  save() {
    return { backoffs: this.backoffs.save() };
  }

  load(plain: ReturnType<RouteRunner['save']>): void {
    this.backoffs.load(plain.backoffs);
  }

  private routeOf(call: number): Route {
    return this.parts.routes[this.site.calls.class[call] as number] as Route;
  }

  private opAt(call: number, step: number): Op {
    return this.routeOf(call).ops[step] as Op;
  }

  /** Does the parent of an ask, in the life of its record that had made it, still stand where it waits for that ask? */
  private isAwaited(call: number, generation: number, { at }: AskOp): boolean {
    return at >= 0 && this.site.isServing(call, generation) && this.site.notes.stepOf(call) === at;
  }

  /** An answer that came late held its slot all that time; a refusal or a broken connection gave it back. */
  private blameForSlot(causeCode: number, rootId: number): void {
    const { center } = this.parts;
    const hasHeld = causeCode === cause.timedOut || causeCode === cause.rejectedByFullQueue;
    if (rootId !== 0 && hasHeld && center.keepsSlotWhileWaiting && center.queueLength > 0)
      this.site.blame.keep(rootId);
  }

  private retryLater(call: number, child: number, step: number): boolean {
    const { site, parts, backoffs } = this;
    const { dependency } = this.opAt(call, step) as AskOp;
    const delay = (parts.dependencies[dependency] as Dependency).policy.retryAfter(child);
    if (delay === undefined) return false;
    const attempt = (site.calls.attempt[child] as number) + 1;
    const backoff = backoffs.open(call, site.generationOf(call), step, attempt);
    site.timerAt(timersEach * dependency + retryTimer, backoff, site.now + delay);
    return true;
  }

  /** `cause.none`, or why no call was sent. */
  private ask(call: number, { dependency, ask }: AskOp, attempt: number): number {
    return (this.parts.dependencies[dependency] as Dependency).ask(call, ask, attempt);
  }

  /** The ask of a step, which the call waits for, could not be made. */
  private failUnsent(call: number, step: number, causeCode: number, hasTurn: boolean): void {
    const { dependency } = this.opAt(call, step) as AskOp;
    const asked = this.parts.dependencies[dependency] as Dependency;
    this.fail(call, step, causeCode, asked.rootOfRejection(causeCode), hasTurn);
  }

  /** An ask has failed, which ends the route unless it may, or unless it is a branch that can be done without. */
  private fail(call: number, step: number, causeCode: number, rootId: number, hasTurn: boolean): void {
    const op = this.opAt(call, step);
    const { mayFail, at } = op.code === 'ask' ? op : { mayFail: false, at: step };
    let next = step + 1;
    if (at !== step) {
      const { enough, to } = this.opAt(call, at) as AllOp;
      if (to - at - 1 - this.site.notes.countFailed(call) >= enough) return;
      next = to;
    }
    if (!mayFail) {
      this.leave(call, next, hasTurn, causeCode, rootId);
      return;
    }
    this.site.notes.replace(call, anyAnswer, answerNotes.failed);
    this.leave(call, next, hasTurn);
  }

  /** The call waits no longer where it stood: it goes on at `next`, or ends with a cause, now or in its turn. */
  private leave(call: number, next: number, hasTurn: boolean, causeCode = cause.none, rootId = 0): void {
    this.site.notes.setStep(call, next);
    if (hasTurn || this.parts.center.takeTurn(call, causeCode, rootId)) this.goOn(call, causeCode, rootId);
  }

  private end(call: number, causeCode: number, rootId: number): void {
    if (this.holdsAny) for (const { pool } of this.parts.dependencies) pool.release(call);
    this.parts.center.finish(call, causeCode, rootId);
  }

  private succeedBranch(call: number, { at }: AskOp, found: number): void {
    const { notes } = this.site;
    const { enough, to } = this.opAt(call, at) as AllOp;
    notes.add(call, found);
    if (notes.countSucceeded(call) === enough) this.leave(call, to, false);
  }

  /** Makes the asks of a fan-out, until too many could not even be sent. */
  private askAll(call: number, at: number, { to }: AllOp): void {
    const { site } = this;
    site.notes.setStep(call, at);
    site.notes.replace(call, anyAnswer, 0);
    const generation = site.generationOf(call);
    for (let step = at + 1; step < to; step += 1) {
      const causeCode = this.ask(call, this.opAt(call, step) as AskOp, 1);
      if (causeCode === cause.none) continue;
      this.failUnsent(call, step, causeCode, true);
      if (!site.isServing(call, generation) || site.notes.stepOf(call) !== at) return;
    }
    this.parts.center.pause(call);
  }

  /** Goes on from a step until it has to wait, or the call is answered. */
  private run(call: number, from: number): void {
    const { site, parts } = this;
    const { ops } = this.routeOf(call);
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
          const causeCode = this.ask(call, op, 1);
          if (op.at < 0) {
            step += 1;
            break;
          }
          if (causeCode === cause.none) parts.center.pause(call);
          else this.failUnsent(call, step, causeCode, true);
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

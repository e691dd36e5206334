/**
 * Runs the route of a server for each call that has a slot. The call keeps its slot until the route ends. Where it stands
 * is in the call's notes: an ask waits for its answer, work for its end.
 */
import { cause } from '../telemetry/causes.ts';
import type { Dependency } from './dependency.ts';
import { answerNotes, anyAnswer } from './payloads.ts';
import type { Op, Route } from './route.ts';
import type { ServiceCenter } from './service-center.ts';
import type { Site } from './site.ts';
import type { ServiceTime } from './work.ts';

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
    const op = parts.route[step] as Extract<Op, { code: 'ask' }>;
    const { client } = parts.dependencies[op.dependency] as Dependency;
    const verb = calls.verb[child] as number;
    const causeCode = calls.cause[child] as number;
    const rootId = causeCode === cause.none ? 0 : (calls.rootId[child] as number);
    this.blameForSlot(causeCode, rootId);
    client.onEnded(child, verb);
    if (causeCode === cause.none) {
      notes.replace(call, anyAnswer, client.onAnswered(call, child, verb));
      this.run(call, step + 1);
    } else if (!(parts.dependencies[op.dependency] as Dependency).askElsewhere(call, child, op.ask)) {
      this.fail(call, step, causeCode, rootId);
    }
  }

  /** An answer that came late held its slot all that time; a refusal or a broken connection gave it back. */
  private blameForSlot(causeCode: number, rootId: number): void {
    const hasHeld = causeCode === cause.timedOut || causeCode === cause.rejectedByFullQueue;
    if (rootId !== 0 && hasHeld && this.parts.center.queueLength > 0) this.site.blame.keep(rootId);
  }

  /** An ask has failed, which ends the route unless it may. */
  private fail(call: number, step: number, causeCode: number, rootId: number): void {
    const op = this.parts.route[step] as Extract<Op, { code: 'ask' }>;
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
          if (!(parts.dependencies[op.dependency] as Dependency).ask(call, op.ask))
            this.fail(call, step, cause.unroutable, 0);
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
    return site.notes.hasAll(call, notes) && (verb < 0 || site.calls.class[call] === verb);
  }
}

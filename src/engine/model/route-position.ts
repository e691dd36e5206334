/** Finds the route and the step to which a call of a server belongs. */
import { generationOfOrigin, stepOfOrigin } from './origin.ts';
import type { AskOp, Op, Route } from './route.ts';
import type { Site } from './site.ts';

export class RoutePosition {
  private readonly site: Site;
  /** By class of requests. */
  private readonly routes: readonly Route[];

  constructor(site: Site, routes: readonly Route[]) {
    this.site = site;
    this.routes = routes;
  }

  routeOf(call: number): Route {
    return this.routes[this.site.calls.class[call] as number] as Route;
  }

  opAt(call: number, step: number): Op {
    return this.routeOf(call).ops[step] as Op;
  }

  /** The step whose ask has made `child`, a call of `route`. */
  stepOfAsk(child: number, { isMarked }: Route): number {
    const { calls, notes, origins } = this.site;
    return isMarked ? stepOfOrigin(origins.of(child)) : notes.stepOf(calls.parent[child] as number);
  }

  /** Has the caller of `child`, a call of a marked route, gone on without its answer, or ended? */
  isLate(child: number, op: AskOp): boolean {
    const { calls, origins } = this.site;
    return !this.isAwaited(calls.parent[child] as number, generationOfOrigin(origins.of(child)), op);
  }

  /** Does the parent of an ask, in the life of its record that had made it, still stand where it waits for that ask? */
  isAwaited(call: number, generation: number, { at }: AskOp): boolean {
    return at >= 0 && this.site.isServing(call, generation) && this.site.notes.stepOf(call) === at;
  }
}

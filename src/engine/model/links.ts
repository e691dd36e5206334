/**
 * Links: who can reach whom, how long it takes, what is lost, and which directions are cut. A message handed to a cut
 * direction vanishes; one already on the wire arrives. Messages over one link keep their order (one delay per link).
 */

import { assert } from '../../base/assert.ts';
import type { Blueprint } from '../blueprint.ts';
import type { Edge } from '../telemetry/edge-meters.ts';

const noLink = -1;

export class Links {
  readonly count: number;
  readonly near: Uint16Array;
  readonly far: Uint16Array;
  readonly carriesRequests: Uint8Array;
  readonly delays: Float64Array;
  readonly lossRatios: Float64Array;
  /** Per link and direction (2 × link, + 1 for far → near): the story id of the cut, 0 = open. */
  readonly cutBy: Int32Array;
  /** Per link: the story id of its last healing, 0 = none. */
  readonly healedBy: Int32Array;
  /** Rises with each cut of a link, so that an expired duration cannot heal a later cut. */
  readonly generations: Int32Array;
  private readonly linkOf: Int32Array;
  private readonly components: number;

  constructor(blueprint: Blueprint, indexOf: ReadonlyMap<string, number>) {
    const n = blueprint.components.length;
    const count = blueprint.links.length;
    this.components = n;
    this.count = count;
    this.near = new Uint16Array(count);
    this.far = new Uint16Array(count);
    this.carriesRequests = new Uint8Array(count);
    this.delays = new Float64Array(count);
    this.lossRatios = new Float64Array(count);
    this.cutBy = new Int32Array(count * 2);
    this.healedBy = new Int32Array(count);
    this.generations = new Int32Array(count);
    this.linkOf = new Int32Array(n * n).fill(noLink);
    blueprint.links.forEach((link, index) => {
      const from = indexOf.get(link.from);
      const to = indexOf.get(link.to);
      assert(from !== undefined && to !== undefined, 'a link joins known components');
      this.near[index] = from;
      this.far[index] = to;
      this.carriesRequests[index] = link.carries === 'request' ? 1 : 0;
      this.delays[index] = link.oneWayDelayMicros;
      this.lossRatios[index] = link.lossRatio ?? 0;
      this.linkOf[from * n + to] = index * 2;
      this.linkOf[to * n + from] = index * 2 + 1;
    });
  }

  /** Direction id of the link from one component to another; −1 if there is none. */
  direction(from: number, to: number): number {
    return this.linkOf[from * this.components + to] as number;
  }

  /** Micros a message takes in this direction. */
  delay(direction: number): number {
    return this.delays[direction >> 1] as number;
  }

  lossRatio(direction: number): number {
    return this.lossRatios[direction >> 1] as number;
  }

  /** Story id of what cut this direction, 0 when open. */
  cutRoot(direction: number): number {
    return this.cutBy[direction] as number;
  }

  /** Components that `component` sends calls to, in the order of the scenario. */
  serversOf(component: number): readonly number[] {
    const servers: number[] = [];
    for (let link = 0; link < this.count; link += 1) {
      if (this.carriesRequests[link] === 1 && this.near[link] === component)
        servers.push(this.far[link] as number);
    }
    return servers;
  }

  /** How many send calls to `component`. */
  callersOf(component: number): number {
    return this.requestEdges().filter(({ callee }) => callee === component).length;
  }

  /** The edge of each link that carries calls, in the order of the scenario. */
  requestEdges(): readonly Edge[] {
    const edges: Edge[] = [];
    for (let link = 0; link < this.count; link += 1) {
      if (this.carriesRequests[link] !== 1) continue;
      const [caller, callee] = [this.near[link] as number, this.far[link] as number];
      edges.push({ caller, callee, direction: 2 * link });
    }
    return edges;
  }

  /** Components joined to `component` by a link of any kind, by index. */
  neighboursOf(component: number): readonly number[] {
    const neighbours: number[] = [];
    for (let other = 0; other < this.components; other += 1) {
      if (other !== component && this.direction(component, other) !== noLink) neighbours.push(other);
    }
    return neighbours;
  }

  save(): unknown {
    return {
      cutBy: this.cutBy.slice(),
      healedBy: this.healedBy.slice(),
      generations: this.generations.slice(),
    };
  }

  load(plain: { cutBy: Int32Array; healedBy: Int32Array; generations: Int32Array }): void {
    this.cutBy.set(plain.cutBy);
    this.healedBy.set(plain.healedBy);
    this.generations.set(plain.generations);
  }
}

/**
 * What a component may say of the reasons of a failure (`Site`): story ids of troubles, its own and those of the
 * components it has to do with; 0 = none. Only its own are written.
 */
import { explain, explainCongestion, waitsMostFor } from './blame.ts';
import type { World } from './world.ts';

export class SiteBlame {
  private readonly world: World;
  private readonly index: number;

  constructor(world: World, index: number) {
    this.world = world;
    this.index = index;
  }

  /** What it last failed or waited for, kept while its queue has not emptied. */
  get kept(): number {
    return this.world.processes.blamedOn[this.index] as number;
  }

  keep(rootId: number): void {
    this.world.processes.blamedOn[this.index] = rootId;
  }

  /** The last edit of its parameters, and the last one that made it wait for more replicas. */
  get editedBy(): number {
    return this.world.processes.editedBy[this.index] as number;
  }

  get demandedBy(): number {
    return this.world.processes.demandedBy[this.index] as number;
  }

  /** What made a process unwell (crash, hang, slowness). */
  troubleOf(component: number): number {
    return this.world.processes.unwellBy[component] as number;
  }

  /** The last `ready` or `resumed` of a process. */
  returnOf(component: number): number {
    return this.world.processes.startedBy[component] as number;
  }

  isDown(component: number): boolean {
    return this.world.processes.isDown(component);
  }

  /** The cut between the component and another, first of the way there. */
  cutTowards(other: number): number {
    const { links } = this.world;
    const there = links.direction(this.index, other);
    return links.cutRoot(there) || links.cutRoot(links.direction(other, this.index));
  }

  /** The last healing of the link with another. */
  healedWith(other: number): number {
    const { links } = this.world;
    return links.healedBy[links.direction(this.index, other) >> 1] as number;
  }

  /** What keeps a call that the component serves from being answered. */
  of(call: number): number {
    return explain(this.world, call);
  }

  /** What fills the slots of a component. */
  congestionOf(component: number): number {
    return explainCongestion(this.world, component);
  }

  /** The component for which most of its slots wait, and how many replicas can confirm there if writes wait for more. */
  holdUp(): { readonly waitsFor?: string; readonly canConfirm?: number } {
    const { world, index } = this;
    const blocking = waitsMostFor(world, index);
    const canConfirm = world.component(blocking < 0 ? index : blocking).canConfirm?.();
    return {
      ...(blocking < 0 ? {} : { waitsFor: world.idOf(blocking) }),
      ...(canConfirm === undefined ? {} : { canConfirm }),
    };
  }
}

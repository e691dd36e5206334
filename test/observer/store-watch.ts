/**
 * Replicated stores as plain lists: every write of every lineage is an entry, a promotion copies the entries that the new
 * primary has. What a node lacks is what its own list and the present primary's do not have in common.
 */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { TapFact } from '../../src/engine/tap.ts';
import type { DatabaseRole } from '../../src/engine/telemetry/records.ts';

interface Write {
  readonly time: number;
}

interface Node {
  isPrimary: boolean;
  isLinkDown: boolean;
  lineage: number;
  offset: number;
}

/** A gap is aged by the last so many writes at most, those that a promotion lost included. */
const agesKept = 1_024;

class Store {
  readonly nodes = new Map<number, Node>();
  primary: number;
  private readonly lineages: Write[][] = [[]];
  private current = 0;
  private electedAt = 0;
  private longest = 0;

  constructor(primary: number) {
    this.primary = primary;
  }

  append(lineage: number, offset: number, time: number): void {
    const list = this.lineages[lineage];
    if (list?.push({ time }) !== offset)
      throw new Error(`write ${offset} of lineage ${lineage} is out of turn`);
    if (lineage === this.current) this.longest = Math.max(this.longest, offset);
  }

  elect(node: number, from: number, offset: number, lineage: number, time: number): void {
    if (lineage !== this.lineages.length) throw new Error(`lineage ${lineage} after ${this.lineages.length}`);
    this.lineages.push((this.lineages[from] ?? []).slice(0, offset));
    // With all kept times lost, they begin with the first write of the new primary.
    if (this.longest - agesKept >= offset) this.longest = offset + agesKept;
    this.electedAt = time;
    this.current = lineage;
    this.primary = node;
  }

  lagVersions(node: number): number {
    const { lineage, offset } = this.nodes.get(node) as Node;
    const [own, present] = [this.lineages[lineage] ?? [], this.lineages[this.current] ?? []];
    let common = 0;
    while (common < offset && common < present.length && own[common] === present[common]) common += 1;
    return present.length - common;
  }

  lagMicros(node: number, now: number): number {
    const present = this.lineages[this.current] ?? [];
    const lag = this.lagVersions(node);
    if (lag === 0) return 0;
    const place = Math.max(present.length - lag, this.longest - agesKept);
    return now - (present[place]?.time ?? this.electedAt);
  }
}

export interface StoreNode {
  readonly role: DatabaseRole;
  readonly isAtOdds: boolean;
  readonly lagVersions: number;
  readonly lagMicros: number;
}

export class StoreWatch {
  private readonly storeOf = new Map<number, Store>();

  constructor({ components }: Blueprint) {
    const byName = new Map<string, number[]>();
    components.forEach(({ id, kind, group }, component) => {
      if (kind !== 'database' && kind !== 'redis') return;
      byName.set(group ?? id, [...(byName.get(group ?? id) ?? []), component]);
    });
    for (const nodes of byName.values()) {
      const primary = nodes.find((node) => components[node]?.role === 'primary') ?? nodes[0] ?? -1;
      const store = new Store(primary);
      for (const node of nodes) this.storeOf.set(node, store);
    }
  }

  apply(fact: TapFact): void {
    if (fact.what === 'appended') this.storeOf.get(fact.node)?.append(fact.lineage, fact.offset, fact.time);
    else if (fact.what === 'elected')
      this.storeOf.get(fact.node)?.elect(fact.node, fact.from, fact.offset, fact.lineage, fact.time);
    else if (fact.what === 'positioned') {
      const { isPrimary, isLinkDown, lineage, offset } = fact;
      this.storeOf.get(fact.node)?.nodes.set(fact.node, { isPrimary, isLinkDown, lineage, offset });
    }
  }

  /** Undefined for what is no node of a store. */
  of(component: number, now: number): StoreNode | undefined {
    const store = this.storeOf.get(component);
    const node = store?.nodes.get(component);
    if (store === undefined || node === undefined) return undefined;
    const isAtOdds = node.isPrimary ? store.primary !== component : node.isLinkDown;
    return {
      role: !node.isPrimary ? 'replica' : isAtOdds ? 'oldPrimary' : 'primary',
      isAtOdds,
      lagVersions: store.lagVersions(component),
      lagMicros: store.lagMicros(component, now),
    };
  }
}

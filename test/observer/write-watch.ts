/**
 * Which reads were stale and which confirmed writes were lost, followed from the writes themselves: every write is an
 * object in the lists of the lineages that have it, so that "does the present primary have it?" is a search for it. Each
 * database is followed by itself.
 */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { TapFact } from '../../src/engine/tap.ts';

interface Write {
  /** −1 while nobody said which key it sets. */
  key: number;
  /** The elected primary has confirmed it, and no election has lost it since. */
  isConfirmed: boolean;
  /** Of the request that was answered for it, −1 before. */
  class: number;
  writtenAt: number;
  node: number;
}

type Sent = Extract<TapFact, { what: 'sent' }>;
type Elected = Extract<TapFact, { what: 'elected' }>;

/** The writes of one database: caches only copy its versions. */
class StoreWrites {
  readonly nodes: readonly number[];
  readonly lostWrites: Write[] = [];
  splitBrain = 0;
  private primary: number;
  private electedAt = 0;
  private current = 0;
  private readonly lineages: Write[][] = [[]];
  /** Writes that users hold a confirmation for, and that the present primary has. */
  private held: Write[] = [];

  constructor(nodes: readonly number[], primary: number) {
    this.nodes = nodes;
    this.primary = primary;
  }

  append(lineage: number, time: number): void {
    this.lineages[lineage]?.push({ key: -1, isConfirmed: false, class: -1, writtenAt: time, node: -1 });
  }

  at(lineage: number, offset: number): Write {
    return this.lineages[lineage]?.[offset - 1] as Write;
  }

  confirm(lineage: number, offset: number): void {
    if (lineage === this.current) this.at(lineage, offset).isConfirmed = true;
  }

  /** Is there, beyond what the answer has in common with the present history, a confirmed write of its key? */
  isStale(key: number | undefined, lineage: number, offset: number): boolean {
    const own = this.lineages[lineage] ?? [];
    const { present } = this;
    let common = 0;
    if (lineage === this.current) common = Math.min(offset, present.length);
    else while (common < offset && common < present.length && own[common] === present[common]) common += 1;
    return present.slice(common).some((write) => write.key === key && write.isConfirmed);
  }

  elect({ node, from, offset, lineage, time }: Elected): void {
    this.lineages[lineage] = (this.lineages[from] ?? []).slice(0, offset);
    this.current = lineage;
    this.primary = node;
    this.electedAt = time;
    const has = new Set(this.present);
    for (const write of this.lineages.flat()) if (!has.has(write)) write.isConfirmed = false;
    this.lostWrites.push(...this.held.filter((write) => !has.has(write)));
    this.held = this.held.filter((write) => has.has(write));
  }

  /** A user has the answer to the request that it was written for. */
  acknowledge(write: Write): void {
    if (this.present.includes(write)) {
      this.held.push(write);
      return;
    }
    this.lostWrites.push(write);
    if (write.writtenAt > this.electedAt && write.node !== this.primary) this.splitBrain += 1;
  }

  private get present(): readonly Write[] {
    return this.lineages[this.current] ?? [];
  }
}

export class WriteWatch {
  /** The users' own calls whose request was answered with less than the newest confirmed version. */
  readonly stale = new Set<number>();
  private readonly stores: readonly StoreWrites[];
  private readonly sent = new Map<number, Sent>();
  /** By the users' own call: what was written last for it, and where. */
  private readonly writeOf = new Map<number, readonly [StoreWrites, Write]>();
  private readonly ended = new Set<number>();

  constructor({ components }: Blueprint) {
    const members = new Map<string, number[]>();
    components.forEach(({ id, kind, group = id }, component) => {
      if (kind === 'database') members.set(group, [...(members.get(group) ?? []), component]);
    });
    this.stores = [...members.values()].map((nodes) => {
      const primary = nodes.find((node) => components[node]?.role === 'primary') ?? nodes[0] ?? -1;
      return new StoreWrites(nodes, primary);
    });
  }

  get lost(): number {
    return this.stores.reduce((sum, { lostWrites }) => sum + lostWrites.length, 0);
  }

  get splitBrain(): number {
    return this.stores.reduce((sum, { splitBrain }) => sum + splitBrain, 0);
  }

  /** Lost writes by class of requests. */
  get lostOf(): readonly number[] {
    const counts: number[] = [];
    for (const { lostWrites } of this.stores)
      for (const write of lostWrites) counts[write.class] = (counts[write.class] ?? 0) + 1;
    return counts;
  }

  apply(fact: TapFact): void {
    if (fact.what === 'sent') this.sent.set(fact.call, fact);
    else if (fact.what === 'returned') {
      if (this.sent.get(fact.call)?.parent === -1) this.end(fact);
    } else if ('node' in fact) {
      const store = this.stores.find(({ nodes }) => nodes.includes(fact.node));
      if (store !== undefined) this.follow(store, fact);
    }
  }

  private follow(store: StoreWrites, fact: Extract<TapFact, { readonly node: number }>): void {
    if (fact.what === 'appended') store.append(fact.lineage, fact.time);
    else if (fact.what === 'wrote')
      this.note(fact.call, store, store.at(fact.lineage, fact.offset), fact.node);
    else if (fact.what === 'confirmed') store.confirm(fact.lineage, fact.offset);
    else if (fact.what === 'elected') store.elect(fact);
    else if (fact.what === 'answered') {
      const root = this.rootOf(fact.call);
      const isStale = store.isStale(this.sent.get(fact.call)?.key, fact.lineage, fact.offset);
      if (isStale && !this.ended.has(root)) this.stale.add(root);
    }
  }

  private note(call: number, store: StoreWrites, write: Write, node: number): void {
    write.key = this.sent.get(call)?.key ?? -1;
    write.node = node;
    const root = this.rootOf(call);
    if (!this.ended.has(root)) this.writeOf.set(root, [store, write]);
  }

  private rootOf(call: number): number {
    const parent = this.sent.get(call)?.parent ?? -1;
    return parent < 0 ? call : this.rootOf(parent);
  }

  private end({ call, cause }: Extract<TapFact, { what: 'returned' }>): void {
    this.ended.add(call);
    const [store, write] = this.writeOf.get(call) ?? [];
    if (cause !== 0 || store === undefined || write === undefined) return;
    write.class = this.sent.get(call)?.class ?? -1;
    store.acknowledge(write);
  }
}

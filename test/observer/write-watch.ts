/**
 * Which reads were stale and which confirmed writes were lost, followed from the writes themselves: every write is an
 * object in the lists of the lineages that have it, so that "does the present primary have it?" is a search for it.
 */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { TapFact } from '../../src/engine/tap.ts';

interface Write {
  /** −1 while nobody said which key it sets. */
  key: number;
  /** The elected primary has confirmed it, and no election has lost it since. */
  isConfirmed: boolean;
  /** Of the request whose user holds a confirmation; −1 while nobody does. */
  class: number;
  writtenAt: number;
  node: number;
}

type Sent = Extract<TapFact, { what: 'sent' }>;

export class WriteWatch {
  lost = 0;
  /** The same by class. */
  readonly lostOf: number[] = [];
  splitBrain = 0;
  /** The users' own calls whose request was answered with less than the newest confirmed version. */
  readonly stale = new Set<number>();
  private readonly nodes: ReadonlySet<number>;
  private primary: number;
  private electedAt = 0;
  private current = 0;
  private readonly lineages: Write[][] = [[]];
  /** Writes that users hold a confirmation for, and that the present primary has. */
  private held: Write[] = [];
  private readonly sent = new Map<number, Sent>();
  /** By the users' own call: what was written last for it. */
  private readonly writeOf = new Map<number, Write>();
  private readonly ended = new Set<number>();

  /** The database of the scenario: caches only copy its versions. */
  constructor({ components }: Blueprint) {
    const nodes = components.flatMap(({ kind }, component) => (kind === 'database' ? [component] : []));
    this.nodes = new Set(nodes);
    this.primary = nodes.find((node) => components[node]?.role === 'primary') ?? nodes[0] ?? -1;
  }

  apply(fact: TapFact): void {
    if (fact.what === 'sent') this.sent.set(fact.call, fact);
    else if (fact.what === 'appended' && this.nodes.has(fact.node))
      this.lineages[fact.lineage]?.push({
        key: -1,
        isConfirmed: false,
        class: -1,
        writtenAt: fact.time,
        node: -1,
      });
    else if (fact.what === 'wrote') this.note(fact.call, this.at(fact.lineage, fact.offset), fact.node);
    else if (fact.what === 'confirmed' && fact.lineage === this.current)
      this.at(fact.lineage, fact.offset).isConfirmed = true;
    else if (fact.what === 'answered') this.judge(fact.call, fact.lineage, fact.offset);
    else if (fact.what === 'elected' && this.nodes.has(fact.node)) this.elect(fact);
    else if (fact.what === 'returned' && this.sent.get(fact.call)?.parent === -1) this.end(fact);
  }

  private at(lineage: number, offset: number): Write {
    return this.lineages[lineage]?.[offset - 1] as Write;
  }

  private get present(): readonly Write[] {
    return this.lineages[this.current] ?? [];
  }

  private note(call: number, write: Write, node: number): void {
    write.key = this.sent.get(call)?.key ?? -1;
    write.node = node;
    if (!this.ended.has(this.rootOf(call))) this.writeOf.set(this.rootOf(call), write);
  }

  private rootOf(call: number): number {
    const parent = this.sent.get(call)?.parent ?? -1;
    return parent < 0 ? call : this.rootOf(parent);
  }

  /** Is there, beyond what the answer has in common with the present history, a confirmed write of its key? */
  private judge(call: number, lineage: number, offset: number): void {
    const own = this.lineages[lineage] ?? [];
    const { present } = this;
    let common = 0;
    if (lineage === this.current) common = Math.min(offset, present.length);
    else while (common < offset && common < present.length && own[common] === present[common]) common += 1;
    const key = this.sent.get(call)?.key;
    const root = this.rootOf(call);
    if (this.ended.has(root)) return;
    if (present.slice(common).some((write) => write.key === key && write.isConfirmed)) this.stale.add(root);
  }

  private elect({ node, from, offset, lineage, time }: Extract<TapFact, { what: 'elected' }>): void {
    this.lineages[lineage] = (this.lineages[from] ?? []).slice(0, offset);
    this.current = lineage;
    this.primary = node;
    this.electedAt = time;
    const has = new Set(this.present);
    for (const write of this.lineages.flat()) if (!has.has(write)) write.isConfirmed = false;
    for (const write of this.held) if (!has.has(write)) this.lose(write);
    this.held = this.held.filter((write) => has.has(write));
  }

  private lose(write: Write): void {
    this.lost += 1;
    this.lostOf[write.class] = (this.lostOf[write.class] ?? 0) + 1;
  }

  private end({ call, cause }: Extract<TapFact, { what: 'returned' }>): void {
    this.ended.add(call);
    const write = this.writeOf.get(call);
    if (cause !== 0 || write === undefined) return;
    write.class = this.sent.get(call)?.class ?? -1;
    if (this.present.includes(write)) {
      this.held.push(write);
      return;
    }
    this.lose(write);
    if (write.writtenAt > this.electedAt && write.node !== this.primary) this.splitBrain += 1;
  }
}

/**
 * Which writes were done twice, followed from the tries of each: those of one ask of one call, since the last first try.
 */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { TapFact } from '../../src/engine/tap.ts';
import type { WriteWatch } from './write-watch.ts';

type Position = Readonly<{ node: number; lineage: number; offset: number }>;

interface Operation {
  /** Undefined: what was done there stands for good. */
  readonly done: (Position | undefined)[];
  isTwice: boolean;
}

export class DoneWatch {
  private readonly kinds: readonly string[];
  private readonly writes: WriteWatch;
  private readonly last = new Map<string, Operation>();
  private readonly ofCall = new Map<number, Operation & { readonly isStore: boolean }>();
  private appended: Position | undefined;

  constructor({ components }: Blueprint, writes: WriteWatch) {
    this.kinds = components.map(({ kind }) => kind);
    this.writes = writes;
  }

  apply(fact: TapFact): void {
    if (fact.what === 'sent') this.send(fact);
    else if (fact.what === 'appended') this.appended = fact;
  }

  /** Has the callee done with this what still stood from an earlier try, for the first time? */
  isSecond(call: number): boolean {
    const operation = this.ofCall.get(call);
    if (operation === undefined) throw new Error(`call ${call} was done and never sent`);
    const now = operation.isStore ? this.appended : undefined;
    const again = operation.done.some(
      (one) => one === undefined || now === undefined || this.writes.hasIn(now.node, now.lineage, one),
    );
    operation.done.push(now);
    if (!again || operation.isTwice) return false;
    operation.isTwice = true;
    return true;
  }

  private send({ call, parent, ask, callee, attempt }: Extract<TapFact, { what: 'sent' }>): void {
    const name = `${parent} ${ask}`;
    const known = attempt > 1 ? this.last.get(name) : undefined;
    const operation = known ?? { done: [], isTwice: false };
    this.last.set(name, operation);
    this.ofCall.set(call, Object.assign(operation, { isStore: this.kinds[callee] === 'database' }));
  }
}

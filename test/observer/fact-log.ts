/** Everything the tap told, in order. A checkpoint is a mark in it; loading the checkpoint forgets what came after. */
import type { TapFact } from '../../src/engine/tap.ts';

export class FactLog {
  readonly facts: TapFact[] = [];

  readonly observe = (fact: TapFact): void => {
    this.facts.push(fact);
  };

  /** The time of the latest fact. */
  now(): number {
    return this.facts.at(-1)?.time ?? 0;
  }

  mark(): number {
    return this.facts.length;
  }

  rollBack(mark: number): void {
    this.facts.length = mark;
  }
}

/** A seeded source of choices for generators: the n-th throw of a seed is always the same, on every machine. */
import { drawUint32, drawUnit, purposes } from '../../src/engine/kernel/draws.ts';

export class Dice {
  private readonly seed: number;
  private throws = 0;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** In [0, 1). */
  unit(): number {
    this.throws += 1;
    return drawUnit(this.seed, purposes.faultTime, this.throws, 0, 0);
  }

  uint32(): number {
    this.throws += 1;
    return drawUint32(this.seed, purposes.faultTime, this.throws, 0, 0);
  }

  chance(share: number): boolean {
    return this.unit() < share;
  }

  /** Whole, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.unit() * (most - least + 1));
  }

  /** Each power of ten is as likely as the next; rounded to three significant digits so that it prints short. */
  spread(least: number, most: number): number {
    const value = least * (most / least) ** this.unit();
    return Math.min(most, Math.max(least, Number(value.toPrecision(3))));
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.unit() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}

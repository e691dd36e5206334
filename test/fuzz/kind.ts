/** A kind of input: how one is made, and what must hold of the answer to it. */
import type { Dice } from '../soak/dice.ts';

export interface InputKind<Input> {
  readonly name: string;
  make(dice: Dice): Input;
  /** What is wrong; nothing if all is well. Anything thrown is a fault too. */
  faults(input: Input): string[] | Promise<string[]>;
}

export interface Attempt {
  readonly input: unknown;
  faults(): string[] | Promise<string[]>;
}

export interface AnyKind {
  readonly name: string;
  attempt(dice: Dice): Attempt;
}

/** A kind among others: what its inputs are made of is its own affair. */
export function anyKind<Input>(kind: InputKind<Input>): AnyKind {
  return {
    name: kind.name,
    attempt(dice) {
      const input = kind.make(dice);
      return { input, faults: () => kind.faults(input) };
    },
  };
}

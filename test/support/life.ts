// A mechanism's life, for tests that hold for every mechanism: one begins, and then does one thing after another, chosen
// by chance. What a step returns is all that an onlooker could have seen.
import { mulberry } from './mulberry.ts';

/** Draws and a clock that never goes back; equal seeds give equal chances. */
export interface Chance {
  /** Micros. */
  readonly now: number;
  /** Lets up to `most` Micros pass. */
  pass(most: number): number;
  /** In [0, 1). */
  unit(): number;
  /** A whole number below `count`. */
  below(count: number): number;
  pick<Value>(values: readonly Value[]): Value;
}

export interface Life {
  /** As exported by src/algorithms/index.ts. */
  readonly namespace: string;
  readonly begin: () => unknown;
  readonly step: (state: unknown, chance: Chance) => unknown;
}

/** A life of `namespace` whose state is a `State`. */
export function life<State>(
  namespace: string,
  begin: () => State,
  step: (state: State, chance: Chance) => unknown,
): Life {
  return { namespace, begin, step: (state, chance) => step(state as State, chance) };
}

export function chanceFrom(seed: number): Chance {
  const unit = mulberry(seed);
  let now = 0;
  const below = (count: number): number => Math.floor(unit() * count);
  return {
    get now() {
      return now;
    },
    pass(most) {
      now += below(most + 1);
      return now;
    },
    unit,
    below,
    pick: (values) => values[below(values.length)] as never,
  };
}

// A mechanism's life, for tests that hold for every mechanism: one begins, and then does one thing after another, chosen
// by chance. What a step returns is all that an onlooker could have seen.

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

/** After mulberry32 (T. Ettinger, public domain). */
export function chanceFrom(seed: number): Chance {
  let [state, now] = [seed | 0, 0];
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
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

// A statistic: one function from a seed to what one run measured, and the judgement of many such runs. `npm run stats`
// plays all seeds and writes docs/figures.json; `npm test` plays the first few and compares them with it.
import { assert } from '../../src/base/assert.ts';

type Value = number | string | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** What one run measured: plain JSON, small, numbers finite. */
export type Sample = Readonly<Record<string, Value>>;

/** One figure made of all samples, as docs/figures.json holds it. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** Of `value`, at the confidence that `rule` states. */
  readonly interval?: readonly [low: number, high: number];
  readonly expected: number | string;
  /** How the verdict is reached. */
  readonly rule: string;
  readonly verdict: 'holds' | 'does not hold';
}

export interface Statistic {
  /** `family/case`, kebab-case. */
  readonly name: string;
  readonly what: string;
  /** Where the expected values come from: a closed form, a recording, a paper. */
  readonly source: string;
  readonly firstSeed: number;
  readonly seeds: number;
  /** Seeds that `npm test` plays again, from the first one. */
  readonly checkedSeeds: number;
  readonly run: (seed: number) => Sample | Promise<Sample>;
  readonly judge: (samples: readonly Sample[]) => readonly Figure[];
}

interface Definition<S extends Sample> {
  readonly name: string;
  readonly what: string;
  readonly source: string;
  readonly firstSeed: number;
  readonly seeds: number;
  /** 3 unless one run takes seconds. */
  readonly checkedSeeds?: number;
  /** Depends on nothing but the seed. */
  readonly run: (seed: number) => S | Promise<S>;
  readonly judge: (samples: readonly S[]) => readonly Figure[];
}

export function statistic<S extends Sample>(definition: Definition<S>): Statistic {
  assert(/^[a-z0-9-]+\/[a-z0-9.-]+$/.test(definition.name), `${definition.name} is not family/case`);
  return {
    ...definition,
    checkedSeeds: definition.checkedSeeds ?? 3,
    // Samples come from `run` above, or from a file that is compared with it.
    judge: (samples) => definition.judge(samples as readonly S[]),
  };
}

/** The samples of the first `count` seeds, in order. */
export async function play(
  { firstSeed, run }: Statistic,
  count: number,
  onSample: (done: number) => void = () => undefined,
): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  for (let index = 0; index < count; index += 1) {
    samples.push(await run(firstSeed + index));
    onSample(index + 1);
  }
  return samples;
}

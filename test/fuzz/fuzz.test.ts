// A thousand of the fuzzer's inputs, in this process; `npm run fuzz -- --seed S --count 5000` tries more.
import { afterAll, describe, expect, it } from 'vitest';
import kept from './failing-inputs.json' with { type: 'json' };
import { createFuzzer, shownInput } from './fuzzer.ts';

const seed = 20_261_130;
const parts = 10;
const perPart = 100;
const fuzzer = createFuzzer();
afterAll(() => fuzzer.close());

async function failuresOf(inputs: readonly { readonly seed: number; readonly ordinal: number }[]) {
  const failures: string[] = [];
  for (const one of inputs) {
    const { kind, input, faults } = await fuzzer.fuzz(one.seed, one.ordinal);
    if (faults.length === 0) continue;
    failures.push(
      `npm run fuzz -- --seed ${one.seed} --only ${one.ordinal} (${kind}): ${faults[0]} · ${shownInput(input)}`,
    );
  }
  return failures;
}

describe(`hostile inputs of seed ${seed}`, () => {
  it.each(Array.from({ length: parts }, (_, part) => part * perPart))('from number %i on', async (from) => {
    const inputs = Array.from({ length: perPart }, (_, index) => ({ seed, ordinal: from + index }));
    expect(await failuresOf(inputs)).toEqual([]);
  });

  it('and all that once failed', async () => {
    expect(await failuresOf(kept as readonly { readonly seed: number; readonly ordinal: number }[])).toEqual(
      [],
    );
  });
});

// Read in slices or at once: the same run, or the same refusal.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRunFileText } from './run-file.ts';
import { parseRunFileInSlices } from './run-file-slices.ts';
import { templates } from './templates/index.ts';

const textOf = (log: readonly unknown[], extra: object = {}): string =>
  JSON.stringify({ format: 'nines-run', version: 1, scenario: templates.vertical, seed: 7, log, ...extra });

/** How often it let others go first. */
async function inSlices(text: string) {
  let breaths = 0;
  const read = await parseRunFileInSlices(text, async () => {
    breaths += 1;
  });
  return { read, breaths };
}

describe('a run file in slices', () => {
  it('of ten thousand commands lets the page go on forty times', async () => {
    const text = textOf(Array.from({ length: 10_000 }, (_, index) => `${index % 90}s slow api-1 x2`));
    const { read, breaths } = await inSlices(text);
    expect(read).toEqual(parseRunFileText(text));
    expect(read.ok && read.value.log).toHaveLength(10_000);
    expect(breaths).toBeGreaterThanOrEqual(40);
  });

  it('says what reading it at once says, whatever is in it', async () => {
    const good = fc.constantFrom('1s slow api-1 x2', '2s crash lb', '1s set users.arrivalRate=5');
    const bad = fc.oneof(fc.string(), fc.integer(), fc.constant(null));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 40, arbitrary: good }, { weight: 1, arbitrary: bad }), {
          minLength: 200,
          maxLength: 600,
          size: 'max',
        }),
        fc.constantFrom({}, { seed: -1 }, { extra: 1 }, { scenario: 'x' }, { untilMicros: 5 }),
        async (log, extra) => {
          const text = textOf(log, extra);
          expect((await inSlices(text)).read).toEqual(parseRunFileText(text));
        },
      ),
      { numRuns: 30 },
    );
    const twice = textOf(Array.from({ length: 300 }, () => '1s crash lb')).replace(
      '{',
      '{"log": ["1s crash lb"],',
    );
    expect((await inSlices(twice)).read).toEqual(parseRunFileText(twice));
    const within = textOf(
      Array.from({ length: 300 }, () => '1s crash lb'),
      {
        scenario: { ...templates.vertical, log: Array.from({ length: 300 }, () => '1s crash lb') },
      },
    );
    expect((await inSlices(within)).read).toEqual(parseRunFileText(within));
    expect((await inSlices('{')).read).toEqual(parseRunFileText('{'));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitCount, pageWords } from './page-patch.ts';
import { PlainWords } from './plain-words.ts';

const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(-0, Number.NaN, Number.NEGATIVE_INFINITY));
const column = fc.oneof(
  fc.float64Array({ maxLength: 40 }),
  fc.int32Array({ maxLength: 40 }),
  fc.uint32Array({ maxLength: 40 }),
  fc.uint16Array({ maxLength: 40 }),
  fc.uint8Array({ maxLength: 40 }),
);
const { value: plain } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number,
    fc.boolean(),
    fc.constantFrom(undefined, null, 'a', 'ü𝄞', ''),
    column,
    fc.array(number, { maxLength: 20 }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value'), { noNullPrototype: true }),
    fc
      .array(fc.tuple(fc.oneof(fc.string(), fc.integer()), tie('value')), { maxLength: 4 })
      .map((entries) => new Map(entries)),
  ),
}));

const changedWords = ({ masks }: PlainWords): number => masks.reduce((sum, mask) => sum + bitCount(mask), 0);

/** Reads what was written as a host does that is given the pages. */
function reread(written: PlainWords): unknown {
  return new PlainWords().read(written.words.slice(0, written.pageCount * pageWords));
}

describe('plain data in words', () => {
  it('comes back as it was, whatever was written before it', () => {
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 6 }), (values) => {
        let words = new PlainWords();
        values.forEach((value, place) => {
          words.write(value);
          expect(reread(words)).toStrictEqual(value);
          if (place % 2 === 0) return;
          // Goes on from what was read.
          const next = new PlainWords();
          next.read(words.words.slice(0, words.pageCount * pageWords));
          words = next;
        });
      }),
      { numRuns: 400 },
    );
  });

  it('changes no word if nothing has changed, also after it was read', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const words = new PlainWords();
        words.write(value);
        words.write(value);
        expect(changedWords(words)).toBe(0);
        const other = new PlainWords();
        other.read(words.words.slice());
        other.write(structuredClone(value));
        expect(changedWords(other)).toBe(0);
      }),
    );
  });

  it('names every word that differs, and no other', () => {
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        const words = new PlainWords();
        words.write(one);
        const before = words.words.slice();
        words.write(other);
        words.words.forEach((word, place) => {
          const isNamed = ((words.masks[place >> 5] as number) >>> (place & 31)) & 1;
          expect(isNamed === 1, `word ${place}`).toBe(word !== (before[place] ?? 0));
        });
      }),
      { numRuns: 30 },
    );
  });

  it('keeps everything in its place while a list in its midst grows, shrinks and changes its parts', () => {
    const state = (length: number, extra: object = {}) => ({
      first: new Int32Array(1_000).fill(7),
      list: Array.from({ length }, (_, place) => place),
      part: { ...extra, b: new Float64Array(500).fill(1.5) },
      last: new Uint8Array(4_001).fill(3),
    });
    const words = new PlainWords();
    words.write(state(10));
    words.write(state(11));
    // A word for the length, and a double moved with its ten neighbours to a room of 16: at, room and length are doubles.
    expect(changedWords(words)).toBeLessThan(2 * 11 + 8);
    words.write(state(15));
    expect(changedWords(words)).toBeLessThan(2 * 4 + 3);
    words.write(state(3));
    expect(changedWords(words)).toBeLessThan(3);
    words.write(state(3, { a: 1 }));
    // Another shape: its text, and the numbers after the new one. The columns stay.
    expect(changedWords(words)).toBeLessThan(160);
    expect(reread(words)).toStrictEqual(state(3, { a: 1 }));
  });

  it('does not grow for ever, however often what it holds outgrows its rooms', () => {
    const words = new PlainWords();
    for (let length = 1; length < 200_000; length = Math.ceil(length * 1.6))
      words.write(new Int32Array(length));
    words.write(new Int32Array(1_000));
    words.write(new Int32Array(1_000));
    expect(words.pageCount).toBeLessThanOrEqual(4);
  });

  it('refuses what would not come back', () => {
    class Thing {}
    for (const value of [new Thing(), new Float32Array(1), [new Date(0)]])
      expect(() => new PlainWords().write(value)).toThrow();
  });
});

/**
 * The buckets of a log histogram: bucket 0 is for 0, then `bucketsPerOctave` equal divisions of each doubling from 1 up.
 * The index is read off the double's own bits (exponent and upper fraction), so it needs no logarithm.
 */
const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
const high = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The bits of fraction that an index keeps: log2 of the buckets per octave, which is a power of two. */
export const fractionBitsOf = (bucketsPerOctave: number): number => 31 - Math.clz32(bucketsPerOctave);

/** The bucket of a value in 0…2^53. What lies between 0 and 1 counts as 0. */
export function bucketOf(value: number, fractionBits: number): number {
  if (value < 1) return 0;
  float[0] = value;
  return ((words[high] as number) >> (20 - fractionBits)) - (1023 << fractionBits) + 1;
}

/** The middle of the whole values that share a bucket: off by at most 1/(2 × bucketsPerOctave) of the value. */
export function middleOfBucket(bucket: number, fractionBits: number): number {
  if (bucket === 0) return 0;
  const position = bucket - 1 + (1023 << fractionBits);
  float[0] = 0;
  words[high] = position << (20 - fractionBits);
  const least = float[0] as number;
  words[high] = (position + 1) << (20 - fractionBits);
  const width = (float[0] as number) - least;
  return width <= 1 ? least : least + (width - 1) / 2;
}

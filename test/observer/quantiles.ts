/**
 * Log histograms counted by hand: bucket 0 is for 0, then `perOctave` equal divisions of each doubling from 1 up. Only
 * products and quotients with powers of two, so that every step is exact.
 */
interface Bucket {
  readonly index: number;
  readonly least: number;
  readonly width: number;
}

function bucketOf(value: number, perOctave: number): Bucket {
  if (value === 0) return { index: 0, least: 0, width: 0 };
  let octave = 0;
  let start = 1;
  while (start * 2 <= value) {
    start *= 2;
    octave += 1;
  }
  const width = start / perOctave;
  const place = Math.floor((value - start) / width);
  return { index: 1 + octave * perOctave + place, least: start + place * width, width };
}

/** `[bucket, count, …]`, buckets ascending. */
export function sparseOf(values: readonly number[], perOctave: number): readonly number[] {
  const counts = new Map<number, number>();
  for (const value of values) {
    const { index } = bucketOf(value, perOctave);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).flat();
}

/** The middle of the bucket that the value of nearest rank falls into. */
export function quantileOf(values: readonly number[], percent: number, perOctave: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent * sorted.length) / 100));
  const { least, width } = bucketOf(sorted[rank - 1] as number, perOctave);
  return width <= 1 ? least : least + (width - 1) / 2;
}

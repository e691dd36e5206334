/**
 * Latency histograms of history rows, `[bucket, count, …]` with 32 buckets an octave (the engine's log histogram; a
 * test holds the two together). They merge by addition, so a quantile over any span of rows is as good as over one.
 */
const bucketsPerOctave = 32;
/** Octave 53 is the last in which Micros are whole. */
const bucketCount = 54 * bucketsPerOctave;

export interface LatencyTally {
  add(sparse: Uint32Array): void;
  /** Nearest rank, Micros, the middle of its bucket; undefined when nothing was added. */
  quantile(p: number): number | undefined;
  toSparse(): Uint32Array;
}

function middleOf(bucket: number): number {
  if (bucket === 0) return 0;
  const octave = 2 ** Math.floor((bucket - 1) / bucketsPerOctave);
  const width = octave / bucketsPerOctave;
  const least = octave + ((bucket - 1) % bucketsPerOctave) * width;
  return width <= 1 ? least : least + (width - 1) / 2;
}

export function createLatencyTally(): LatencyTally {
  const counts = new Float64Array(bucketCount);
  let total = 0;
  let top = -1;
  return {
    add(sparse) {
      for (let index = 0; index + 1 < sparse.length; index += 2) {
        const bucket = sparse[index] ?? 0;
        const count = sparse[index + 1] ?? 0;
        counts[bucket] = (counts[bucket] ?? 0) + count;
        total += count;
        top = Math.max(top, bucket);
      }
    },
    quantile(p) {
      if (total === 0) return undefined;
      // The millionth forgives the rounding of p × total, as in the engine.
      let rest = Math.min(total, Math.max(1, Math.ceil(p * total - 1e-6)));
      let bucket = 0;
      for (; bucket < top; bucket += 1) {
        rest -= counts[bucket] ?? 0;
        if (rest <= 0) break;
      }
      return middleOf(bucket);
    },
    toSparse() {
      const pairs: number[] = [];
      for (let bucket = 0; bucket <= top; bucket += 1) {
        const count = counts[bucket] ?? 0;
        if (count > 0) pairs.push(bucket, count);
      }
      return Uint32Array.from(pairs);
    },
  };
}

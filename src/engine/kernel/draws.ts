/**
 * Counter-based random draws (after Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): a value is a
 * hash of what it is for, and there is no stream to store, share or advance. So adding a server, a probe or a purpose
 * never moves anyone else's draws (ARCHITECTURE.md, invariant 3).
 */

/**
 * What a draw is for. A number, once given, is never given to another purpose: it is part of every recorded run.
 * At most 256.
 */
export const purposes = Object.freeze({
  arrivalGap: 1,
  requestClass: 2,
  requestKey: 3,
  requestClient: 4,
  serviceDemand: 5,
  linkLoss: 6,
  sentinelTick: 8,
  sentinelPhase: 9,
  sentinelDesync: 10,
  probePhase: 11,
  sample: 12,
  faultTime: 13,
  processingDelay: 14,
  ruleMatch: 15,
  cacheAge: 16,
  retryDelay: 17,
  serviceError: 18,
  serviceHang: 19,
  routeShare: 20,
  balancing: 21,
} as const);

// `seed`, `hop` (or attempt, or component) and `index` are uint32, `purpose` is under 2^8, `ordinal` is a whole number
// under 2^53. For ordinal < 2^32, hop < 2^16 and index < 2^8 the key is a bijection of (purpose, hop, index), so two
// draws of one run never share a stream by accident; what lies beyond is hashed in.

function keyOf(seed: number, purpose: number, ordinal: number, hop: number, index: number): number {
  let key = Math.imul((purpose << 24) ^ (hop << 8) ^ index, 0x9e3779b1) + Math.imul(seed, 0x85ebca6b);
  if (((hop >>> 16) | (index >>> 8)) !== 0) key += Math.imul((hop >>> 16) ^ (index << 8), 0xcc9e2d51);
  if (ordinal > 0xffffffff) key += Math.imul((ordinal / 4294967296) | 0, 0xc2b2ae35);
  key = Math.imul(key ^ (key >>> 16), 0x7feb352d);
  return key ^ (key >>> 15);
}

// The finalizers: Wellons' "lowbias32" (bias 0.107, hash-prospector) and MurmurHash3's. Different ones, because both
// halves of a 53-bit draw see the same key and ordinal.

function upperLane(key: number, ordinal: number): number {
  let lane = key + Math.imul(ordinal ^ (ordinal >>> 15), 0x735a2d97);
  lane = Math.imul(lane ^ (lane >>> 16), 0x21f0aaad);
  lane = Math.imul(lane ^ (lane >>> 15), 0x735a2d97);
  return lane ^ (lane >>> 15);
}

function lowerLane(key: number, ordinal: number): number {
  let lane = ((key << 16) | (key >>> 16)) ^ Math.imul(ordinal ^ (ordinal >>> 16), 0x2c1b3c6d);
  lane = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  lane = Math.imul(lane ^ (lane >>> 13), 0xc2b2ae35);
  return lane ^ (lane >>> 16);
}

/** A uniform uint32. */
export function drawUint32(
  seed: number,
  purpose: number,
  ordinal: number,
  hop: number,
  index: number,
): number {
  return upperLane(keyOf(seed, purpose, ordinal, hop, index), ordinal | 0) >>> 0;
}

/** A uniform number in [0, 1), a whole multiple of 2^-53. */
export function drawUnit(seed: number, purpose: number, ordinal: number, hop: number, index: number): number {
  const key = keyOf(seed, purpose, ordinal, hop, index);
  const word = ordinal | 0;
  const upper = upperLane(key, word) >>> 5;
  const lower = lowerLane(key, word) >>> 6;
  return (upper * 67108864 + lower) * 1.1102230246251565e-16;
}

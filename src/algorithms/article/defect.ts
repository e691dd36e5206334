/**
 * What a defect of the article's code is described by: its name, the recordings that show it, and what does it right.
 * Source: the code printed in the article, run as printed. Nothing is computed here. Known failure: a description is
 * prose; only the recordings under `keys` prove it.
 */

/** The namespaces of the textbook that a defect is set beside. */
export const textbookNames = [
  'circuitBreaker',
  'consistentHashBalancer',
  'deadline',
  'featureFlags',
  'geoSharding',
  'hashRing',
  'healthReport',
  'ipHash',
  'leastConnections',
  'passiveHealth',
  'rangeSharding',
  'readRouting',
  'redistribution',
  'roundRobin',
  'serverLifecycle',
  'sessionStore',
  'slidingLog',
  'weightedRoundRobin',
] as const;

export type TextbookName = (typeof textbookNames)[number];

/** Names on the way into the recording of the article's code. */
export type RecordingKey = readonly string[];

interface Described {
  /** Unique among all defects. */
  readonly name: string;
  /** Where article-defects.json shows it; empty if another recording does (the group's README names it). */
  readonly keys: readonly RecordingKey[];
  /** What goes wrong. */
  readonly what: string;
}

/** Beside each defect stands the namespace that does it right or, where the textbook has none, what to do instead. */
export type Defect = Described & ({ readonly right: TextbookName } | { readonly instead: string });

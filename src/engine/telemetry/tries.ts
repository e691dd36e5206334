/**
 * Changes of one parameter that a person could try on the same traffic; facts suggest them, languages word them. `value`
 * is the new value where it does not depend on the run.
 */
export const tries = {
  detectSooner: { parameters: ['downAfterMillis'], unit: 'millis', value: 500 },
  waitForReplica: { parameters: ['waitForReplicas'], unit: 'count', value: 1 },
  waitForFewer: { parameters: ['waitForReplicas'], unit: 'count' },
  lowerQuorum: { parameters: ['quorum'], unit: 'count' },
  probeFaster: { parameters: ['probeIntervalMillis'], unit: 'millis', value: 500 },
  /** The first that the component has: each kind names its own. */
  moreSlots: { parameters: ['slots', 'connections', 'servers'], unit: 'count' },
} as const;

export type TryId = keyof typeof tries;

export interface Try {
  readonly id: TryId;
  /** Whose parameter; the teller's, if absent. */
  readonly component?: string;
  readonly to: (now: number) => number;
}

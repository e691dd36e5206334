/**
 * Why a call or a request failed: a closed union (ARCHITECTURE, invariant 5). The numeric code is the index.
 * Code 0 means "did not fail".
 */
export const failureCauses = [
  'none',
  'refused',
  'timedOut',
  'reset',
  'rejectedByFullQueue',
  'unroutable',
  'readOnly',
  'rejectedByRule',
  'connectionTableFull',
] as const;

export type FailureCause = Exclude<(typeof failureCauses)[number], 'none'>;

/** Numeric codes for the hot path; `failureCauses[code]` is the name. */
export const cause = {
  none: 0,
  /** Nothing listens at the callee: the process is dead, the machine answers with a reset at once. */
  refused: 1,
  /** No answer within the caller's own timeout. */
  timedOut: 2,
  /** The callee died with the call inside. */
  reset: 3,
  /** The callee's waiting line was full. */
  rejectedByFullQueue: 4,
  /** The balancer had no server left to try. */
  unroutable: 5,
  /** A write reached a database node that is not a primary. */
  readOnly: 6,
  /** A rule of the edge (WAF) matched: dropped on purpose. */
  rejectedByRule: 7,
  /** The run has too many open calls: this one was never sent. */
  connectionTableFull: 8,
} as const satisfies Record<(typeof failureCauses)[number], number>;

/** Codes of failures by which a call is turned away on purpose, before any work on it. */
export const rejections: ReadonlySet<number> = new Set([
  cause.rejectedByFullQueue,
  cause.rejectedByRule,
  cause.connectionTableFull,
]);

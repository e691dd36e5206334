/**
 * Why a call or a request failed, and what may be done about it: a closed union (ARCHITECTURE, invariant 5). One line
 * a cause; its numeric code is its place in the list, and code 0 means "did not fail".
 */
export interface CauseDeclaration {
  /** Turned away on purpose, before any work on it. */
  readonly isRejection?: true;
  /** Turned away by its own caller: it was never sent. */
  readonly isUnsent?: true;
  /** Said by the callee's own machine, it means that nothing can have been done: the call may go to another server. */
  readonly mayGoElsewhere?: true;
  /** The caller has stopped waiting: no answer has come to it. */
  readonly isGivenUp?: true;
  /** No answer has come of something that was sent: it may have been done. */
  readonly isOutcomeUnknown?: true;
  /** Nothing is wrong, neither with the caller nor with the callee. */
  readonly isIntended?: true;
  /** What fails so when there are too many requests. */
  readonly isOverload?: true;
}

export const causes = {
  none: {},
  /** Nothing listens at the callee: the process is dead, the machine answers with a reset at once. */
  refused: { mayGoElsewhere: true },
  /** No answer within the caller's own timeout: it may have been done. */
  timedOut: { isGivenUp: true, isOutcomeUnknown: true, isOverload: true },
  /** The callee died with the call inside: it may have been done. */
  reset: { isOutcomeUnknown: true },
  /** The callee's waiting line was full. */
  rejectedByFullQueue: { isRejection: true, isOverload: true },
  /** The balancer had no server left to try. */
  unroutable: {},
  /** A write reached a database node that is not a primary, or was being worked on when it ceased to be one. */
  readOnly: {},
  /** A rule of the edge (WAF) matched: dropped on purpose. */
  rejectedByRule: { isRejection: true, isIntended: true },
  /** The run has too many open calls: this one was never sent. */
  connectionTableFull: { isRejection: true, isOverload: true },
  /** The callee answered with an error of its own: it has not done it. */
  errored: {},
  /** The caller's own circuit breaker is open: it was never sent. */
  rejectedByBreaker: { isRejection: true, isUnsent: true },
  /** The caller has as many calls to the dependency under way as its bulkhead allows: it was never sent. */
  rejectedByBulkhead: { isRejection: true, isUnsent: true, isOverload: true },
  /** No connection of the caller's pool came free in time: it was never sent. */
  rejectedByPool: { isRejection: true, isUnsent: true, isOverload: true },
  /** The server has as many connections as it takes: a new one is refused at once, and nothing is done. */
  tooManyConnections: { isRejection: true, mayGoElsewhere: true, isOverload: true },
} as const satisfies Readonly<Record<string, CauseDeclaration>>;

type CauseName = keyof typeof causes;
export type FailureCause = Exclude<CauseName, 'none'>;

export const failureCauses = Object.keys(causes) as readonly CauseName[];

/** Numeric codes for the hot path; `failureCauses[code]` is the name. */
export const cause = Object.fromEntries(failureCauses.map((name, code) => [name, code])) as Readonly<
  Record<CauseName, number>
>;

/** Codes of the causes that are declared to be so. */
export const causesThat = (is: (declared: CauseDeclaration) => unknown): ReadonlySet<number> =>
  new Set(failureCauses.flatMap((name, code) => (is(causes[name]) ? [code] : [])));

export const rejections = causesThat(({ isRejection }) => isRejection);

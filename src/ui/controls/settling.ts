/**
 * What newly appears under a pointer does nothing at first: the second click of a double click, or one aimed at what
 * stood there before, must not do another thing. Times are those of events, milliseconds on the page's clock.
 */
export const settlingMillis = 500;

export interface Settling {
  /** What a click does from now on; true if that is news. */
  standsFor(subject: string, at: number): boolean;
  /** It was done: once more, it would be done by mistake. */
  acted(at: number): void;
  isSettled(at: number): boolean;
}

export function createSettling(): Settling {
  let changedAt = Number.NEGATIVE_INFINITY;
  let present: string | undefined;
  return {
    standsFor(subject, at) {
      if (subject === present) return false;
      present = subject;
      changedAt = Math.max(changedAt, at);
      return true;
    },
    acted(at) {
      changedAt = Math.max(changedAt, at);
    },
    isSettled: (at) => at - changedAt >= settlingMillis,
  };
}

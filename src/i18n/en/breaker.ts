/** English: how a circuit breaker stands. */
export const breaker = {
  title: 'Circuit breaker',
  for: (dependency: string): string => `Breaker for ${dependency}`,
  open: 'open',
  halfOpen: 'half-open',
  closed: 'closed',
  since: (time: string, isHalfOpen: boolean): string =>
    isHalfOpen ? `tries one call at a time, since ${time}` : `turns calls away, since ${time}`,
};

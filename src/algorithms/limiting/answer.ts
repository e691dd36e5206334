/**
 * What every limiter of this folder answers. One small object per call, made new so that an answer kept by the caller
 * never changes under it.
 */
import type { Micros } from '../../base/units.ts';

export interface Answer<Permit = number> {
  readonly allowed: boolean;
  /** Requests that would still be admitted at this very moment. */
  readonly remaining: number;
  /** What `settle` wants back when the request has ended; only where the end or the outcome matters. */
  readonly permit?: Permit;
  /** How long (in µs) an admitted request has to wait before it goes on; only where a limiter delays. */
  readonly delay?: Micros;
  /** When a refused request would be admitted if nobody else asked; absent where that depends on others. */
  readonly retryAfter?: Micros;
}

export function refuse(retryAfter: Micros): Answer<never> {
  return { allowed: false, remaining: 0, retryAfter };
}

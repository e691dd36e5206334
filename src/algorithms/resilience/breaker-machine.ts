/**
 * The three states of a circuit breaker and what leads from one to another. Outcomes are counted outside; the machine is
 * told of a failure too many, a delay that has passed, a probe's result.
 *
 *   closed —TOO_MANY_FAILURES→ open —after openFor, or CALL→ halfOpen —PROBE_SUCCEEDED, enough→ closed
 *                                                            halfOpen —PROBE_FAILED→ open
 *
 * Source: M. Nygard, Release It! (2007, 2018); M. Fowler, CircuitBreaker, 2014. O(1), about 20 µs per change, so never once
 * per call. Known failure: it knows neither permits nor times of outcomes, so who drives it must keep late results away.
 */
import { setup } from 'xstate';
import type { Micros } from '../../base/units.ts';

export type BreakerMode = 'closed' | 'open' | 'halfOpen';

export interface BreakerMachineContext {
  readonly openFor: Micros;
  readonly successThreshold: number;
  readonly halfOpenBy: 'timer' | 'call';
}

/** `openFor` has passed: XState's own name for it. */
export const openForPassed = 'xstate.after.openFor.circuitBreaker.open';

export type BreakerMachineEvent =
  | { readonly type: 'TOO_MANY_FAILURES' }
  /** A call while it is open, so long after it opened. */
  | { readonly type: 'CALL'; readonly waited: Micros }
  /** The so-manieth in a row. */
  | { readonly type: 'PROBE_SUCCEEDED'; readonly successes: number }
  | { readonly type: 'PROBE_FAILED' };

export type BreakerChange = BreakerMachineEvent | { readonly type: typeof openForPassed };

export const circuitBreakerMachine = setup({
  types: {
    context: {} as BreakerMachineContext,
    events: {} as BreakerMachineEvent,
  },
  delays: { openFor: ({ context }): Micros => context.openFor },
  guards: {
    byTimer: ({ context }) => context.halfOpenBy === 'timer',
    byCall: ({ context, event }) =>
      context.halfOpenBy === 'call' && event.type === 'CALL' && event.waited >= context.openFor,
    enoughSuccesses: ({ context, event }) =>
      event.type === 'PROBE_SUCCEEDED' && event.successes >= context.successThreshold,
  },
}).createMachine({
  id: 'circuitBreaker',
  // Who drives it hands in the options. Plain, so that the whole configuration may be sent to whoever draws it.
  context: { openFor: 0, successThreshold: 1, halfOpenBy: 'timer' },
  initial: 'closed',
  states: {
    closed: { on: { TOO_MANY_FAILURES: 'open' } },
    open: {
      after: { openFor: { guard: 'byTimer', target: 'halfOpen' } },
      on: { CALL: { guard: 'byCall', target: 'halfOpen' } },
    },
    halfOpen: {
      on: { PROBE_SUCCEEDED: { guard: 'enoughSuccesses', target: 'closed' }, PROBE_FAILED: 'open' },
    },
  },
});

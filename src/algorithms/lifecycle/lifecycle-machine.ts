/**
 * The modes of a server process and what leads from one to another. Delays are named; how long each is, its options say.
 *
 *   stopped —START→ starting —startupDelay→ ready —DRAIN→ draining —IDLE→ stopping —cleanupDelay→ stopped
 *   DRAIN also arms KILL after `grace`; CRASH and HANG at any time of a life; WAKE_… back to where it hung
 *
 * Source: POSIX signals; Kubernetes pod termination. O(1), about 20 µs per change. Known failure: it does not know how much
 * of a delay was left when the process hung, so who drives it must keep that.
 */
import { cancel, raise, setup } from 'xstate';
import { type Micros, microsPerSecond } from '../../base/units.ts';

export type LifecycleMode = 'starting' | 'ready' | 'draining' | 'stopping' | 'stopped' | 'crashed' | 'hung';

export interface LifecycleContext {
  readonly startupDelay: Micros;
  readonly grace: Micros;
  readonly cleanupDelay: Micros;
}

/** XState's own names for a delay that has passed. */
export const startupDelayPassed = 'xstate.after.startupDelay.serverLifecycle.starting';
export const cleanupDelayPassed = 'xstate.after.cleanupDelay.serverLifecycle.stopping';

export type LifecycleMachineEvent =
  | { readonly type: 'START' | 'DRAIN' | 'IDLE' | 'KILL' | 'CRASH' | 'HANG' }
  | { readonly type: 'WAKE_STARTING' | 'WAKE_READY' | 'WAKE_DRAINING' | 'WAKE_STOPPING' };

export type LifecycleChange =
  | LifecycleMachineEvent['type']
  | typeof startupDelayPassed
  | typeof cleanupDelayPassed;

const mortal = { CRASH: 'crashed', HANG: 'hung' } as const;

export const serverLifecycleMachine = setup({
  types: {
    context: {} as LifecycleContext,
    events: {} as LifecycleMachineEvent,
  },
  delays: {
    startupDelay: ({ context }): Micros => context.startupDelay,
    grace: ({ context }): Micros => context.grace,
    cleanupDelay: ({ context }): Micros => context.cleanupDelay,
  },
  actions: {
    killAfterGrace: raise({ type: 'KILL' }, { delay: 'grace', id: 'kill' }),
    cancelKill: cancel('kill'),
  },
}).createMachine({
  id: 'serverLifecycle',
  // What `create` takes when told nothing. Plain, so that the whole configuration may be sent to whoever draws it.
  context: { startupDelay: 0, grace: 30 * microsPerSecond, cleanupDelay: 0 },
  initial: 'stopped',
  states: {
    stopped: { entry: 'cancelKill', on: { START: 'starting' } },
    starting: {
      after: { startupDelay: 'ready' },
      on: { DRAIN: { target: 'stopping', actions: 'killAfterGrace' }, ...mortal },
    },
    ready: { on: { DRAIN: { target: 'draining', actions: 'killAfterGrace' }, ...mortal } },
    draining: { on: { IDLE: 'stopping', KILL: 'crashed', ...mortal } },
    stopping: { after: { cleanupDelay: 'stopped' }, on: { KILL: 'crashed', ...mortal } },
    crashed: { entry: 'cancelKill', on: { START: 'starting' } },
    hung: {
      on: {
        CRASH: 'crashed',
        KILL: 'crashed',
        WAKE_STARTING: 'starting',
        WAKE_READY: 'ready',
        WAKE_DRAINING: 'draining',
        WAKE_STOPPING: 'stopping',
      },
    },
  },
});

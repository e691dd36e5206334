/**
 * The steps of a failover at the sentinel that leads it, or tries to. Each step but one is taken by a run of the timer,
 * at most one per run; the promotion itself is noticed in the replica's next INFO. Source: Redis Sentinel 7.0,
 * sentinelFailoverStateMachine. O(1). Known failure: once the promotion has been seen there is no way back, only forward.
 */
import { type EventFrom, setup } from 'xstate';
import { changeMode } from '../hybrid.ts';

export type FailoverPhase =
  | 'none'
  | 'waitStart'
  | 'selectReplica'
  | 'sendPromotion'
  | 'waitPromotion'
  | 'reconfigureReplicas'
  | 'updateConfig';

export const failoverMachine = setup({
  types: {
    events: {} as
      | { type: 'START' }
      | { type: 'ELECTED' }
      | { type: 'CHOSEN' }
      | { type: 'PROMOTION_SENT' }
      | { type: 'PROMOTION_SEEN' }
      | { type: 'RECONFIGURED' }
      | { type: 'ABORT' }
      | { type: 'SUPERSEDED' },
  },
}).createMachine({
  id: 'failover',
  initial: 'none',
  states: {
    none: { on: { START: 'waitStart' } },
    waitStart: { on: { ELECTED: 'selectReplica', ABORT: 'none', SUPERSEDED: 'none' } },
    selectReplica: { on: { CHOSEN: 'sendPromotion', ABORT: 'none', SUPERSEDED: 'none' } },
    sendPromotion: { on: { PROMOTION_SENT: 'waitPromotion', ABORT: 'none', SUPERSEDED: 'none' } },
    waitPromotion: { on: { PROMOTION_SEEN: 'reconfigureReplicas', ABORT: 'none', SUPERSEDED: 'none' } },
    reconfigureReplicas: { on: { RECONFIGURED: 'updateConfig', SUPERSEDED: 'none' } },
    // Adopting the new primary in this sentinel's own books ends the failover, whoever brought the news.
    updateConfig: { on: { SUPERSEDED: 'none' } },
  },
});

export function changePhase(
  phase: FailoverPhase,
  type: EventFrom<typeof failoverMachine>['type'],
): FailoverPhase {
  return changeMode(failoverMachine, phase, { type });
}

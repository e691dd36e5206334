/**
 * One step of a failover per run of the timer. The machine says which steps exist; this file does them. Source: Redis
 * Sentinel 7.0. O(nodes + sentinels). Known failure: a leader that dies midway leaves the rest to the next attempt,
 * which comes two failover timeouts after this one began.
 */
import { assertUnreachable } from '../../base/assert.ts';
import { changePhase } from './failover-machine.ts';
import { reconfigureNext } from './reconfiguration.ts';
import { chooseReplica } from './replica-choice.ts';
import type { AbortReason, NodeView, Sentinel } from './sentinel-types.ts';
import { desyncDelay, type Turn } from './turn.ts';
import { tally } from './votes.ts';

type PhaseEvent = Parameters<typeof changePhase>[1];

export function movePhase(s: Sentinel, turn: Turn, event: PhaseEvent): void {
  s.phase = changePhase(s.phase, event);
  s.phaseAt = turn.now;
}

/** Starts an attempt if the primary is agreed down, none is running and the last is two failover timeouts old. */
export function startIfDue(s: Sentinel, primary: NodeView, turn: Turn): boolean {
  if (primary.mode !== 'agreed' || s.phase !== 'none') return false;
  if (turn.now - s.attemptedAt < 2 * s.options.failoverTimeout) return false;
  movePhase(s, turn, 'START');
  s.epoch += 1;
  s.failoverEpoch = s.epoch;
  s.attemptedAt = turn.now + desyncDelay(s, turn);
  turn.actions.push({ type: 'electionStarted', epoch: s.epoch });
  return true;
}

export function stepFailover(s: Sentinel, turn: Turn): void {
  switch (s.phase) {
    case 'none':
    case 'updateConfig':
      return;
    case 'waitStart':
      waitForElection(s, turn);
      return;
    case 'selectReplica':
      selectReplica(s, turn);
      return;
    case 'sendPromotion':
      sendPromotion(s, turn);
      return;
    case 'waitPromotion':
      abortIfLate(s, turn);
      return;
    case 'reconfigureReplicas':
      reconfigureNext(s, turn);
      return;
    default:
      assertUnreachable(s.phase);
  }
}

function waitForElection(s: Sentinel, turn: Turn): void {
  const { index, electionTimeout, failoverTimeout } = s.options;
  const { leader, votes, needed, rival } = tally(s, turn, s.failoverEpoch);
  const epoch = s.failoverEpoch;
  if (leader === index) {
    movePhase(s, turn, 'ELECTED');
    turn.actions.push({ type: 'leaderElected', epoch, votes, needed });
  } else if (turn.now - s.attemptedAt > Math.min(electionTimeout, failoverTimeout)) {
    const reason = rival || leader !== undefined ? 'otherLeader' : 'noMajority';
    turn.actions.push({ type: 'electionLost', epoch, reason, votes, needed });
    abort(s, turn);
  }
}

function selectReplica(s: Sentinel, turn: Turn): void {
  const choice = chooseReplica(s, turn.now);
  if (choice === undefined) {
    fail(s, turn, 'noGoodReplica');
    return;
  }
  s.promoted = choice.replica;
  movePhase(s, turn, 'CHOSEN');
  turn.actions.push({ type: 'replicaChosen', ...choice });
}

function sendPromotion(s: Sentinel, turn: Turn): void {
  const promoted = s.promoted === undefined ? undefined : s.nodes[s.promoted];
  if (promoted === undefined || !promoted.link.connected) {
    abortIfLate(s, turn);
    return;
  }
  movePhase(s, turn, 'PROMOTION_SENT');
  turn.actions.push({ type: 'promote', to: promoted.id }, { type: 'promotionSent', replica: promoted.id });
}

function abortIfLate(s: Sentinel, turn: Turn): void {
  if (turn.now - s.phaseAt > s.options.failoverTimeout) fail(s, turn, 'promotionTimeout');
}

function fail(s: Sentinel, turn: Turn, reason: AbortReason): void {
  turn.actions.push({ type: 'failoverAborted', epoch: s.failoverEpoch, reason });
  abort(s, turn);
}

function abort(s: Sentinel, turn: Turn): void {
  movePhase(s, turn, 'ABORT');
  s.promoted = undefined;
}

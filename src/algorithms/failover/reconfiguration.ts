/**
 * After the promotion: point the remaining replicas at the new primary, a few at a time, and finish when every reachable
 * one follows it or time is up. Source: Redis Sentinel 7.0, sentinelFailoverReconfNextSlave. O(nodes). Unlike Redis, one
 * given up for late is not told once more. Known failure: a replica that cannot be reached is left behind and put right
 * later, when it is seen following the wrong node; and reconfigureTimeout acts only while fewer than parallelSyncs are
 * under way, so that as many stuck ones hold up the others until failoverTimeout.
 */
import { assert } from '../../base/assert.ts';
import { changePhase } from './failover-machine.ts';
import type { NodeInfo, NodeView, Sentinel } from './sentinel-types.ts';
import type { Turn } from './turn.ts';

export function reconfigureNext(s: Sentinel, turn: Turn): void {
  let busy = s.nodes.filter(isUnderway).length;
  for (const node of s.nodes) {
    // Before the look at the timeout, as in Redis.
    if (busy >= s.options.parallelSyncs) break;
    if (!isOther(s, node) || node.reconfiguration === 'done') continue;
    if (node.reconfiguration === 'sent' && turn.now - node.reconfiguredAt > s.options.reconfigureTimeout) {
      node.reconfiguration = 'done';
    }
    if (node.reconfiguration !== 'none' || !node.link.connected) continue;
    send(s, node, turn);
    busy += 1;
  }
  finishIfDone(s, turn);
}

/** A replica's own word that it has been told, and that it is in sync with the new primary. */
export function noteProgress(s: Sentinel, node: NodeView, info: NodeInfo, turn: Turn): void {
  if (node.reconfiguration === 'sent' && info.follows === s.promoted) node.reconfiguration = 'inProgress';
  if (node.reconfiguration === 'inProgress' && info.primaryLinkUp) {
    node.reconfiguration = 'done';
    turn.actions.push({ type: 'reconfigurationDone', replica: node.id });
  }
}

function finishIfDone(s: Sentinel, turn: Turn): void {
  const promoted = s.promoted === undefined ? undefined : s.nodes[s.promoted];
  if (promoted === undefined || promoted.mode !== 'up') return;
  const isLate = turn.now - s.phaseAt > s.options.failoverTimeout;
  const isComplete = s.nodes.every(
    (node) => !isOther(s, node) || node.reconfiguration === 'done' || node.mode !== 'up',
  );
  if (!isComplete && !isLate) return;
  s.phase = changePhase(s.phase, 'RECONFIGURED');
  s.phaseAt = turn.now;
  turn.actions.push({ type: 'failoverEnded', epoch: s.failoverEpoch, complete: isComplete });
  if (!isLate) return;
  for (const node of s.nodes) {
    if (isOther(s, node) && node.reconfiguration === 'none' && node.link.connected) send(s, node, turn);
  }
}

function send(s: Sentinel, node: NodeView, turn: Turn): void {
  assert(s.promoted !== undefined, 'replicas are reconfigured only after a promotion');
  node.reconfiguration = 'sent';
  node.reconfiguredAt = turn.now;
  turn.actions.push(
    { type: 'reconfigure', to: node.id, follow: s.promoted },
    { type: 'reconfigurationSent', replica: node.id, primary: s.promoted },
  );
}

function isOther(s: Sentinel, node: NodeView): boolean {
  return node.id !== s.primary && node.id !== s.promoted;
}

function isUnderway(node: NodeView): boolean {
  return node.reconfiguration === 'sent' || node.reconfiguration === 'inProgress';
}

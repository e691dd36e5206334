/**
 * What a sentinel makes of a data node's INFO: it notices the promotion it ordered, and puts right nodes whose role
 * disagrees with the configuration: a returned old primary (after four announce periods of insisting) and a replica of
 * the wrong node (after a failover timeout). Source: Redis Sentinel 7.0. O(1). Known failure: INFO comes each 10 s, so
 * a returned old primary takes writes for about 10 s, and none of those survive.
 */
import type { Micros } from '../../base/units.ts';
import { movePhase } from './failover-steps.ts';
import { noteProgress } from './reconfiguration.ts';
import type { NodeInfo, NodeView, Sentinel } from './sentinel-types.ts';
import { save, type Turn } from './turn.ts';
import { announceSoon } from './watching.ts';

const announcePeriodsOfInsisting = 4;

export function absorbInfo(s: Sentinel, node: NodeView, info: NodeInfo, turn: Turn, isTilted: boolean): void {
  if (info.role === 'replica' && info.follows !== node.info?.follows) node.followsSince = turn.now;
  node.info = info;
  node.infoAt = turn.now;
  node.infoAskedAt = undefined;
  noteRole(s, node, info, turn);
  if (isTilted || node.id === s.primary) return;
  if (info.role === 'primary') {
    if (node.id === s.promoted && s.phase === 'waitPromotion') seePromotion(s, node, turn);
    else convertIfInsisting(s, node, turn);
    return;
  }
  if (info.follows !== s.primary) repairIfAstray(s, node, turn);
  noteProgress(s, node, info, turn);
}

function noteRole(s: Sentinel, node: NodeView, info: NodeInfo, turn: Turn): void {
  if (info.role === node.role) return;
  node.role = info.role;
  node.roleSince = turn.now;
  if (info.role === 'replica') node.followsSince = turn.now;
  const expected = (info.role === 'primary') === (node.id === s.primary);
  turn.actions.push({ type: 'roleSeen', node: node.id, role: info.role, expected });
}

function seePromotion(s: Sentinel, node: NodeView, turn: Turn): void {
  s.configEpoch = s.failoverEpoch;
  movePhase(s, turn, 'PROMOTION_SEEN');
  save(s, turn);
  turn.actions.push({ type: 'promotedSeen', replica: node.id, epoch: s.configEpoch });
  announceSoon(s);
}

function convertIfInsisting(s: Sentinel, node: NodeView, turn: Turn): void {
  const wait = announcePeriodsOfInsisting * s.options.announcePeriod;
  if (node.id === s.promoted || !isPrimarySane(s, turn.now)) return;
  if (turn.now - node.suspectedAt <= wait || turn.now - node.roleSince <= wait) return;
  turn.actions.push(
    { type: 'reconfigure', to: node.id, follow: s.primary },
    { type: 'convertToReplica', node: node.id, primary: s.primary },
  );
}

function repairIfAstray(s: Sentinel, node: NodeView, turn: Turn): void {
  const wait = s.options.failoverTimeout;
  if (!isPrimarySane(s, turn.now)) return;
  if (turn.now - node.suspectedAt <= wait || turn.now - node.followsSince <= wait) return;
  turn.actions.push(
    { type: 'reconfigure', to: node.id, follow: s.primary },
    { type: 'reconfigurationSent', replica: node.id, primary: s.primary },
  );
}

function isPrimarySane(s: Sentinel, now: Micros): boolean {
  const primary = s.nodes[s.primary];
  if (primary === undefined) return false;
  return (
    primary.role === 'primary' && primary.mode === 'up' && now - primary.infoAt < 2 * s.options.infoPeriod
  );
}

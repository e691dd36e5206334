/**
 * Which replica becomes the primary: among those that look healthy, lowest priority number, then most data, then
 * smallest run id. Source: Redis Sentinel 7.0, sentinelSelectSlave. O(nodes). Known failure: the offset is as old as
 * the replica's last INFO, so a replica that fell behind since can still win.
 */
import { assert } from '../../base/assert.ts';
import type { Micros } from '../../base/units.ts';
import type { NodeInfo, NodeView, ReplicaChoiceReason, Sentinel } from './sentinel-types.ts';

export interface ReplicaChoice {
  readonly replica: number;
  /** What decided between it and the runner-up. */
  readonly by: ReplicaChoiceReason;
}

export function chooseReplica(s: Sentinel, now: Micros): ReplicaChoice | undefined {
  const ranked = s.nodes.filter((node) => isPromotable(s, node, now)).sort((a, b) => compare(a, b).order);
  const [best, second] = ranked;
  if (best === undefined) return undefined;
  return { replica: best.id, by: second === undefined ? 'onlyCandidate' : compare(best, second).by };
}

function isPromotable(s: Sentinel, node: NodeView, now: Micros): boolean {
  const { pingPeriod, infoPeriod, downAfter } = s.options;
  const primary = s.nodes[s.primary];
  if (node.id === s.primary || primary === undefined || node.info === undefined) return false;
  if (node.mode !== 'up' || !node.link.connected || now - node.link.pongedAt > 5 * pingPeriod) return false;
  const isPrimaryDown = primary.mode !== 'up';
  const oldestInfo = isPrimaryDown ? 5 * pingPeriod : 3 * infoPeriod;
  const longestWithoutPrimary = 10 * downAfter + (isPrimaryDown ? now - primary.suspectedAt : 0);
  return (
    node.info.priority > 0 &&
    now - node.infoAt <= oldestInfo &&
    node.info.primaryLinkDownFor <= longestWithoutPrimary
  );
}

function compare(a: NodeView, b: NodeView): { order: number; by: ReplicaChoiceReason } {
  const first = infoOf(a);
  const second = infoOf(b);
  if (first.priority !== second.priority) return { order: first.priority - second.priority, by: 'priority' };
  if (first.offset !== second.offset) return { order: second.offset - first.offset, by: 'offset' };
  return { order: first.runId - second.runId || a.id - b.id, by: 'id' };
}

function infoOf(node: NodeView): NodeInfo {
  assert(node.info !== undefined, 'a candidate has reported');
  return node.info;
}

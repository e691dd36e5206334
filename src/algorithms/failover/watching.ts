/**
 * The monitoring half of a sentinel's timer: keep a connection to everything watched, PING it each second, ask data
 * nodes for INFO each 10 s (replicas each second when it matters), announce the known configuration each 2 s.
 * Source: Redis Sentinel 7.0. O(1) per watched thing per run. Unlike Redis, an unanswered INFO is repeated once per
 * ping period instead of once per run of the timer; what follows from the answers is the same. Known
 * failure: all of it stops while the process does, so whoever was stopped must not judge (tilt).
 */
import type { Micros } from '../../base/units.ts';
import { connectIfDue, isPingDue, longAgo, ping } from './link.ts';
import type { Announcement, NodeView, Party, Sentinel, Watched } from './sentinel-types.ts';
import type { Turn } from './turn.ts';

export function watchNode(s: Sentinel, node: NodeView, turn: Turn): void {
  keepConnected(s, node, 'node', node.id, turn);
  if (!node.link.connected) return;
  if (isInfoDue(s, node, turn.now)) {
    node.infoAskedAt = turn.now;
    turn.actions.push({ type: 'info', to: node.id });
  }
  pingAndAnnounce(s, node, 'node', node.id, turn);
}

export function watchPeer(s: Sentinel, peer: Watched, index: number, turn: Turn): void {
  keepConnected(s, peer, 'sentinel', index, turn);
  if (peer.link.connected) pingAndAnnounce(s, peer, 'sentinel', index, turn);
}

/** What this sentinel holds to be the primary now; a leader names its promoted replica before adopting it. */
export function announcement(s: Sentinel): Announcement {
  const promoting = s.phase === 'reconfigureReplicas' || s.phase === 'updateConfig';
  const primary = promoting && s.promoted !== undefined ? s.promoted : s.primary;
  return { from: s.options.index, epoch: s.epoch, primary, configEpoch: s.configEpoch };
}

/** Makes the next run of the timer announce to everyone. */
export function announceSoon(s: Sentinel): void {
  for (const node of s.nodes) node.announcedAt = longAgo;
  for (const peer of s.peers) peer.announcedAt = longAgo;
}

function keepConnected(s: Sentinel, watched: Watched, party: Party, to: number, turn: Turn): void {
  if (!connectIfDue(watched.link, turn.now, s.options.pingPeriod)) return;
  ping(watched.link, turn.now);
  turn.actions.push({ type: 'connect', party, to }, { type: 'ping', party, to });
}

function pingAndAnnounce(s: Sentinel, watched: Watched, party: Party, to: number, turn: Turn): void {
  const { now, actions } = turn;
  if (isPingDue(watched.link, now, Math.min(s.options.pingPeriod, s.options.downAfter))) {
    ping(watched.link, now);
    actions.push({ type: 'ping', party, to });
  }
  if (now - watched.announcedAt > s.options.announcePeriod) {
    watched.announcedAt = now;
    actions.push({ type: 'announce', party, to, news: announcement(s) });
  }
}

function isInfoDue(s: Sentinel, node: NodeView, now: Micros): boolean {
  const { pingPeriod, infoPeriod, urgentInfoPeriod } = s.options;
  if (node.infoAskedAt !== undefined && now - node.infoAskedAt < pingPeriod) return false;
  const isUrgent =
    node.id !== s.primary &&
    (s.nodes[s.primary]?.mode === 'agreed' || s.phase !== 'none' || (node.info?.primaryLinkDownFor ?? 0) > 0);
  return now - node.infoAt > (isUrgent ? urgentInfoPeriod : infoPeriod);
}

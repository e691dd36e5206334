/**
 * A sentinel's state: how it begins, what of it outlives the process, and how a new configuration replaces the old one.
 * Source: Redis Sentinel 7.0, whose periods the defaults are. O(nodes + sentinels) to make, O(1) to look something up.
 * Known failure: how many sentinels there are is told once; Redis learns it from announcements and never forgets one.
 */
import { atLeast, insist, positive, readOptions, whole } from '../../base/options.ts';
import { type Micros, microsPerSecond } from '../../base/units.ts';
import { movePhase } from './failover-steps.ts';
import { createLink, longAgo } from './link.ts';
import type { NodeView, Party, PeerView, Sentinel, SentinelOptions, Watched } from './sentinel-types.ts';
import { save, type Turn } from './turn.ts';

const tiltPeriod: Micros = 30 * microsPerSecond;

const defaults = {
  parallelSyncs: 1,
  pingPeriod: microsPerSecond,
  infoPeriod: 10 * microsPerSecond,
  urgentInfoPeriod: microsPerSecond,
  askPeriod: microsPerSecond,
  announcePeriod: 2 * microsPerSecond,
  electionTimeout: 10 * microsPerSecond,
  reconfigureTimeout: 10 * microsPerSecond,
  maxDesync: microsPerSecond,
  saveTime: 0,
};

const ranges = {
  index: whole(0),
  sentinels: whole(1),
  quorum: whole(1),
  nodes: whole(1),
  primary: whole(0),
  now: atLeast(0),
  downAfter: positive,
  failoverTimeout: positive,
  parallelSyncs: whole(1),
  pingPeriod: positive,
  infoPeriod: positive,
  urgentInfoPeriod: positive,
  askPeriod: positive,
  announcePeriod: positive,
  electionTimeout: positive,
  reconfigureTimeout: positive,
  maxDesync: atLeast(0),
  saveTime: atLeast(0),
};

/** @throws OptionError for an option outside its range. */
export function create(given: SentinelOptions): Sentinel {
  const options = readOptions<Required<SentinelOptions>, SentinelOptions>(given, defaults, ranges);
  const { index, sentinels, quorum, nodes, primary, now } = options;
  insist(index < sentinels, 'index', '0 … sentinels − 1', index);
  insist(quorum <= sentinels, 'quorum', '1 … sentinels', quorum);
  insist(primary < nodes, 'primary', '0 … nodes − 1', primary);
  return {
    options,
    primary,
    nodes: Array.from({ length: nodes }, (_, id) => createNode(id, primary, now)),
    peers: Array.from({ length: sentinels }, (_, other) => createPeer(other, now)).filter(
      (peer) => peer.index !== index,
    ),
    epoch: 0,
    configEpoch: 0,
    votedFor: undefined,
    votedEpoch: 0,
    phase: 'none',
    failoverEpoch: 0,
    attemptedAt: longAgo,
    phaseAt: longAgo,
    promoted: undefined,
    saidNoQuorum: false,
    tickedAt: now,
    nextTick: now,
    tiltedAt: longAgo,
  };
}

/** A new process with what the old one had saved: configuration, epochs and the spent vote; all else is forgotten. */
export function restart(s: Sentinel, now: Micros): void {
  const { epoch, configEpoch, votedEpoch, primary } = s;
  Object.assign(s, create({ ...s.options, primary, now }), { epoch, configEpoch, votedEpoch });
}

/** Everything known about the nodes belonged to the old configuration: connections and clocks start afresh. */
export function adopt(s: Sentinel, primary: number, by: 'leader' | 'announcement', turn: Turn): void {
  turn.actions.push({ type: 'switched', from: s.primary, to: primary, epoch: s.configEpoch, by });
  if (s.phase !== 'none') movePhase(s, turn, 'SUPERSEDED');
  s.primary = primary;
  s.promoted = undefined;
  s.attemptedAt = longAgo;
  s.saidNoQuorum = false;
  s.nodes = s.nodes.map((node) => createNode(node.id, primary, turn.now));
  for (const peer of s.peers) {
    peer.agrees = false;
    peer.vote = undefined;
  }
  save(s, turn);
}

/** Judging is suspended after a run of the timer that came far too late. */
export function isTilted(s: Sentinel, now: Micros): boolean {
  return now - s.tiltedAt < tiltPeriod;
}

export function nodeOf(s: Sentinel, id: number): NodeView {
  const node = s.nodes[id];
  insist(node !== undefined, 'id', 'a data node, 0 … nodes − 1', id);
  return node;
}

export function peerOf(s: Sentinel, index: number): PeerView {
  const peer = s.peers.find((other) => other.index === index);
  insist(peer !== undefined, 'index', 'another sentinel of the group', index);
  return peer;
}

export function watchedOf(s: Sentinel, party: Party, id: number): Watched {
  return party === 'node' ? nodeOf(s, id) : peerOf(s, id);
}

function createNode(id: number, primary: number, now: Micros): NodeView {
  return {
    id,
    link: createLink(now),
    mode: 'up',
    suspectedAt: longAgo,
    announcedAt: longAgo,
    infoAt: longAgo,
    infoAskedAt: undefined,
    info: undefined,
    role: id === primary ? 'primary' : 'replica',
    roleSince: now,
    followsSince: now,
    reconfiguration: 'none',
    reconfiguredAt: longAgo,
  };
}

function createPeer(index: number, now: Micros): PeerView {
  const link = createLink(now);
  const watched = { link, mode: 'up' as const, suspectedAt: longAgo, announcedAt: longAgo };
  return { ...watched, index, agrees: false, repliedAt: longAgo, vote: undefined, voteEpoch: 0 };
}

/**
 * One sentinel of a group that watches a primary with its replicas, and replaces the primary when it is gone: a
 * re-make, in our own names, of Redis Sentinel 7.0 (sdown = suspected, odown = agreed). The caller runs `tick` when
 * `nextDue` says so and ferries messages; each verb appends what to send and what to tell, and returns how long the
 * process was busy: all of it leaves at `now` plus that. Cost: O(nodes + sentinels) per tick, O(1) per message.
 * Invariant: at most one leader per epoch. Known failure: replication is asynchronous, so writes that the chosen
 * replica had not received are lost, and a cut-off primary goes on accepting writes until it is converted.
 */
import { assert } from '../../base/assert.ts';
import { type Micros, microsPerMilli, microsPerSecond } from '../../base/units.ts';
import { movePhase, startIfDue, stepFailover } from './failover-steps.ts';
import { createLink, longAgo, lose, pong } from './link.ts';
import { absorbInfo } from './node-info.ts';
import type {
  Announcement,
  Ask,
  AskReply,
  NodeInfo,
  NodeView,
  Party,
  PeerView,
  Sentinel,
  SentinelAction,
  SentinelOptions,
  Watched,
} from './sentinel-types.ts';
import { askOthers, judgeAgreement, judgeSilence } from './suspicion.ts';
import { beginTurn, save, type Turn } from './turn.ts';
import { vote } from './votes.ts';
import { watchNode, watchPeer } from './watching.ts';

export { failoverMachine } from './failover-machine.ts';
export type * from './sentinel-types.ts';
export { sentinelViewMachine } from './sentinel-view.ts';

/** A timer this late means that the process was stopped or the clock jumped: judge nothing for a while. */
const tiltTrigger: Micros = 2 * microsPerSecond;
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

/** Uniform draws in [0, 1) for one run of the timer; `desync` counts only if a failover starts or a vote is given. */
export interface TickDraws {
  readonly interval: number;
  readonly desync: number;
}

/** Redis redraws its rate before each run, 10 … 19 Hz, so that sentinels started together drift apart. */
export function tickInterval(draw: number): Micros {
  return Math.floor(1000 / (10 + Math.floor(draw * 10))) * microsPerMilli;
}

export function create(given: SentinelOptions): Sentinel {
  const options = { ...defaults, ...given };
  const { index, sentinels, quorum, nodes, primary, now, downAfter, failoverTimeout } = options;
  assert(Number.isInteger(sentinels) && sentinels >= 1, 'sentinels: a whole number of at least 1');
  assert(Number.isInteger(index) && index >= 0 && index < sentinels, 'index: 0 … sentinels − 1');
  assert(Number.isInteger(quorum) && quorum >= 1 && quorum <= sentinels, 'quorum: 1 … sentinels');
  assert(Number.isInteger(primary) && primary >= 0 && primary < nodes, 'primary: 0 … nodes − 1');
  assert(downAfter > 0 && failoverTimeout > 0, 'downAfter, failoverTimeout: more than 0');
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

export function nextDue(s: Sentinel): Micros {
  return s.nextTick;
}

/** One run of the timer, due or not. First the primary, then replicas, then the other sentinels, as in Redis. */
export function tick(s: Sentinel, now: Micros, draws: TickDraws, actions: SentinelAction[]): Micros {
  const turn = beginTurn(now, actions, draws.desync);
  if (now - s.tickedAt > tiltTrigger) {
    s.tiltedAt = now;
    actions.push({ type: 'tilted' });
  }
  s.tickedAt = now;
  const judging = !isTilted(s, now);
  const primary = nodeOf(s, s.primary);
  watchNode(s, primary, turn);
  if (judging) runPrimary(s, primary, turn);
  for (const node of s.nodes) {
    if (node === primary) continue;
    watchNode(s, node, turn);
    if (judging) judgeSilence(s, node, 'node', node.id, turn);
  }
  for (const peer of s.peers) {
    watchPeer(s, peer, peer.index, turn);
    if (judging) judgeSilence(s, peer, 'sentinel', peer.index, turn);
  }
  if (s.phase === 'updateConfig' && s.promoted !== undefined) adopt(s, s.promoted, 'leader', turn);
  s.nextTick = now + turn.busy + tickInterval(draws.interval);
  return turn.busy;
}

/** Runs the timer if it is due. */
export function advance(s: Sentinel, now: Micros, draws: TickDraws, actions: SentinelAction[]): Micros {
  return now < s.nextTick ? 0 : tick(s, now, draws, actions);
}

export function onPong(s: Sentinel, party: Party, id: number, now: Micros): void {
  pong(watchedOf(s, party, id).link, now);
}

/** The connection broke, or could not be made: the other side is not running. */
export function onLinkLost(s: Sentinel, party: Party, id: number): void {
  const watched = watchedOf(s, party, id);
  lose(watched.link);
  if (party === 'node') nodeOf(s, id).infoAskedAt = undefined;
}

export function onInfo(
  s: Sentinel,
  id: number,
  info: NodeInfo,
  now: Micros,
  actions: SentinelAction[],
): Micros {
  const turn = beginTurn(now, actions);
  absorbInfo(s, nodeOf(s, id), info, turn, isTilted(s, now));
  return turn.busy;
}

/** Another sentinel asks whether the primary is down here too, and, with a candidate, for this sentinel's vote. */
export function onAsk(s: Sentinel, ask: Ask, now: Micros, desync: number, actions: SentinelAction[]): Micros {
  const turn = beginTurn(now, actions, desync);
  const isKnown = ask.suspect === s.primary;
  const isDown = isKnown && !isTilted(s, now) && nodeOf(s, ask.suspect).mode !== 'up';
  const wantsVote = isKnown && ask.candidate !== undefined;
  if (wantsVote) vote(s, turn, ask.epoch, ask.candidate);
  const reply = {
    from: s.options.index,
    isDown,
    leader: wantsVote ? s.votedFor : undefined,
    leaderEpoch: wantsVote ? s.votedEpoch : 0,
  };
  actions.push({ type: 'reply', to: ask.from, reply });
  return turn.busy;
}

export function onAskReply(s: Sentinel, reply: AskReply, now: Micros): void {
  const peer = peerOf(s, reply.from);
  peer.repliedAt = now;
  peer.agrees = reply.isDown;
  if (reply.leader === undefined) return;
  peer.vote = reply.leader;
  peer.voteEpoch = reply.leaderEpoch;
}

/** A newer configuration wins, wherever it comes from. */
export function onAnnouncement(
  s: Sentinel,
  news: Announcement,
  now: Micros,
  actions: SentinelAction[],
): Micros {
  const turn = beginTurn(now, actions);
  if (news.epoch > s.epoch) {
    s.epoch = news.epoch;
    save(s, turn);
  }
  if (news.configEpoch > s.configEpoch) {
    s.configEpoch = news.configEpoch;
    if (news.primary !== s.primary) adopt(s, news.primary, 'announcement', turn);
  }
  return turn.busy;
}

function runPrimary(s: Sentinel, primary: NodeView, turn: Turn): void {
  judgeSilence(s, primary, 'node', primary.id, turn);
  judgeAgreement(s, primary, turn);
  if (startIfDue(s, primary, turn)) askOthers(s, primary, turn, true);
  stepFailover(s, turn);
  askOthers(s, primary, turn, false);
}

/** Everything known about the nodes belonged to the old configuration: connections and clocks start afresh. */
function adopt(s: Sentinel, primary: number, by: 'leader' | 'announcement', turn: Turn): void {
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

function isTilted(s: Sentinel, now: Micros): boolean {
  return now - s.tiltedAt < tiltPeriod;
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

function nodeOf(s: Sentinel, id: number): NodeView {
  const node = s.nodes[id];
  assert(node !== undefined, 'node: 0 … nodes − 1');
  return node;
}

function peerOf(s: Sentinel, index: number): PeerView {
  const peer = s.peers.find((other) => other.index === index);
  assert(peer !== undefined, 'sentinel: another one of the group');
  return peer;
}

function watchedOf(s: Sentinel, party: Party, id: number): Watched {
  return party === 'node' ? nodeOf(s, id) : peerOf(s, id);
}

/**
 * What reaches a sentinel: answers to its PINGs, INFOs and questions, and what other sentinels ask and announce. Each
 * verb that may say something appends it to `actions` and returns how long the process was busy.
 * Source: Redis Sentinel 7.0 (`SENTINEL is-master-down-by-addr`, the `__sentinel__:hello` channel). O(1) but for a
 * newer configuration, which is O(nodes). Known failure: a message says how things were when it was sent; nothing here
 * can tell a late one from a fresh one, so answers count for a while and announcements by their epoch.
 */
import type { Micros } from '../../base/units.ts';
import { lose, pong } from './link.ts';
import { absorbInfo } from './node-info.ts';
import { adopt, isTilted, nodeOf, peerOf, watchedOf } from './sentinel-state.ts';
import type {
  Announcement,
  Ask,
  AskReply,
  NodeInfo,
  Party,
  Sentinel,
  SentinelAction,
} from './sentinel-types.ts';
import { beginTurn, save } from './turn.ts';
import { vote } from './votes.ts';

/** A data node or sentinel answered a PING. */
export function onPong(s: Sentinel, party: Party, id: number, now: Micros): void {
  pong(watchedOf(s, party, id).link, now);
}

/** The connection broke, or could not be made: the other side is not running. */
export function onLinkLost(s: Sentinel, party: Party, id: number): void {
  const watched = watchedOf(s, party, id);
  lose(watched.link);
  if (party === 'node') nodeOf(s, id).infoAskedAt = undefined;
}

/** A data node answered INFO. */
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

/** Another sentinel answered what it was asked. */
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

/**
 * Electing the one sentinel that may act, in an epoch: one vote per epoch, first come first served, and a leader needs
 * a majority of all sentinels ever known and at least the quorum. Source: Redis Sentinel 7.0 (Raft's election without
 * its log). O(sentinels). Known failure: rivals that start together can split the votes, and then nobody acts until
 * the next attempt, two failover timeouts later.
 */
import type { Sentinel } from './sentinel-types.ts';
import { desyncDelay, save, type Turn } from './turn.ts';

export interface Tally {
  readonly leader: number | undefined;
  /** Own votes, and what a leader needs. */
  readonly votes: number;
  readonly needed: number;
  readonly rival: boolean;
}

function votesNeeded(s: Sentinel): number {
  return Math.max(Math.floor(s.options.sentinels / 2) + 1, s.options.quorum);
}

/** Gives this sentinel's vote of `epoch` to `candidate` unless it is spent. The vote that stands is in the state. */
export function vote(s: Sentinel, turn: Turn, epoch: number, candidate: number): void {
  if (epoch > s.epoch) {
    s.epoch = epoch;
    save(s, turn);
  }
  if (s.votedEpoch >= epoch || s.epoch > epoch) return;
  s.votedFor = candidate;
  s.votedEpoch = epoch;
  save(s, turn);
  turn.actions.push({ type: 'voted', candidate, epoch });
  // Whoever votes for another leaves it the time to act.
  if (candidate !== s.options.index) s.attemptedAt = turn.now + desyncDelay(s, turn);
}

/**
 * Counts the votes known here for `epoch`, casting the own vote last: for whoever is ahead, or for itself. Redis 7 counts
 * votes of its present epoch instead, which may be a later one: those would make a second leader of `epoch`.
 */
export function tally(s: Sentinel, turn: Turn, epoch: number): Tally {
  const counts = new Array<number>(s.options.sentinels).fill(0);
  for (const peer of s.peers) {
    if (peer.vote !== undefined && peer.voteEpoch === epoch) counts[peer.vote]! += 1;
  }
  vote(s, turn, epoch, leaderOf(counts) ?? s.options.index);
  if (s.votedFor !== undefined && s.votedEpoch === epoch) counts[s.votedFor]! += 1;
  const ahead = leaderOf(counts);
  const needed = votesNeeded(s);
  const votes = counts[s.options.index] ?? 0;
  const leader = ahead !== undefined && (counts[ahead] ?? 0) >= needed ? ahead : undefined;
  return {
    leader,
    votes,
    needed,
    rival: counts.some((count, index) => index !== s.options.index && count > 0),
  };
}

function leaderOf(counts: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const [index, count] of counts.entries()) {
    if (count > 0 && (best === undefined || count > (counts[best] ?? 0))) best = index;
  }
  return best;
}

/**
 * One sentinel of a group that watches a primary with its replicas, and replaces the primary when it is gone: a
 * re-make, in our own names, of Redis Sentinel (sdown = suspected, odown = agreed). The caller runs `advance` when
 * `nextDue` says so and ferries messages; each verb appends what to send and what to tell, and returns how long the
 * process was busy: all of it leaves at `now` plus that.
 *
 *   suspected  ⟺  the oldest unanswered PING is older than downAfter;   agreed  ⟺  suspected by ≥ quorum sentinels
 *   leader of an epoch  ⟺  votes ≥ max(⌊sentinels / 2⌋ + 1, quorum), one vote per sentinel and epoch: at most one
 *
 * Source: Redis 7.0.15 `sentinel.c`, and "High availability with Redis Sentinel". O(nodes + sentinels) per run of the
 * timer, O(1) per message. Known failure: replication is asynchronous, so writes that the chosen replica had not received
 * are lost, and a cut-off primary goes on accepting writes until it is converted.
 */
import { type Micros, microsPerMilli, microsPerSecond } from '../../base/units.ts';
import { startIfDue, stepFailover } from './failover-steps.ts';
import { adopt, isTilted, nodeOf } from './sentinel-state.ts';
import type { NodeView, Sentinel, SentinelAction } from './sentinel-types.ts';
import { askOthers, judgeAgreement, judgeSilence } from './suspicion.ts';
import { beginTurn, type Turn } from './turn.ts';
import { watchNode, watchPeer } from './watching.ts';

export { failoverMachine } from './failover-machine.ts';
export { onAnnouncement, onAsk, onAskReply, onInfo, onLinkLost, onPong } from './messages.ts';
export { create, restart } from './sentinel-state.ts';
export type * from './sentinel-types.ts';
export { sentinelViewMachine } from './sentinel-view.ts';

/** A timer this late means that the process was stopped or the clock jumped: judge nothing for a while. */
const tiltTrigger: Micros = 2 * microsPerSecond;

/** Uniform draws in [0, 1) for one run of the timer; `desync` counts only if a failover starts or a vote is given. */
export interface TickDraws {
  readonly interval: number;
  readonly desync: number;
}

/** Redis redraws its rate before each run, 10 … 19 Hz, so that sentinels started together drift apart. */
export function tickInterval(draw: number): Micros {
  return Math.floor(1000 / (10 + Math.floor(draw * 10))) * microsPerMilli;
}

/** When its timer runs next. */
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

function runPrimary(s: Sentinel, primary: NodeView, turn: Turn): void {
  judgeSilence(s, primary, 'node', primary.id, turn);
  judgeAgreement(s, primary, turn);
  if (startIfDue(s, primary, turn)) askOthers(s, primary, turn, true);
  stepFailover(s, turn);
  askOthers(s, primary, turn, false);
}

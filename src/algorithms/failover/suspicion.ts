/**
 * From silence to agreement. A sentinel suspects what has not answered for downAfter, or a primary that calls itself a
 * replica for too long; while it suspects the primary it asks the other sentinels once a second, and agrees when the
 * quorum suspects it at the same time. Source: Redis Sentinel 7.0. O(sentinels). Known failure: answers are valid for
 * five ask periods, so agreement is about "lately", not about one instant.
 */
import type { Micros } from '../../base/units.ts';
import { closeIfSilent, silence } from './link.ts';
import type { NodeView, Party, Sentinel, Watched } from './sentinel-types.ts';
import { changeView } from './sentinel-view.ts';
import type { Turn } from './turn.ts';

/** Patience before it is told that agreement will not come: longer than the spread of honest suspicions. */
const askPeriodsBeforeComplaint = 3;
const askPeriodsValid = 5;

export function judgeSilence(s: Sentinel, watched: Watched, party: Party, id: number, turn: Turn): void {
  const silentFor = silence(watched.link, turn.now);
  closeIfSilent(watched.link, turn.now, s.options.downAfter);
  const isDown =
    silentFor > s.options.downAfter || (party === 'node' && id === s.primary && isAbdicated(s, turn.now));
  if (isDown === (watched.mode !== 'up')) return;
  if (isDown) {
    watched.mode = changeView(watched.mode, 'SUSPECT');
    watched.suspectedAt = turn.now;
    turn.actions.push({ type: 'suspected', party, id, silentFor });
    return;
  }
  if (watched.mode === 'agreed') {
    watched.mode = changeView(watched.mode, 'DISAGREE');
    turn.actions.push({ type: 'agreementLost', node: id });
  }
  watched.mode = changeView(watched.mode, 'CLEAR');
  s.saidNoQuorum = party === 'node' && id === s.primary ? false : s.saidNoQuorum;
  turn.actions.push({ type: 'suspicionCleared', party, id });
}

export function judgeAgreement(s: Sentinel, primary: NodeView, turn: Turn): void {
  if (primary.mode === 'up') return;
  const { quorum, askPeriod } = s.options;
  const agree = 1 + s.peers.filter((peer) => peer.agrees).length;
  if (agree >= quorum && primary.mode === 'suspected') {
    primary.mode = changeView(primary.mode, 'AGREE');
    turn.actions.push({ type: 'agreed', node: primary.id, agree, quorum });
  } else if (agree < quorum && primary.mode === 'agreed') {
    primary.mode = changeView(primary.mode, 'DISAGREE');
    turn.actions.push({ type: 'agreementLost', node: primary.id });
  }
  if (agree >= quorum || s.saidNoQuorum) return;
  if (turn.now - primary.suspectedAt <= askPeriodsBeforeComplaint * askPeriod) return;
  s.saidNoQuorum = true;
  const reachable = 1 + s.peers.filter((peer) => peer.link.connected && peer.mode === 'up').length;
  turn.actions.push({ type: 'quorumNotReached', node: primary.id, agree, quorum, reachable });
}

/** Asks every connected sentinel whose last answer is an ask period old, or all of them when `forced`. */
export function askOthers(s: Sentinel, primary: NodeView, turn: Turn, forced: boolean): void {
  const { askPeriod, index } = s.options;
  for (const peer of s.peers) {
    const age = turn.now - peer.repliedAt;
    if (age > askPeriodsValid * askPeriod) {
      peer.agrees = false;
      peer.vote = undefined;
    }
    if (primary.mode === 'up' || !peer.link.connected || (!forced && age < askPeriod)) continue;
    const candidate = s.phase === 'none' ? undefined : index;
    const ask = { from: index, suspect: primary.id, epoch: s.epoch, candidate };
    turn.actions.push({ type: 'ask', to: peer.index, ask });
  }
}

function isAbdicated(s: Sentinel, now: Micros): boolean {
  const primary = s.nodes[s.primary];
  const { downAfter, infoPeriod } = s.options;
  return primary?.role === 'replica' && now - primary.roleSince > downAfter + 2 * infoPeriod;
}

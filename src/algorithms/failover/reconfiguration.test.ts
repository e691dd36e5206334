// One promoted replica and two others that never say they follow it: who is told when, and when the failover ends.
import { describe, expect, it } from 'vitest';
import { reconfigureNext } from './reconfiguration.ts';
import * as sentinel from './sentinel.ts';
import { beginTurn } from './turn.ts';

const second = 1_000_000;

/** What happens to data nodes 2 and 3, with its second, when the timer runs each second. */
function story(parallelSyncs: number): string[] {
  const s = sentinel.create({
    index: 0,
    sentinels: 3,
    quorum: 2,
    nodes: 4,
    primary: 0,
    now: 0,
    downAfter: second,
    failoverTimeout: 60 * second,
    parallelSyncs,
  });
  Object.assign(s, { phase: 'reconfigureReplicas', promoted: 1, phaseAt: 0 });
  for (const node of s.nodes) node.link.connected = true;
  const told: string[] = [];
  for (let now = 0; s.phase === 'reconfigureReplicas'; now += second) {
    const actions: sentinel.SentinelAction[] = [];
    reconfigureNext(s, beginTurn(now, actions));
    for (const action of actions) {
      if (action.type === 'reconfigure') told.push(`${now / second} told ${action.to}`);
      if (action.type === 'failoverEnded') told.push(`${now / second} ended ${action.complete}`);
    }
  }
  return told;
}

describe('replicas that do not follow', () => {
  it('are given up after the reconfigure timeout while another could still be told', () => {
    expect(story(3)).toEqual(['0 told 2', '0 told 3', '11 ended true']);
  });

  it('hold up the others until the failover timeout if they are as many as parallelSyncs, as in Redis', () => {
    expect(story(2)).toEqual(['0 told 2', '0 told 3', '61 ended false']);
    expect(story(1)).toEqual(['0 told 2', '61 ended false', '61 told 3']);
  });
});

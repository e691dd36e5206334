// What Redis Sentinel calls the facts that our sentinel tells.
import type * as sentinel from '../../src/algorithms/failover/sentinel.ts';

type Named = readonly [name: string, detail: string];

/** The recordings' names for a fact, companions included: what Redis says in the same breath. */
export function redisNames(fact: sentinel.SentinelAction, primary: number): readonly Named[] {
  switch (fact.type) {
    case 'suspected':
      return [['+sdown', subject(fact.party, fact.id, primary)]];
    case 'suspicionCleared':
      return [['-sdown', subject(fact.party, fact.id, primary)]];
    case 'agreed':
      return [['+odown', `master #quorum ${fact.agree}/${fact.quorum}`]];
    case 'agreementLost':
      return [['-odown', 'master']];
    case 'electionStarted':
      return [['+try-failover', `master ${fact.epoch}`]];
    case 'voted':
      return [['+vote-for-leader', `${fact.candidate} ${fact.epoch}`]];
    case 'leaderElected':
      return [
        ['+elected-leader', `master ${fact.epoch}`],
        ['+failover-state-select-slave', 'master'],
      ];
    case 'electionLost':
      return [['-failover-abort-not-elected', 'master']];
    case 'replicaChosen':
      return [
        ['+selected-slave', `slave ${fact.replica}`],
        ['+failover-state-send-slaveof-noone', `slave ${fact.replica}`],
      ];
    case 'failoverAborted':
      return fact.reason === 'noGoodReplica'
        ? [['-failover-abort-no-good-slave', 'master']]
        : [['-failover-abort-slave-timeout', 'master']];
    case 'promotionSent':
      return [['+failover-state-wait-promotion', `slave ${fact.replica}`]];
    case 'promotedSeen':
      return [
        ['+promoted-slave', `slave ${fact.replica}`],
        ['+failover-state-reconf-slaves', 'master'],
      ];
    case 'reconfigurationSent':
      return [['+slave-reconf-sent', `slave ${fact.replica}`]];
    case 'reconfigurationDone':
      return [
        ['+slave-reconf-inprog', `slave ${fact.replica}`],
        ['+slave-reconf-done', `slave ${fact.replica}`],
      ];
    case 'failoverEnded':
      return [['+failover-end', 'master']];
    case 'switched':
      return [
        ...(fact.by === 'announcement' ? [['+config-update-from', 'sentinel'] as const] : []),
        ['+switch-master', `${fact.from} ${fact.to}`],
        ['+slave', 'slave'],
        ['+slave', 'slave'],
      ];
    case 'roleSeen':
      return [[fact.expected ? '+role-change' : '-role-change', `slave ${fact.node}`]];
    case 'convertToReplica':
      return [['+convert-to-slave', `slave ${fact.node}`]];
    default:
      return [];
  }
}

function subject(party: sentinel.Party, id: number, primary: number): string {
  if (party === 'sentinel') return `sentinel ${id}`;
  return `${id === primary ? 'master' : 'slave'} ${id}`;
}

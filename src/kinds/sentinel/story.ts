/**
 * Turns what one sentinel decides into story events, each caused by the one before: suspicion, agreement, election,
 * leader, choice, switch. The id of the switch travels with the announcement, so that everyone who acts on it can say why.
 */
import type * as sentinel from '../../algorithms/failover/sentinel.ts';
import type { Site } from '../../engine/model/site.ts';
import type { sentinelParameters } from './spec.ts';

type Fact = sentinel.SentinelFact;

export class SentinelStory {
  private readonly site: Site;
  private readonly nodes: readonly number[];
  private readonly peers: readonly number[];
  /** Story id of the suspicion of each component, by component index. */
  private suspicions: Record<number, number> = {};
  private agreedId = 0;
  private electionId = 0;
  private leaderId = 0;
  /** Of the replica choice; told to the replica with its promotion. */
  choiceId = 0;
  /** Of the last switch this sentinel made or heard of. */
  switchId = 0;

  constructor(site: Site, nodes: readonly number[], peers: readonly number[]) {
    this.site = site;
    this.nodes = nodes;
    this.peers = peers;
  }

  hearSwitch(storyId: number): void {
    if (storyId > this.switchId) this.switchId = storyId;
  }

  tell(fact: Fact): void {
    const { site } = this;
    const { now } = site;
    switch (fact.type) {
      case 'suspected': {
        const target = this.componentOf(fact.party, fact.id);
        const about = fact.party === 'sentinel' ? { sentinels: this.quorumLeft(target) } : {};
        const values = { target: site.nameOf(target), silentMicros: fact.silentFor, ...about };
        this.suspicions[target] = site.tell('suspected', now, this.rootOf(target), values);
        return;
      }
      case 'suspicionCleared': {
        const target = this.componentOf(fact.party, fact.id);
        // Whichever came last made it heard again.
        const causeId = Math.max(site.blame.returnOf(target), site.blame.healedWith(target));
        site.tell('suspicionCleared', now, causeId, { target: site.nameOf(target) });
        delete this.suspicions[target];
        return;
      }
      case 'agreed': {
        const target = this.nodeOf(fact.node);
        const values = { target: site.nameOf(target), agree: fact.agree, quorum: fact.quorum };
        this.agreedId = site.tell('agreedDown', now, this.suspicionOf(target), values);
        return;
      }
      case 'quorumNotReached': {
        const target = this.nodeOf(fact.node);
        const { agree, quorum, reachable } = fact;
        const values = {
          target: site.nameOf(target),
          agree,
          quorum,
          reachable,
          sentinels: this.peers.length,
        };
        site.tell('quorumNotReached', now, this.suspicionOf(target), values);
        return;
      }
      case 'electionStarted':
        this.electionId = site.tell('electionStarted', now, this.agreedId, { epoch: fact.epoch });
        return;
      case 'leaderElected': {
        const { epoch, votes, needed } = fact;
        this.leaderId = site.tell('leaderElected', now, this.electionId, { epoch, votes, needed });
        return;
      }
      case 'electionLost': {
        const { epoch, votes, needed } = fact;
        site.tell('electionLost', now, this.electionId, { epoch, votes, needed });
        return;
      }
      case 'replicaChosen': {
        const by = fact.by === 'onlyCandidate' ? ('only' as const) : fact.by;
        const values = { replica: site.nameOf(this.nodeOf(fact.replica)), by };
        this.choiceId = site.tell('replicaChosen', now, this.leaderId, values);
        return;
      }
      case 'failoverAborted':
        this.tellAbort(fact);
        return;
      case 'promotedSeen': {
        const to = this.nodeOf(fact.replica);
        const store = site.storeOf(to);
        const from = site.nameOf(store.previousPrimary);
        this.switchId = site.tell('switchAnnounced', now, store.electedBy, {
          from,
          to: site.nameOf(to),
          epoch: fact.epoch,
        });
        return;
      }
      case 'reconfigurationDone': {
        const replica = this.nodeOf(fact.replica);
        const primary = site.nameOf(site.storeOf(replica).primary);
        site.tell('replicaReconfigured', now, this.switchId, {
          replica: site.nameOf(replica),
          primary,
        });
        return;
      }
      default:
        return;
    }
  }

  save() {
    const { agreedId, electionId, leaderId, choiceId, switchId } = this;
    return {
      suspicions: { ...this.suspicions },
      ids: { agreedId, electionId, leaderId, choiceId, switchId },
    };
  }

  load(plain: ReturnType<SentinelStory['save']>): void {
    this.suspicions = { ...plain.suspicions };
    Object.assign(this, plain.ids);
  }

  private tellAbort(fact: Extract<Fact, { type: 'failoverAborted' }>): void {
    const { site } = this;
    if (fact.reason === 'noGoodReplica') {
      const replicas = this.nodes.length - 1;
      const isCache = site.has(this.nodeOf(0), 'cache');
      site.tell('noGoodReplica', site.now, this.leaderId, { replicas, isCache });
    } else {
      site.tell('failoverAborted', site.now, this.choiceId, { epoch: fact.epoch });
    }
  }

  private suspicionOf(target: number): number {
    return this.suspicions[target] ?? 0;
  }

  /** How many sentinels this one still hears, itself included, and how many a failover needs: a majority, and the quorum. */
  private quorumLeft(lost: number): { readonly left: number; readonly all: number; readonly needed: number } {
    const all = this.peers.length;
    const silent = this.peers.filter((peer) => peer === lost || this.suspicions[peer] !== undefined);
    const quorum = Math.min(this.site.config<typeof sentinelParameters>().quorum, all);
    return { left: all - silent.length, all, needed: Math.max(quorum, Math.floor(all / 2) + 1) };
  }

  /** Why a component is silent: its own trouble, or the cut between it and this sentinel. */
  private rootOf(target: number): number {
    return this.site.blame.troubleOf(target) || this.site.blame.cutTowards(target);
  }

  private componentOf(party: sentinel.Party, id: number): number {
    return party === 'node' ? this.nodeOf(id) : (this.peers[id] as number);
  }

  private nodeOf(id: number): number {
    return this.nodes[id] as number;
  }
}

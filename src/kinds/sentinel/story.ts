/**
 * Turns what one sentinel decides into story events, each caused by the one before: suspicion, agreement, election,
 * leader, choice, switch. The id of the switch travels with the announcement, so that everyone who acts on it can say why.
 */
import type * as sentinel from '../../algorithms/failover/sentinel.ts';
import type { World } from '../../engine/model/world.ts';

type Fact = sentinel.SentinelFact;

export class SentinelStory {
  private readonly world: World;
  private readonly owner: number;
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

  constructor(world: World, owner: number, nodes: readonly number[], peers: readonly number[]) {
    this.world = world;
    this.owner = owner;
    this.nodes = nodes;
    this.peers = peers;
  }

  hearSwitch(storyId: number): void {
    if (storyId > this.switchId) this.switchId = storyId;
  }

  tell(fact: Fact): void {
    const { world, owner } = this;
    const { story, now } = world;
    switch (fact.type) {
      case 'suspected': {
        const target = this.componentOf(fact.party, fact.id);
        const about = fact.party === 'sentinel' ? { sentinels: this.quorumLeft(target) } : {};
        const values = { target: world.idOf(target), silentMicros: fact.silentFor, ...about };
        this.suspicions[target] = story.tell('suspected', owner, now, this.rootOf(target), values);
        return;
      }
      case 'suspicionCleared': {
        const target = this.componentOf(fact.party, fact.id);
        const link = world.links.direction(owner, target) >> 1;
        // Whichever came last made it heard again.
        const causeId = Math.max(
          world.processes.startedBy[target] as number,
          world.links.healedBy[link] as number,
        );
        story.tell('suspicionCleared', owner, now, causeId, { target: world.idOf(target) });
        delete this.suspicions[target];
        return;
      }
      case 'agreed': {
        const target = this.nodeOf(fact.node);
        const values = { target: world.idOf(target), agree: fact.agree, quorum: fact.quorum };
        this.agreedId = story.tell('agreedDown', owner, now, this.suspicionOf(target), values);
        return;
      }
      case 'quorumNotReached': {
        const target = this.nodeOf(fact.node);
        const { agree, quorum, reachable } = fact;
        const values = { target: world.idOf(target), agree, quorum, reachable, sentinels: this.peers.length };
        story.tell('quorumNotReached', owner, now, this.suspicionOf(target), values);
        return;
      }
      case 'electionStarted':
        this.electionId = story.tell('electionStarted', owner, now, this.agreedId, { epoch: fact.epoch });
        return;
      case 'leaderElected': {
        const { epoch, votes, needed } = fact;
        this.leaderId = story.tell('leaderElected', owner, now, this.electionId, { epoch, votes, needed });
        return;
      }
      case 'electionLost': {
        const { epoch, votes, needed } = fact;
        story.tell('electionLost', owner, now, this.electionId, { epoch, votes, needed });
        return;
      }
      case 'replicaChosen': {
        const by = fact.by === 'onlyCandidate' ? ('only' as const) : fact.by;
        const values = { replica: world.idOf(this.nodeOf(fact.replica)), by };
        this.choiceId = story.tell('replicaChosen', owner, now, this.leaderId, values);
        return;
      }
      case 'failoverAborted':
        this.tellAbort(fact);
        return;
      case 'promotedSeen': {
        const to = this.nodeOf(fact.replica);
        const store = world.storeOf(to);
        const from = world.idOf(store.previousPrimary);
        this.switchId = story.tell('switchAnnounced', owner, now, store.electedBy, {
          from,
          to: world.idOf(to),
          epoch: fact.epoch,
        });
        return;
      }
      case 'reconfigurationDone': {
        const replica = this.nodeOf(fact.replica);
        const primary = world.idOf(world.storeOf(replica).primary);
        story.tell('replicaReconfigured', owner, now, this.switchId, {
          replica: world.idOf(replica),
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
    const { world, owner } = this;
    if (fact.reason === 'noGoodReplica') {
      const replicas = this.nodes.length - 1;
      const isCache = world.has(this.nodes[0] as number, 'cache');
      world.story.tell('noGoodReplica', owner, world.now, this.leaderId, { replicas, isCache });
    } else {
      world.story.tell('failoverAborted', owner, world.now, this.choiceId, { epoch: fact.epoch });
    }
  }

  private suspicionOf(target: number): number {
    return this.suspicions[target] ?? 0;
  }

  /** How many sentinels this one still hears, itself included, and how many a failover needs: a majority, and the quorum. */
  private quorumLeft(lost: number): { readonly left: number; readonly all: number; readonly needed: number } {
    const all = this.peers.length;
    const silent = this.peers.filter((peer) => peer === lost || this.suspicions[peer] !== undefined);
    const quorum = Math.min(this.world.value(this.owner, 'quorum'), all);
    return { left: all - silent.length, all, needed: Math.max(quorum, Math.floor(all / 2) + 1) };
  }

  /** Why a component is silent: its own trouble, or the cut between it and this sentinel. */
  private rootOf(target: number): number {
    const { links, processes } = this.world;
    const there = links.direction(this.owner, target);
    const back = links.direction(target, this.owner);
    return (processes.unwellBy[target] as number) || links.cutRoot(there) || links.cutRoot(back);
  }

  private componentOf(party: sentinel.Party, id: number): number {
    return party === 'node' ? this.nodeOf(id) : (this.peers[id] as number);
  }

  private nodeOf(id: number): number {
    return this.nodes[id] as number;
  }
}

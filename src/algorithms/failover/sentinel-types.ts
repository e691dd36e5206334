/**
 * What a sentinel knows, what it sends and what it has to tell. All of it is plain data; data nodes and sentinels are small
 * integers. Source: Redis Sentinel 7.0, `sentinelRedisInstance` and `instanceLink`, in our own names; the defaults are in
 * sentinel-state.ts.
 */
import type { Micros } from '../../base/units.ts';
import type { FailoverPhase } from './failover-machine.ts';
import type { Link } from './link.ts';
import type { ViewMode } from './sentinel-view.ts';

export interface SentinelOptions {
  /** Which sentinel this is, 0 … sentinels − 1. */
  readonly index: number;
  readonly sentinels: number;
  /** How many sentinels must suspect the primary before a failover is tried. */
  readonly quorum: number;
  /** Data nodes are 0 … nodes − 1. */
  readonly nodes: number;
  readonly primary: number;
  readonly now: Micros;
  readonly downAfter: Micros;
  readonly failoverTimeout: Micros;
  readonly parallelSyncs?: number;
  /** PINGs go out at the lower of this and downAfter; connections are retried at this pace. */
  readonly pingPeriod?: Micros;
  readonly infoPeriod?: Micros;
  /** INFO period of replicas while the primary is agreed down or being replaced. */
  readonly urgentInfoPeriod?: Micros;
  readonly askPeriod?: Micros;
  readonly announcePeriod?: Micros;
  readonly electionTimeout?: Micros;
  readonly reconfigureTimeout?: Micros;
  readonly maxDesync?: Micros;
  /** Writing epoch, vote and configuration to disk before anything that depends on them is said. */
  readonly saveTime?: Micros;
}

export type Role = 'primary' | 'replica';

/** What a data node says about itself. `runId` changes with every process start. */
export interface NodeInfo {
  readonly role: Role;
  readonly runId: number;
  /** 0 = never promote; lower is better. */
  readonly priority: number;
  readonly offset: number;
  /** The node it replicates from, and whether and since when that link is broken. Whole seconds in Redis. */
  readonly follows: number | undefined;
  readonly primaryLinkUp: boolean;
  readonly primaryLinkDownFor: Micros;
}

export interface Watched {
  readonly link: Link;
  mode: ViewMode;
  suspectedAt: Micros;
  announcedAt: Micros;
}

export interface NodeView extends Watched {
  readonly id: number;
  infoAt: Micros;
  infoAskedAt: Micros | undefined;
  info: NodeInfo | undefined;
  role: Role;
  roleSince: Micros;
  followsSince: Micros;
  reconfiguration: 'none' | 'sent' | 'inProgress' | 'done';
  reconfiguredAt: Micros;
}

/** Another sentinel: what it last said about the primary, and its last known vote. */
export interface PeerView extends Watched {
  readonly index: number;
  agrees: boolean;
  repliedAt: Micros;
  vote: number | undefined;
  voteEpoch: number;
}

export interface Sentinel {
  readonly options: Required<SentinelOptions>;
  primary: number;
  nodes: NodeView[];
  readonly peers: PeerView[];
  /** Highest epoch heard of; epoch of the adopted configuration; the one vote given, and in which epoch. */
  epoch: number;
  configEpoch: number;
  votedFor: number | undefined;
  votedEpoch: number;
  phase: FailoverPhase;
  failoverEpoch: number;
  /** Start of the last attempt, own or voted for, plus its desync. */
  attemptedAt: Micros;
  phaseAt: Micros;
  promoted: number | undefined;
  saidNoQuorum: boolean;
  tickedAt: Micros;
  nextTick: Micros;
  tiltedAt: Micros;
}

/** Who a message goes to or comes from. */
export type Party = 'node' | 'sentinel';

export interface Ask {
  readonly from: number;
  readonly suspect: number;
  readonly epoch: number;
  /** Set when the asker also wants a vote. */
  readonly candidate: number | undefined;
}

export interface AskReply {
  readonly from: number;
  readonly isDown: boolean;
  readonly leader: number | undefined;
  readonly leaderEpoch: number;
}

export interface Announcement {
  /** Who announces it. Nothing here turns on it; Redis learns from it which sentinels there are. */
  readonly from: number;
  readonly epoch: number;
  readonly primary: number;
  readonly configEpoch: number;
}

/** To be carried by whoever runs the sentinel. `connect` is answered only by `onLinkLost` if it is refused. */
export type SentinelMessage =
  | { readonly type: 'connect'; readonly party: Party; readonly to: number }
  | { readonly type: 'ping'; readonly party: Party; readonly to: number }
  | { readonly type: 'info'; readonly to: number }
  | { readonly type: 'ask'; readonly to: number; readonly ask: Ask }
  | { readonly type: 'reply'; readonly to: number; readonly reply: AskReply }
  | { readonly type: 'promote'; readonly to: number }
  | { readonly type: 'reconfigure'; readonly to: number; readonly follow: number }
  /** A node passes it on to every other sentinel connected to it. */
  | { readonly type: 'announce'; readonly party: Party; readonly to: number; readonly news: Announcement };

export type ElectionLoss = 'noMajority' | 'otherLeader';
export type AbortReason = 'noGoodReplica' | 'promotionTimeout';
export type ReplicaChoiceReason = 'onlyCandidate' | 'priority' | 'offset' | 'id';

/** What happened, for whoever watches. */
export type SentinelFact =
  /** `silentFor`: how long it has owed an answer. */
  | {
      readonly type: 'suspected';
      readonly party: Party;
      readonly id: number;
      readonly silentFor: Micros;
    }
  | { readonly type: 'suspicionCleared'; readonly party: Party; readonly id: number }
  | { readonly type: 'agreed'; readonly node: number; readonly agree: number; readonly quorum: number }
  | { readonly type: 'agreementLost'; readonly node: number }
  | {
      readonly type: 'quorumNotReached';
      readonly node: number;
      readonly agree: number;
      readonly quorum: number;
      readonly reachable: number;
    }
  | { readonly type: 'electionStarted'; readonly epoch: number }
  | { readonly type: 'voted'; readonly candidate: number; readonly epoch: number }
  | {
      readonly type: 'leaderElected';
      readonly epoch: number;
      readonly votes: number;
      readonly needed: number;
    }
  | {
      readonly type: 'electionLost';
      readonly epoch: number;
      readonly reason: ElectionLoss;
      readonly votes: number;
      readonly needed: number;
    }
  | { readonly type: 'replicaChosen'; readonly replica: number; readonly by: ReplicaChoiceReason }
  | { readonly type: 'failoverAborted'; readonly epoch: number; readonly reason: AbortReason }
  | { readonly type: 'promotionSent'; readonly replica: number }
  | { readonly type: 'promotedSeen'; readonly replica: number; readonly epoch: number }
  | { readonly type: 'reconfigurationSent'; readonly replica: number; readonly primary: number }
  | { readonly type: 'reconfigurationDone'; readonly replica: number }
  | { readonly type: 'failoverEnded'; readonly epoch: number; readonly complete: boolean }
  | {
      readonly type: 'switched';
      readonly from: number;
      readonly to: number;
      readonly epoch: number;
      readonly by: 'leader' | 'announcement';
    }
  | { readonly type: 'roleSeen'; readonly node: number; readonly role: Role; readonly expected: boolean }
  | { readonly type: 'convertToReplica'; readonly node: number; readonly primary: number }
  | { readonly type: 'tilted' };

export type SentinelAction = SentinelMessage | SentinelFact;

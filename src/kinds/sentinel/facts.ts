/** What the sentinels suspect, agree on and do. The teller is the sentinel. */
import {
  type FactDeclaration,
  type IntervalDeclaration,
  type RootMeaning,
  told,
  type ValuesFrom,
} from '../../engine/telemetry/fact.ts';
import type { Try } from '../../engine/telemetry/tries.ts';

export const failoverIntervals = {
  suspicion: { flapsWithin: 10_000_000 },
} as const satisfies Record<string, IntervalDeclaration>;

const detectSooner: Try = { id: 'detectSooner' };

type SuspectedValues = {
  target: 'component';
  silentMicros: 'micros';
  /** About another sentinel: how many are left in this one's eyes, of how many, and how many a failover needs. */
  'sentinels?': { left: 'count'; all: 'count'; needed: 'count' };
};

/** A dead replica is found out by the first refused call; what hangs, only by those who watch it. */
const unlessRefused = (
  { sentinels }: ValuesFrom<SuspectedValues>,
  { interval }: RootMeaning,
): Try | undefined =>
  sentinels === undefined && interval?.silences === 'component' ? detectSooner : undefined;

type NoQuorumValues = {
  target: 'component';
  agree: 'count';
  quorum: 'count';
  reachable: 'count';
  sentinels: 'count';
};

/** Without a majority of sentinels no leader can be elected; where the quorum can be reached, the others hear from the primary. */
const lowerQuorum = ({ agree, quorum, reachable, sentinels }: ValuesFrom<NoQuorumValues>): Try | undefined =>
  agree < 1 || reachable >= quorum || reachable * 2 <= sentinels
    ? undefined
    : { id: 'lowerQuorum', to: () => agree };

type Votes = { epoch: 'epoch'; votes: 'count'; needed: 'count' };
const untilElse = { within: 3_600_000_000, isAdjacent: true } as const;
const opinions = { within: 5_000_000, isAdjacent: true, by: ['target'], isOutOfPeers: true } as const;

export const failoverFacts = {
  suspected: {
    subject: 'component',
    named: 'target',
    tone: 'degraded',
    decidedBy: 'watcher',
    values: told<SuspectedValues>(),
    begins: 'suspicion',
    joins: opinions,
    isRecurrent: true,
    detects: { named: 'target', ofReplicas: true },
    isMootOnceReplaced: true,
    suggests: unlessRefused,
  },
  suspicionCleared: {
    subject: 'component',
    named: 'target',
    tone: 'healthy',
    decidedBy: 'watcher',
    values: told<{ target: 'component' }>(),
    ends: ['suspicion'],
    joins: opinions,
    isRecurrent: true,
  },
  agreedDown: {
    subject: 'component',
    named: 'target',
    tone: 'degraded',
    decidedBy: 'watcher',
    values: told<{ target: 'component'; agree: 'count'; quorum: 'count' }>(),
    joins: { within: 5_000_000, by: ['target'], isOutOfPeers: true },
    detects: { named: 'target' },
    suggests: () => detectSooner,
  },
  quorumNotReached: {
    subject: 'component',
    named: 'target',
    tone: 'degraded',
    decidedBy: 'watcher',
    values: told<NoQuorumValues>(),
    joins: { ...untilElse, by: ['target'] },
    isRecurrent: true,
    suggests: lowerQuorum,
  },
  electionStarted: {
    subject: 'store',
    tone: 'recovering',
    decidedBy: 'watcher',
    values: told<{ epoch: 'epoch' }>(),
    isRecurrent: true,
  },
  leaderElected: { subject: 'store', tone: 'recovering', decidedBy: 'watcher', values: told<Votes>() },
  electionLost: {
    subject: 'store',
    tone: 'degraded',
    decidedBy: 'watcher',
    values: told<Votes>(),
    joins: untilElse,
    isRecurrent: true,
  },
  replicaChosen: {
    subject: 'component',
    named: 'replica',
    tone: 'recovering',
    decidedBy: 'watcher',
    values: told<{ replica: 'component'; by: ['priority', 'offset', 'id', 'only'] }>(),
  },
  noGoodReplica: {
    subject: 'store',
    tone: 'down',
    decidedBy: 'watcher',
    values: told<{ replicas: 'count'; isCache: 'flag' }>(),
  },
  /** The chosen replica did not become primary in time. */
  failoverAborted: {
    subject: 'store',
    tone: 'degraded',
    decidedBy: 'watcher',
    values: told<{ epoch: 'epoch' }>(),
  },
  switchAnnounced: {
    subject: 'store',
    tone: 'recovering',
    decidedBy: 'watcher',
    values: told<{ from: 'component'; to: 'component'; epoch: 'epoch' }>(),
  },
  replicaReconfigured: {
    subject: 'component',
    named: 'replica',
    tone: 'recovering',
    decidedBy: 'watcher',
    values: told<{ replica: 'component'; primary: 'component' }>(),
    changes: 'role',
    joins: { within: 5_000_000, by: ['primary'] },
  },
} as const satisfies Record<string, FactDeclaration<keyof typeof failoverIntervals>>;

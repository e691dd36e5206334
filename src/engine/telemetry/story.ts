/**
 * Story events: the facts a person is told, each with the event that caused it. Text is made from them in i18n;
 * nothing here is language. Times are exact: a fact that becomes certain only later (an outage that began with
 * its third failure) carries the time at which it began, so the list is sorted by `time`, then `id`.
 */
import type { Micros } from '../../base/units.ts';
import type { FailureCause } from './causes.ts';

interface Fact<Kind extends string, Values extends object> {
  readonly kind: Kind;
  readonly values: Values;
}

/** Facts about processes and links, given by a person or a schedule. `forMicros` is absent for "until cleared". */
type FaultFact =
  /** `inside` calls had reached it and not ended: they break with it. */
  | Fact<'crashed', { readonly inside: number; readonly forMicros?: Micros }>
  | Fact<'starting', { readonly startupMicros: Micros; readonly wasRunning: boolean }>
  | Fact<'ready', { readonly downMicros: Micros }>
  | Fact<'hung', { readonly forMicros?: Micros }>
  | Fact<'resumed', { readonly hungMicros: Micros }>
  | Fact<'slowed', { readonly factor: number; readonly forMicros?: Micros }>
  | Fact<'slownessEnded', { readonly factor: number }>
  /** `component` is the near end, `to` the far end. */
  | Fact<'linkCut', { readonly to: string; readonly both: boolean; readonly forMicros?: Micros }>
  | Fact<'linkHealed', { readonly to: string; readonly both: boolean }>
  /** `component` has just died or hung, and `callers` components, `caller` the first, have nobody else to call. */
  | Fact<'noAlternative', { readonly caller: string; readonly callers: number }>
  | Fact<
      'parameterChanged',
      {
        readonly path: string;
        readonly from: number;
        readonly to: number;
        readonly unit: string;
        /** The names of a choice, by index. */
        readonly choices?: readonly string[];
      }
    >;

/** Facts a balancer decides. `component` is the balancer. */
type BalancerFact =
  /** `left` of `all` servers stay in rotation; `passedOn` calls that this one refused had gone to others meanwhile. */
  | Fact<
      'markedDown',
      {
        readonly server: string;
        readonly failedProbes: number;
        readonly left: number;
        readonly all: number;
        readonly passedOn: number;
      }
    >
  | Fact<
      'markedUp',
      { readonly server: string; readonly passedProbes: number; readonly left: number; readonly all: number }
    >;

/** Facts the sentinels decide. `component` is the sentinel, except for `promoted` and `convertedToReplica`. */
type FailoverFact =
  /** About another sentinel also how many are left in this one's eyes, of how many, and how many a failover needs. */
  | Fact<
      'suspected',
      {
        readonly target: string;
        readonly silentMicros: Micros;
        readonly sentinels?: { readonly left: number; readonly all: number; readonly needed: number };
      }
    >
  | Fact<'suspicionCleared', { readonly target: string }>
  | Fact<'agreedDown', { readonly target: string; readonly agree: number; readonly quorum: number }>
  | Fact<
      'quorumNotReached',
      {
        readonly target: string;
        readonly agree: number;
        readonly quorum: number;
        readonly reachable: number;
        readonly sentinels: number;
      }
    >
  | Fact<'electionStarted', { readonly epoch: number }>
  | Fact<'leaderElected', { readonly epoch: number; readonly votes: number; readonly needed: number }>
  | Fact<'electionLost', { readonly epoch: number; readonly votes: number; readonly needed: number }>
  | Fact<'replicaChosen', { readonly replica: string; readonly by: 'priority' | 'offset' | 'id' | 'only' }>
  | Fact<'noGoodReplica', { readonly replicas: number; readonly isCache: boolean }>
  /** The chosen replica did not become primary in time. */
  | Fact<'failoverAborted', { readonly epoch: number }>
  /** `component` is the replica that became primary; from now on it takes writes. */
  | Fact<'promoted', { readonly from: string; readonly by: string; readonly epoch: number }>
  | Fact<'switchAnnounced', { readonly from: string; readonly to: string; readonly epoch: number }>
  | Fact<'replicaReconfigured', { readonly replica: string; readonly primary: string }>
  /** `component` came back believing it is still primary. */
  | Fact<'oldPrimaryReturned', { readonly primary: string }>
  /** `component` was made a replica of `primary`; `discarded` is its own acknowledged writes thrown away since its return or cut. */
  | Fact<'convertedToReplica', { readonly primary: string; readonly by: string; readonly discarded: number }>;

/** Facts about clients of a replicated store and about data. */
type DataFact =
  | Fact<'clientSwitched', { readonly from: string; readonly to: string }>
  /** `component` reads from the others from now on, as a sentinel that suspects the node told it; and from it again. */
  | Fact<'replicaAvoided', { readonly replica: string; readonly left: number }>
  | Fact<'replicaUsedAgain', { readonly replica: string }>
  /** Acknowledged writes that the new primary never had. `component` is the node that had acknowledged them. */
  | Fact<'writesLost', { readonly count: number; readonly primary: string }>
  | Fact<'splitBrain', { readonly other: string }>
  /** `acknowledged` writes were confirmed by `component` while `other` was the elected primary. */
  | Fact<
      'splitBrainEnded',
      { readonly other: string; readonly acknowledged: number; readonly lastedMicros: Micros }
    >;

/** Facts about caches. */
type CacheFact =
  /** `component` (a client of the cache) goes on without it: 3 of its last 10 look-ups failed. */
  | Fact<'cachePassedThrough', { readonly cache: string; readonly failureCause: FailureCause }>
  /** ... and uses it again: 10 look-ups in a row went well, for a second. `cache` is the one that answers now. */
  | Fact<
      'cacheUsedAgain',
      {
        readonly cache: string;
        readonly passedThrough: number;
        /** Confirmed writes that went past it: of those keys it holds the old values, if it holds them. */
        readonly missedWrites: number;
        readonly lastedMicros: Micros;
      }
    >
  /** `component`, an edge cache, gets no answers from its origin any more: at least 10 reads in a row failed there, for a second. */
  | Fact<'originLost', { readonly origin: string; readonly failureCause: FailureCause }>
  /** ... and gets them again, from the first good one on. `hits` reads it had answered from what it held meanwhile. */
  | Fact<'originBack', { readonly origin: string; readonly hits: number; readonly lastedMicros: Micros }>
  /** `component` lost what it held in memory, and nobody has a copy that counts. */
  | Fact<'cacheEmptied', { readonly entries: number; readonly sessions: number }>
  /** What `component` had taken in and its successor `primary` never got. */
  | Fact<
      'cacheEntriesLost',
      { readonly entries: number; readonly sessions: number; readonly primary: string }
    >;

/** Facts about load. */
type LoadFact =
  /** `waitsFor`: at least half of its slots wait for others with a line as long as what they do at a time, most of all for this one. */
  /** `canConfirm`: so many replicas can, while writes there wait for more. */
  | Fact<
      'saturated',
      { readonly queueCapacity: number; readonly waitsFor?: string; readonly canConfirm?: number }
    >
  | Fact<'saturationEnded', { readonly rejected: number; readonly lastedMicros: Micros }>
  /** `component` is the users. A class counts as failing from its first failure once 3 of its last 10 ended requests failed. */
  | Fact<
      'requestsFailing',
      {
        readonly class: string;
        readonly failureCause: FailureCause;
        /** From the first failure to the one that made it certain: requests that ended, failures among them. */
        readonly ended: number;
        readonly failed: number;
        /** The same of the run before that: what ended since is the totals of the class less these. */
        readonly endedBefore: number;
        readonly failedBefore: number;
      }
    >
  /** ... and as answered again from the first of 10 good answers in a row, once that has lasted a second. */
  | Fact<
      'requestsResumed',
      {
        readonly class: string;
        /** From the first failure to the last: requests that ended, failures among them. */
        readonly ended: number;
        readonly failed: number;
        readonly lastedMicros: Micros;
      }
    >;

export type StoryFact = FaultFact | BalancerFact | FailoverFact | DataFact | CacheFact | LoadFact;
export type StoryKind = StoryFact['kind'];
export type ValuesOf<Kind extends StoryKind> = Extract<StoryFact, { kind: Kind }>['values'];

export type StoryEvent = StoryFact & {
  /** Rises with the order in which the engine learned the facts; stable under replay. */
  readonly id: number;
  readonly time: Micros;
  readonly component: string;
  /** The event that made this one happen, if the engine recorded one. */
  readonly causeId: number | undefined;
};

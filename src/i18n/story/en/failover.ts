/** English: what sentinels suspect, agree on and do. */

import type { ValuesOf } from '../../../engine/telemetry/story.ts';
import type { failoverFacts } from '../../../kinds/sentinel/facts.ts';
import { counted, partOf } from '../../en/counted.ts';
import { seconds } from '../../format.ts';
import type { FactTexts } from '../story-texts.ts';
import { outOf } from './phrases.ts';

const sentinels = ['sentinel', 'sentinels'] as const;

/** About suspected sentinels: how many are left in the eyes of the one that sees the fewest. */
const fewest = (all: readonly ValuesOf<'suspected'>[]): string | undefined => {
  const seen = all.flatMap(({ sentinels }) => (sentinels === undefined ? [] : [sentinels]));
  const least = seen.sort((a, b) => a.left - b.left)[0];
  if (least === undefined) return undefined;
  const left = partOf(least.left, least.all, sentinels, ['is left', 'are left']);
  return `${left}, a failover needs ${least.needed}`;
};

export const failover: FactTexts<keyof typeof failoverFacts> = {
  what: {
    suspected: ({ target }, component) => `${component} suspects ${target}`,
    suspicionCleared: ({ target }, component) => `${component} no longer suspects ${target}`,
    agreedDown: ({ target, agree }) =>
      `${counted(agree, 'sentinel agrees', 'sentinels agree')}: ${target} is down`,
    quorumNotReached: ({ agree, quorum, target }) =>
      `no quorum on ${target}: ${agree} of ${quorum} ${agree === 1 ? 'agrees' : 'agree'}`,
    electionStarted: ({ epoch }, component) => `${component} asks for votes, epoch ${epoch}`,
    leaderElected: ({ epoch }, component) => `${component} is elected leader, epoch ${epoch}`,
    electionLost: ({ epoch }, component) => `${component} is not elected, epoch ${epoch}`,
    replicaChosen: ({ replica }, component) => `${component} chooses ${replica}`,
    noGoodReplica: () => 'no replica can take over',
    failoverAborted: (_, component) => `${component} gives up this failover`,
    switchAnnounced: ({ to }, component) => `${component} announces ${to} as primary`,
    replicaReconfigured: ({ replica, primary }) => `${replica} now follows ${primary}`,
  },
  reason: {
    suspected: ({ silentMicros }) => `it has been silent for ${seconds(silentMicros)}`,
    suspicionCleared: () => 'it answered',
    agreedDown: ({ quorum }) => `that meets the quorum of ${quorum}`,
    quorumNotReached: ({ reachable, quorum, sentinels: all, target }) =>
      reachable < quorum
        ? `only ${partOf(reachable, all, sentinels, ['can be reached', 'can be reached'])}`
        : `the others still hear from ${target}`,
    leaderElected: ({ votes, needed }) => `it got ${counted(votes, 'vote', 'votes')} and needed ${needed}`,
    electionLost: ({ votes, needed }) => `it got ${counted(votes, 'vote', 'votes')} and needed ${needed}`,
    replicaChosen: ({ by }) =>
      ({
        priority: 'it has the best priority',
        offset: 'it has the newest data',
        id: 'all else is equal and its id comes first',
        only: 'it is the only good replica',
      })[by],
    noGoodReplica: ({ replicas }) =>
      [
        'there is none',
        'the only one is not reachable, fresh and allowed',
        `none of ${replicas} is reachable, fresh and allowed`,
      ][Math.min(replicas, 2)],
    failoverAborted: ({ epoch }) => `the chosen replica was not promoted in time, epoch ${epoch}`,
  },
  so: {
    suspected: (values) => fewest([values]),
    quorumNotReached: () => 'so no failover begins',
    noGoodReplica: ({ isCache }) =>
      isCache ? 'so the cache stays away and reads fall on the database' : 'so writes stay down',
  },
  together: {
    suspected: (count, of, [{ target }]) => `${outOf(count, of)} sentinels suspect ${target}`,
    agreedDown: (_, of, [{ target, agree }]) =>
      of === undefined
        ? `${counted(agree, 'sentinel agrees', 'sentinels agree')}: ${target} is down`
        : `${partOf(agree, of, sentinels, ['agrees', 'agree'])}: ${target} is down`,
    suspicionCleared: (count, of, [{ target }]) =>
      `${outOf(count, of)} sentinels no longer suspect ${target}`,
    replicaReconfigured: (count, _, [{ primary }]) => `${count} replicas now follow ${primary}`,
    quorumNotReached: (count, _, [{ target }]) => `${count} times no quorum on ${target}`,
    electionLost: (count) => `${count} elections without a winner`,
  },
  togetherSo: {
    suspected: (values) => fewest(values) ?? '',
  },
  moot: {
    suspected: ({ target }, since) =>
      `sentinels still hear nothing from ${target}${since === undefined ? '' : ` (down since ${since})`}`,
  },
};

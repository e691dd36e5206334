/** English: the story of a run. Pure functions of story events. */
import type { FailureCause } from '../engine/telemetry/causes.ts';
import { en } from './en/screen.ts';
import { duration, grouped, seconds } from './format.ts';
import type { StoryTexts } from './story/story-texts.ts';
import { changedParameter, valueText } from './story/value-text.ts';

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${grouped(count)} ${many}`;
const outOf = (count: number, of: number | undefined): string =>
  of === undefined ? String(count) : `${count} of ${of}`;
const classes = (id: string): string => en.classes[id] ?? id;
const lasting = (forMicros: number | undefined): string | undefined =>
  forMicros === undefined ? undefined : `for ${duration(forMicros)}`;

const failing: Readonly<Record<FailureCause, string>> = {
  refused: 'connections are refused',
  timedOut: 'calls time out',
  reset: 'connections break',
  rejectedByFullQueue: 'the waiting line is full',
  unroutable: 'no server is left to try',
  readOnly: 'they reach a node that is no primary',
  rejectedByRule: 'a rule of the edge drops them',
};

export const storyEn: StoryTexts = {
  what: {
    crashed: (_, component) => `${component} crashed`,
    starting: ({ wasRunning }, component) => `${component} is ${wasRunning ? 'restarted' : 'starting'}`,
    ready: (_, component) => `${component} serves again`,
    hung: (_, component) => `${component} hangs: accepts, never answers`,
    resumed: (_, component) => `${component} answers again`,
    slowed: ({ factor }, component) => `${component} takes ${factor}× as long`,
    slownessEnded: (_, component) => `${component} is at full speed again`,
    linkCut: ({ to, both }, component) =>
      both ? `${component} and ${to} are cut apart` : `messages from ${component} to ${to} vanish`,
    linkHealed: ({ to, both }, component) =>
      both ? `${component} and ${to} are connected again` : `messages from ${component} to ${to} pass again`,
    noAlternative: (_, component) => `nothing can take the place of ${component}`,
    parameterChanged: ({ path, from, to, unit }, component) => {
      const { owner, name } = changedParameter(path, component, en);
      return `${owner}: ${name} ${valueText(from, unit, path, en)}→${valueText(to, unit, path, en)}`;
    },
    markedDown: ({ server }, component) => `${component} took ${server} out of rotation`,
    markedUp: ({ server }, component) => `${component} put ${server} back in rotation`,
    suspected: ({ target }, component) => `${component} suspects ${target}`,
    suspicionCleared: ({ target }, component) => `${component} no longer suspects ${target}`,
    agreedDown: ({ target, agree }) =>
      `${counted(agree, 'sentinel agrees', 'sentinels agree')}: ${target} is down`,
    quorumNotReached: ({ agree, quorum, target }) => `no quorum on ${target}: ${agree} of ${quorum} agree`,
    electionStarted: ({ epoch }, component) => `${component} asks for votes, epoch ${epoch}`,
    leaderElected: ({ epoch }, component) => `${component} is elected leader, epoch ${epoch}`,
    electionLost: ({ epoch }, component) => `${component} is not elected, epoch ${epoch}`,
    replicaChosen: ({ replica }, component) => `${component} chooses ${replica}`,
    noGoodReplica: () => 'no replica can take over',
    failoverAborted: (_, component) => `${component} gives up this failover`,
    promoted: (_, component) => `${component} is promoted to primary`,
    switchAnnounced: ({ to }, component) => `${component} announces ${to} as primary`,
    replicaReconfigured: ({ replica, primary }) => `${replica} now follows ${primary}`,
    oldPrimaryReturned: (_, component) => `${component} is back and still takes writes`,
    convertedToReplica: ({ primary }, component) => `${component} becomes a replica of ${primary}`,
    clientSwitched: ({ to }, component) => `${component} now writes to ${to}`,
    writesLost: ({ count }) => counted(count, 'confirmed write is lost', 'confirmed writes are lost'),
    splitBrain: ({ other }, component) => `split brain: ${component} and ${other} take writes`,
    splitBrainEnded: () => 'the split brain is over',
    cachePassedThrough: ({ cache }, component) => `${component} goes on without ${cache}`,
    cacheUsedAgain: ({ cache }, component) => `${component} uses ${cache} again`,
    cacheEmptied: (_, component) => `${component} comes back empty`,
    cacheEntriesLost: ({ primary }) => `${primary} lacks the newest cache entries`,
    saturated: (_, component) => `${component} is saturated: its line is full`,
    saturationEnded: (_, component) => `${component} has room again`,
    requestsFailing: ({ class: id }) => `${classes(id)} are failing`,
    requestsResumed: ({ class: id }) => `${classes(id)} are answered again`,
  },
  reason: {
    markedDown: ({ failedProbes }) => `${counted(failedProbes, 'probe', 'probes in a row')} failed`,
    markedUp: ({ passedProbes }) => `${counted(passedProbes, 'probe', 'probes in a row')} passed`,
    suspected: ({ silentMicros }) => `it has been silent for ${seconds(silentMicros)}`,
    noAlternative: ({ callers }) =>
      `${counted(callers, 'component has', 'components have')} nobody else to call`,
    cachePassedThrough: ({ failureCause }) => failing[failureCause],
    suspicionCleared: () => 'it answered',
    agreedDown: ({ quorum }) => `that meets the quorum of ${quorum}`,
    quorumNotReached: ({ reachable, sentinels }) =>
      `only ${reachable} of ${sentinels} sentinels can be reached`,
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
      replicas === 0 ? 'there is none' : `none of ${replicas} is reachable, fresh and allowed`,
    failoverAborted: ({ epoch }) => `the chosen replica was not promoted in time, epoch ${epoch}`,
    promoted: ({ from, by }) => `${by} lets it replace ${from}`,
    oldPrimaryReturned: ({ primary }) => `it has not heard that ${primary} is primary now`,
    convertedToReplica: ({ by }) => `${by} told it to`,
    writesLost: ({ primary }, component) => `${component} confirmed them, ${primary} never had them`,
    saturated: ({ queueCapacity }) => `${counted(queueCapacity, 'request waits', 'requests wait')}`,
    requestsFailing: ({ failureCause }) => failing[failureCause],
  },
  so: {
    crashed: ({ forMicros }) => lasting(forMicros),
    hung: ({ forMicros }) => lasting(forMicros),
    slowed: ({ forMicros }) => lasting(forMicros),
    linkCut: ({ forMicros }) => lasting(forMicros),
    starting: ({ startupMicros }) => `ready in ${duration(startupMicros)}`,
    ready: ({ downMicros }) => `it had been gone for ${duration(downMicros)}`,
    resumed: ({ hungMicros }) => `it had hung for ${duration(hungMicros)}`,
    suspected: ({ sentinels }) =>
      sentinels === undefined
        ? undefined
        : `${sentinels.left} of ${sentinels.all} sentinels are left, a failover needs ${sentinels.needed}`,
    cachePassedThrough: () => 'so every read goes to the database',
    cacheUsedAgain: ({ passedThrough, lastedMicros }) =>
      `${counted(passedThrough, 'request', 'requests')} went without it in ${duration(lastedMicros)}`,
    cacheEmptied: ({ entries, sessions }) =>
      sessions === 0
        ? `${counted(entries, 'entry is', 'entries are')} gone`
        : `${counted(entries, 'entry', 'entries')} and ${counted(sessions, 'session', 'sessions')} are gone`,
    cacheEntriesLost: ({ entries, sessions }) =>
      `${counted(entries, 'entry', 'entries')} and ${counted(sessions, 'session', 'sessions')} are gone`,
    quorumNotReached: () => 'so no failover begins',
    noGoodReplica: () => 'so writes stay down',
    convertedToReplica: ({ discarded }) =>
      discarded > 0
        ? `so ${counted(discarded, 'write it had confirmed is', 'writes it had confirmed are')} thrown away`
        : undefined,
    splitBrain: (_, component) => `so every write ${component} confirms from now on will be lost`,
    splitBrainEnded: ({ acknowledged, lastedMicros }, component) =>
      `${component} confirmed ${counted(acknowledged, 'write', 'writes')} in ${duration(lastedMicros)}`,
    saturationEnded: ({ rejected, lastedMicros }) =>
      `${grouped(rejected)} were turned away in ${duration(lastedMicros)}`,
    requestsResumed: ({ class: id, failed, lastedMicros }) =>
      `${counted(failed, en.classOne[id] ?? id, classes(id))} failed in ${duration(lastedMicros)}`,
  },
  together: {
    suspected: (count, of, { target }) => `${outOf(count, of)} sentinels suspect ${target}`,
    agreedDown: (_, of, { target, agree }) => `${outOf(agree, of)} sentinels agree: ${target} is down`,
    suspicionCleared: (count, of, { target }) => `${outOf(count, of)} sentinels no longer suspect ${target}`,
    clientSwitched: (count, of, { to }) => `${outOf(count, of)} clients now write to ${to}`,
    replicaReconfigured: (count, _, { primary }) => `${count} replicas now follow ${primary}`,
    cachePassedThrough: (count, of, { cache }) => `${outOf(count, of)} clients go on without ${cache}`,
    cacheUsedAgain: (count, of, { cache }) => `${outOf(count, of)} clients use ${cache} again`,
    linkCut: (count) => `${count} connections are cut`,
    linkHealed: (count) => `${count} connections work again`,
    quorumNotReached: (count, _, { target }) => `${count} times no quorum on ${target}`,
    electionLost: (count) => `${count} elections without a winner`,
  },
  onAndOff: (id, times) => `${classes(id)} fail on and off, ${times} times`,
  failedInAll: (id, failed) => `${counted(failed, en.classOne[id] ?? id, classes(id))} failed`,
  stillSilent: (target, since) =>
    `sentinels still hear nothing from ${target}${since === undefined ? '' : ` (down since ${since})`}`,
  incident: {
    root: (what, at) => `${what} at ${at}`,
    cost: (id, failed, lasted) =>
      `${counted(failed, en.classOne[id] ?? id, classes(id))} failed in ${lasted}`,
    ongoing: (id, since) => `${classes(id)} failing since ${since}`,
    over: (at) => `answered again at ${at}`,
    harmless: 'no outage so far',
  },
  because: (grounds) => `because ${grounds.join(' · ')}`,
  spoken: (when, parts) => `${when}: ${parts.join(', ')}.`,
  tries: {
    detectSooner: (value) => `suspect after ${value} instead`,
    waitForReplica: (value) => `confirm writes after ${value} replica`,
    lowerQuorum: (value) => `let a quorum of ${value} do`,
    probeFaster: (value) => `probe every ${value} instead`,
    moreSlots: (value) => `serve ${value} at a time`,
  },
};

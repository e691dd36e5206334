/** English: the story of a run. Pure functions of story events. */
import type { FailureCause } from '../engine/telemetry/causes.ts';
import type { ValuesOf } from '../engine/telemetry/story.ts';
import type { Share } from '../session/story/share.ts';
import { en } from './en/screen.ts';
import { duration, grouped, seconds } from './format.ts';
import { placeWords } from './story/place-words.ts';
import type { StoryTexts } from './story/story-texts.ts';
import { changedParameter, valueText } from './story/value-text.ts';

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${grouped(count)} ${many}`;
const outOf = (count: number, of: number | undefined): string =>
  of === undefined ? String(count) : `${count} of ${of}`;
const classes = (id: string): string => en.classes[id] ?? id;
/** "all 243 requests" or "243 of 500 requests". */
const failedOf = ({ ended, failed }: Share, one = 'request', many = 'requests'): string =>
  failed === ended
    ? `${failed === 1 ? '' : 'all '}${counted(failed, one, many)}`
    : `${grouped(failed)} of ${counted(ended, one, many)}`;
const lasting = (forMicros: number | undefined): string | undefined =>
  forMicros === undefined ? undefined : `for ${duration(forMicros)}`;

/** More names than that make no headline. */
const fewNames = 3;
/** Each server once: in a group of events one may have gone and come back several times. */
const serversOf = (all: readonly { readonly server: string }[]): string => {
  const names = [...new Set(all.map(({ server }) => server))];
  const verb = names.length === 1 ? 'was' : 'were';
  return `${names.length <= fewNames ? names.join(', ') : `${names.length} servers`} ${verb}`;
};
/** A class at the beginning of a sentence; a name that has no words stays as it is. */
const atStart = (id: string): string => {
  const word = en.classes[id];
  return word === undefined ? id : word.slice(0, 1).toUpperCase() + word.slice(1);
};

/** About suspected sentinels: how many are left in the eyes of the one that sees the fewest. */
const fewest = (all: readonly ValuesOf<'suspected'>[]): string | undefined => {
  const seen = all.flatMap(({ sentinels }) => (sentinels === undefined ? [] : [sentinels]));
  const least = seen.sort((a, b) => a.left - b.left)[0];
  return least && `${least.left} of ${least.all} sentinels are left, a failover needs ${least.needed}`;
};

/** What clients did while the cache was away, added up. */
const absence = (all: readonly ValuesOf<'cacheUsedAgain'>[]): string => {
  const sum = (of: (one: ValuesOf<'cacheUsedAgain'>) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  const lasted = duration(Math.max(...all.map((one) => one.lastedMicros)));
  const passed = `${counted(
    sum((one) => one.passedThrough),
    'request',
    'requests',
  )} went without it in ${lasted}`;
  const missed = sum((one) => one.missedWrites);
  return missed === 0
    ? passed
    : `${passed}; it missed ${counted(missed, 'write', 'writes')} and may give old values until they expire`;
};

const failing: Readonly<Record<FailureCause, string>> = {
  refused: 'connections are refused',
  timedOut: 'calls time out',
  reset: 'connections break',
  rejectedByFullQueue: 'the waiting line is full',
  unroutable: 'no server is left to try',
  readOnly: 'they reach a node that is no primary',
  rejectedByRule: 'a rule of the edge drops them',
  connectionTableFull: 'no connection is left to open',
};

export const story: StoryTexts = {
  what: {
    crashed: (_, component) => `${component} crashed`,
    poweredOff: (_, component) => `${component} lost power`,
    placeLostPower: ({ place }) => `${placeWords(place, en.places)} lost power`,
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
    parameterChanged: ({ path, from, to, ...spec }, component) => {
      const { owner, name } = changedParameter(path, component, en);
      return `${owner}: ${name} ${valueText(from, spec, en)}→${valueText(to, spec, en)}`;
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
    oldPrimaryReturned: (_, component) => `${component} is back, still believing it is primary`,
    convertedToReplica: ({ primary }, component) => `${component} becomes a replica of ${primary}`,
    clientSwitched: ({ to }, component) => `${component} now writes to ${to}`,
    replicaAvoided: ({ replica }, component) => `${component} no longer reads from ${replica}`,
    replicaUsedAgain: ({ replica }, component) => `${component} reads from ${replica} again`,
    writesLost: ({ count }) => counted(count, 'confirmed write is lost', 'confirmed writes are lost'),
    splitBrain: ({ other }, component) => `split brain: ${component} and ${other} take writes`,
    splitBrainEnded: () => 'the split brain is over',
    cachePassedThrough: ({ cache }, component) => `${component} goes on without ${cache}`,
    cacheUsedAgain: ({ cache }, component) => `${component} uses ${cache} again`,
    originLost: ({ origin }, component) => `${component} gets nothing from ${origin}`,
    originBack: ({ origin }, component) => `${component} gets answers from ${origin} again`,
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
    noAlternative: ({ caller, callers }) =>
      callers === 1 ? `${caller} can call nobody else` : `${callers} components can call nobody else`,
    originLost: ({ failureCause }) => failing[failureCause],
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
    writesLost: ({ primary }, component) => `${component} had confirmed, ${primary} never received`,
    saturated: ({ queueCapacity, waitsFor }) =>
      `${counted(queueCapacity, 'request waits', 'requests wait')}${waitsFor === undefined ? '' : ` and its slots wait for ${waitsFor}`}`,
    requestsFailing: ({ failureCause }) => failing[failureCause],
  },
  so: {
    requestsFailing: ({ ended, failed }) =>
      failed === ended ? `the first ${ended} all failed` : `${failed} of the first ${ended} failed`,
    crashed: ({ inside, forMicros }) =>
      [
        ...(inside === 0 ? [] : [`${counted(inside, 'call inside breaks', 'calls inside break')}`]),
        ...(forMicros === undefined ? [] : [`for ${duration(forMicros)}`]),
      ].join(', ') || undefined,
    poweredOff: ({ inside, forMicros }) =>
      [
        'nothing there answers, not even with a refusal',
        ...(inside === 0 ? [] : [`${counted(inside, 'call inside is', 'calls inside are')} never answered`]),
        ...(forMicros === undefined ? [] : [`for ${duration(forMicros)}`]),
      ].join(', '),
    placeLostPower: ({ components, forMicros }) =>
      [
        `${counted(components, 'node there answers', 'nodes there answer')} nothing, not even with a refusal`,
        ...(forMicros === undefined ? [] : [`for ${duration(forMicros)}`]),
      ].join(', '),
    hung: ({ forMicros }) => lasting(forMicros),
    slowed: ({ forMicros }) => lasting(forMicros),
    linkCut: ({ forMicros }) => lasting(forMicros),
    starting: ({ startupMicros }) => `ready in ${duration(startupMicros)}`,
    ready: ({ downMicros }) => `it had been gone for ${duration(downMicros)}`,
    resumed: ({ hungMicros }) => `it had hung for ${duration(hungMicros)}`,
    suspected: (values) => fewest([values]),
    markedDown: ({ left, all, passedOn }) =>
      passedOn === 0
        ? `${left} of ${all} servers are left`
        : `until then ${counted(passedOn, 'refused call', 'refused calls')} went to others; ${left} of ${all} servers are left`,
    markedUp: ({ left, all }) => `${left} of ${all} servers are in rotation`,
    replicaAvoided: ({ left }) =>
      left === 0
        ? 'so the primary answers the reads'
        : `${counted(left, 'replica', 'replicas')} left for reads`,
    cachePassedThrough: () => 'so what it held comes from the database',
    cacheUsedAgain: (values) => absence([values]),
    originLost: () => 'so it answers only what it holds',
    originBack: ({ hits, lastedMicros }) =>
      `it answered ${counted(hits, 'read', 'reads')} by itself in ${duration(lastedMicros)}`,
    cacheEmptied: ({ entries, sessions }) =>
      sessions === 0
        ? `${counted(entries, 'entry is', 'entries are')} gone`
        : `${counted(entries, 'entry', 'entries')} and ${counted(sessions, 'session', 'sessions')} are gone`,
    cacheEntriesLost: ({ entries, sessions }) =>
      `${counted(entries, 'entry', 'entries')} and ${counted(sessions, 'session', 'sessions')} are gone`,
    quorumNotReached: () => 'so no failover begins',
    noGoodReplica: ({ isCache }) =>
      isCache ? 'so the cache stays away and reads fall on the database' : 'so writes stay down',
    convertedToReplica: ({ discarded }) =>
      discarded > 0
        ? `so ${counted(discarded, 'write it had confirmed is', 'writes it had confirmed are')} thrown away`
        : undefined,
    splitBrain: (_, component) => `so every write ${component} confirms from now on will be lost`,
    splitBrainEnded: ({ acknowledged, lastedMicros }, component) =>
      `${component} confirmed ${counted(acknowledged, 'write', 'writes')} in ${duration(lastedMicros)}`,
    saturationEnded: ({ rejected, lastedMicros }) =>
      `${grouped(rejected)} were turned away in ${duration(lastedMicros)}`,
    requestsResumed: ({ class: id, lastedMicros, ...share }) =>
      `${failedOf(share, en.classOne[id] ?? id, classes(id))} failed in ${duration(lastedMicros)}`,
  },
  together: {
    suspected: (count, of, [{ target }]) => `${outOf(count, of)} sentinels suspect ${target}`,
    agreedDown: (_, of, [{ target, agree }]) => `${outOf(agree, of)} sentinels agree: ${target} is down`,
    suspicionCleared: (count, of, [{ target }]) =>
      `${outOf(count, of)} sentinels no longer suspect ${target}`,
    clientSwitched: (count, of, [{ to }]) => `${outOf(count, of)} clients now write to ${to}`,
    replicaReconfigured: (count, _, [{ primary }]) => `${count} replicas now follow ${primary}`,
    replicaAvoided: (count, of, [{ replica }]) =>
      `${outOf(count, of)} clients no longer read from ${replica}`,
    replicaUsedAgain: (count, of, [{ replica }]) => `${outOf(count, of)} clients read from ${replica} again`,
    cachePassedThrough: (count, of, [{ cache }]) => `${outOf(count, of)} clients go on without ${cache}`,
    cacheUsedAgain: (count, of, [{ cache }]) => `${outOf(count, of)} clients use ${cache} again`,
    linkCut: (count) => `${count} connections are cut`,
    linkHealed: (count) => `${count} connections work again`,
    saturated: (count) => `${count} components are saturated: their lines are full`,
    saturationEnded: (count) => `${count} components have room again`,
    markedDown: (_count, _of, all) => `${serversOf(all)} taken out of rotation`,
    markedUp: (_count, _of, all) => `${serversOf(all)} put back into rotation`,
    quorumNotReached: (count, _, [{ target }]) => `${count} times no quorum on ${target}`,
    electionLost: (count) => `${count} elections without a winner`,
  },
  togetherSo: {
    saturationEnded: (values) =>
      `${grouped(values.reduce((sum, { rejected }) => sum + rejected, 0))} were turned away`,
    markedDown: ([{ left, all }]) => `${left} of ${all} servers are left`,
    markedUp: ([{ left, all }]) => `${left} of ${all} servers are in rotation`,
    cacheUsedAgain: (values) => absence(values),
    suspected: (values) => fewest(values) ?? '',
    replicaAvoided: (values) => {
      const left = Math.min(...values.map((one) => one.left));
      return left === 0
        ? 'so the primary answers the reads'
        : `${counted(left, 'replica', 'replicas')} left for reads`;
    },
  },
  aftermath: {
    title: 'What stays degraded',
    alone: (component) => `${component} is down and nothing can take its place: it has to be restarted`,
    servers: (group, left, all) => `${group} runs on ${left} of ${all} servers`,
    store: (group, left, all) => `${group} runs on ${left} of ${all} nodes`,
    lastNode: (group, node, all) =>
      `${group} runs on ${node} alone, 1 of ${all} nodes: if that goes too, nothing can take over`,
    nobody: (group) => `nobody is left in ${group}`,
    failing: (id, since, share) =>
      share.failed === share.ended
        ? `every ${en.classOne[id] ?? id} has failed since ${since}: ${grouped(share.failed)}`
        : `${classes(id)} failing since ${since}: ${failedOf(share, en.classOne[id] ?? id, classes(id))}`,
    sentinels: (group, left, all, needed) =>
      left < needed
        ? `${left} of ${all} left in ${group}, a failover needs ${needed}: none can happen`
        : left === needed
          ? `${left} of ${all} left in ${group}, a failover needs ${needed}: one more loss and none can happen`
          : `${left} of ${all} left in ${group}, a failover needs ${needed}`,
  },
  onAndOff: (id, times) => `${classes(id)} fail on and off, ${times} times`,
  failedInAll: (id, share) => `${failedOf(share, en.classOne[id] ?? id, classes(id))} failed`,
  flapping: (what) => `on and off: ${what}`,
  often: (times, lasted, perMinute) => `${times} times in ${lasted}, ${perMinute} a minute`,
  moot: {
    suspected: ({ target }, since) =>
      `sentinels still hear nothing from ${target}${since === undefined ? '' : ` (down since ${since})`}`,
  },
  incident: {
    sentences: (all) => `${all.join('. ')}.`,
    over: (id, lasted, times, share) =>
      times === 1
        ? `${atStart(id)} failed for ${lasted}: ${failedOf(share)}`
        : `${atStart(id)} failed ${times} times, for ${lasted} in all: ${failedOf(share)}`,
    ongoing: (id, since, share, before) =>
      (share.failed === share.ended
        ? `Every ${en.classOne[id] ?? id} has failed since ${since}: ${counted(share.failed, 'request', 'requests')}`
        : `${atStart(id)} have been failing since ${since}: ${failedOf(share)}`) +
      (before === undefined ? '' : `, and for ${before.lasted} before: ${failedOf(before.share)}`),
    judged: (id, wholeSeconds, failed) =>
      `${atStart(id)} were down for ${wholeSeconds} s: ${counted(failed, 'request', 'requests')} failed`,
    lost: (writes, superseded) => {
      const lost = counted(writes, 'confirmed write is lost', 'confirmed writes are lost');
      if (superseded === 0) return lost;
      const share = superseded < writes ? `${grouped(superseded)} of them ` : writes === 1 ? '' : 'all ';
      return `${lost}, ${share}confirmed by a primary that had been replaced`;
    },
    splitBrain: (since) => `Split brain since ${since}: two nodes take writes`,
    down: (components, since) =>
      components.length === 1
        ? `${components[0]} has been down since ${since}`
        : components.length <= fewNames
          ? `${components.join(', ')} are down`
          : `${components.length} components are down`,
    slow: (components) =>
      components.length <= fewNames
        ? `Slow: ${components.join(', ')}`
        : `${components.length} components are slow`,
    cut: (links) => counted(links, 'connection is cut', 'connections are cut'),
    still: (what, since) => `Since ${since}: ${what}`,
    began: (what, at) => `It began at ${at}: ${what}`,
    stray: (failed) =>
      `${counted(failed, 'single request has', 'single requests have')} failed, no outage so far`,
    harmless: 'No request has failed so far',
  },
  because: (grounds) => `because ${grounds.join(' · ')}`,
  spoken: (when, parts) => `${when}: ${parts.join(', ')}.`,
  tries: {
    detectSooner: (value) => `suspect after ${value} instead`,
    waitForReplica: (value) => `confirm writes after ${value} replica`,
    waitForFewer: (value) =>
      value === '0'
        ? 'confirm writes without waiting'
        : `confirm writes after ${counted(Number(value), 'replica', 'replicas')}`,
    lowerQuorum: (value) => `let a quorum of ${value} do`,
    probeFaster: (value) => `probe every ${value} instead`,
    moreSlots: (value, owner) => `let ${owner} serve ${value} at a time`,
  },
};

/** English: the words on the drawings. */
import type { KindTitle } from '../../kinds/kind-words.ts';
import { kindTitles } from '../../kinds/title-words.en.ts';
import type { ViewWords } from '../../views/words.ts';
import {
  axisTime,
  badShares,
  duration,
  grouped,
  percent,
  percentOf,
  plain,
  rate,
  runTime,
  short,
  statesCounted,
} from '../format.ts';

import { stateWords } from './states.ts';

const kinds: Readonly<Partial<Record<string, KindTitle>>> = kindTitles;

export const viewWords: ViewWords = {
  script: 'latin',
  state: stateWords.states,
  role: stateWords.roles,
  flow: 'Request flow',
  groupTitle: (id) => id,
  groupCount: (id, count) => `${id} ×${count}`,
  watchers: (count) => `${count} ${count === 1 ? 'sentinel' : 'sentinels'}`,
  stateCounts: (counts) => [statesCounted(counts, stateWords.states, ' ', ' · ')],
  hitRate: (hits, misses) =>
    hits + misses === 0 ? ['no look-ups'] : [`hit ${percentOf(hits, hits + misses)}`],
  entries: (count, of) => [`${grouped(count)} of ${grouped(of)} entries`, `${short(count)} of ${short(of)}`],
  cardLabel: ({ name, kind, state, detail, failed, cut }) =>
    [
      `${name}, ${kinds[kind]?.name}`,
      stateWords.states[state],
      detail,
      failed > 0 ? `${grouped(failed)} failed here` : '',
      cut,
    ]
      .filter((part) => part !== '')
      .join(', '),
  wireLabel: (from, to, cut) =>
    ({
      none: `${from} to ${to}`,
      forward: `${from} to ${to}, cut in this direction`,
      backward: `${from} to ${to}, cut on the way back`,
      both: `${from} to ${to}, cut`,
    })[cut],
  rate,
  wireFlow: ({ sent, failedShare, inFlight }) =>
    `${rate(sent)}, ${percent(failedShare)} failed, ${short(inFlight)} in flight`,
  wireBreaker: ({ isHalfOpen, since }) =>
    `its breaker is ${isHalfOpen ? 'half-open' : 'open'} since ${runTime(since)}`,
  flowRate: ({ sent, inFlight }, isUsers) => {
    const rates = isUsers ? [rate(sent)] : [`${short(sent)} calls/s`, rate(sent)];
    return inFlight < 0.05 ? rates : [`${rates[0]} · ${short(inFlight)} in flight`, ...rates];
  },
  hopNote: (isUsers) =>
    isUsers
      ? 'Requests sent in the last whole second, and how many were in flight on average; of those that ended in it, the share that failed'
      : 'Calls sent over this hop in the last whole second, repeated tries included, and how many were in flight on average; of those that ended in it, the share that failed',
  inRotation: (servers, of) => [`${servers} of ${of} in rotation`, `${servers}/${of} in`, `${servers}/${of}`],
  load: (busy, slots, queue) =>
    queue === 0
      ? [`${busy} of ${slots} busy`, `${busy}/${slots}`]
      : [`${busy} of ${slots} busy, ${queue} waiting`, `${busy}/${slots} +${queue}`],
  saying: {
    refusesConnections: ['refuses connections', 'refuses'],
    poolExhausted: ['pool exhausted', 'pool empty'],
  },
  primaryLine: () => ['primary, takes writes', 'takes writes', 'primary'],
  oldPrimaryLine: () => [
    'still believes it is primary',
    'believes it is primary',
    'replaced, unaware',
    'old primary',
    'replaced',
  ],
  replicaLine: (versions, lagMicros) => {
    const writes = `${grouped(versions)} ${versions === 1 ? 'write' : 'writes'} behind`;
    return [
      ...(versions === 0 ? [] : [`replica, ${writes} (${duration(lagMicros)})`]),
      `replica, ${writes}`,
      writes,
      `${short(versions)} behind`,
    ];
  },
  noPrimaryLine: (versions) =>
    versions === 0
      ? ['replica, no primary', 'no primary']
      : [
          `no primary, ${grouped(versions)} ${versions === 1 ? 'write' : 'writes'} missing`,
          `no primary, ${short(versions)} missing`,
          'no primary',
          `lacks ${short(versions)}`,
        ],
  dead: (micros) => [`dead · ${duration(micros)}`, 'dead'],
  off: (micros) => [`no power · ${duration(micros)}`, 'no power'],
  hung: (micros) => [`hangs · ${duration(micros)}`, 'hangs'],
  failedHere: (count) => `${grouped(count)} failed`,
  failedBrief: grouped,
  failedHereNote: (isSource) =>
    `${isSource ? 'Requests that failed' : 'Calls that failed here'} in this run, or since its first fault${isSource ? '' : '; callers learn of it a moment later'}`,
  slotsNote: ({ busy, of, perCell }, kind) => {
    const [one, many] = kinds[kind]?.slot ?? ['slot', 'slots'];
    return `${busy} of ${of} ${many} busy; one cell = ${perCell} ${perCell === 1 ? one : many}`;
  },
  cutFrom: (cut, of) => [`cut from ${cut} of ${of}`, `cut ${cut}/${of}`, `${cut}/${of}`],
  splitNote: (counts) =>
    badShares(counts)
      .map((share) => `${share} failed`)
      .concat(badShares(counts).slice(-1)),
  splitCounts: ({ ok, slow, stale, degraded, failed }) => [
    `${grouped(ok)} ok · ${grouped(slow)} slow · ${grouped(stale)} stale${degraded > 0 ? ` · ${grouped(degraded)} degraded` : ''} · ${grouped(failed)} failed`,
    `${grouped(ok + slow + stale + degraded)} ok · ${grouped(failed)} failed`,
    `${grouped(failed)} failed`,
  ],
  legend: {
    fate: {
      ok: 'ok',
      slow: 'slow',
      stale: 'stale read',
      failed: 'failed',
      rejected: 'rejected',
      retry: 'next try',
    },
    ratio: (requests) => ({
      before: '1',
      after: requests === 1 ? '= 1 request' : `= ${grouped(requests)} requests`,
    }),
    drawnOneToOne: 'drawn 1:1',
    travelNotToScale: 'hop travel not to scale',
    travelToScale: 'hop travel to scale',
    narrow: {
      drawnOneToOne: '1:1',
      travelNotToScale: 'travel not to scale',
      travelToScale: 'travel to scale',
    },
    noDots: 'too fast for dots: states only',
    reducedMotion: 'reduced motion: counts instead of dots',
    timeScale: (times) => (times >= 1 ? `1 s = ${plain(times)} s` : `${plain(1 / times)} s = 1 s`),
  },
  axisTime,
  moreEvents: (count) => `${count} events`,
};

/** English: one request, as a waterfall, as a table, and as a sentence. */
import type { FailureCause } from '../../engine/telemetry/causes.ts';
import type { CallVerb, PolicyNote, RequestFate } from '../../engine/telemetry/records.ts';
import type { WaterfallWords } from '../../views/words.ts';
import type { ClassNoun } from '../class-noun.ts';
import { duration, grouped, plain } from '../format.ts';
import type { Words } from '../language.ts';
import { stateWords } from './states.ts';

type SegmentKind = keyof WaterfallWords['segment'];

/** What the time went to: all of one kind, and the place that had most of it, or all. */
export interface TimePart {
  readonly kind: SegmentKind;
  readonly micros: number;
  readonly place: string;
  readonly isAll: boolean;
}

export interface RequestFacts {
  /** Who turned it away if it was rejected: before it worked on it, or before it sent what that needed. */
  readonly rejectedBy: { readonly place: string; readonly isUnsent: boolean } | undefined;
  readonly fate: RequestFate;
  readonly cause: FailureCause | undefined;
  readonly micros: number;
  /** Largest first; they sum to `micros`. */
  readonly parts: readonly TimePart[];
}

/** Share of the time in which nothing was done for it, in work, and on its way. */
export interface TimeShares {
  readonly waited: number;
  readonly worked: number;
  readonly travelled: number;
}

const verb: Words<CallVerb> = {
  read: 'read',
  write: 'write',
  get: 'look up',
  put: 'store',
  signIn: 'sign in',
};

const axisTick = (micros: number, span: number): string => {
  if (micros === 0) return '0';
  if (span >= 2_000_000) return `${plain(micros / 1_000_000)} s`;
  return span >= 2_000 ? `${plain(micros / 1_000)} ms` : `${plain(micros)} µs`;
};

const segmentWord: Words<SegmentKind> = {
  travelling: 'on the way',
  queued: 'in line',
  working: 'work',
  waiting: 'waiting',
  confirming: 'waits for a replica',
  halted: 'stands still',
  lost: 'no answer',
  abandoned: 'for nobody',
};

const partText = ({ kind, micros, place, isAll }: TimePart): string => {
  const time = duration(micros);
  const where = isAll ? ` at ${place}` : `, most of it at ${place}`;
  switch (kind) {
    case 'travelling':
      return `${time} on the way`;
    case 'queued':
      return `${time} waiting in line${where}`;
    case 'working':
      return `${time} work${where}`;
    case 'confirming':
      return `${time} waiting for a replica to confirm the write${where}`;
    case 'halted':
      return `${time} standing still${where}, whose process hung`;
    case 'lost':
      return `${time} waiting for an answer of ${place} that did not come in time`;
    default:
      return `${time} ${segmentWord[kind]}`;
  }
};

const outcome = ({ fate, cause, micros }: RequestFacts): string => {
  const time = duration(micros);
  if (fate === 'inFlight') return `Under way for ${time} so far`;
  return cause === undefined ? `Took ${time}` : `Failed after ${time}, ${stateWords.causes[cause]}`;
};

const policyNote: Words<PolicyNote> = {
  budgetSpent: 'retry budget spent',
  degraded: 'fallback answered',
  errored: 'fallback: error',
};

const waterfall: WaterfallWords = {
  script: 'latin',
  segment: {
    travelling: 'on the way, there or back',
    queued: 'waiting in line',
    working: 'work',
    waiting: 'waiting for its own calls',
    confirming: 'waiting for a replica to confirm the write',
    halted: 'standing still: the process hangs',
    lost: 'waiting for what comes too late, or never',
    abandoned: 'work for nobody: its caller has left',
  },
  verb,
  attempt: (number) => `try ${number}`,
  gaveUp: 'failed, or its caller gave up',
  retry: 'next try',
  playhead: 'now on screen',
  goesOn: 'still going on',
  goesOnForNobody: 'goes on for nobody, beyond this record',
  segmentLabel: (kind, micros) => [`${segmentWord[kind]} ${duration(micros)}`, duration(micros)],
  policyNote,
  rowEnd({ cause, isLost, isUnsent, policy, sentAt, returnedAt }, until) {
    const time = duration((returnedAt ?? until) - sentAt);
    const notes = policy.map((note) => `, ${policyNote[note]}`).join('');
    if (isUnsent && cause !== undefined) {
      const waited = returnedAt === sentAt ? '' : `, ${time}`;
      const why = stateWords.causes[cause];
      return [`${why}: not sent${notes}${waited}`, `${why}: not sent${waited}`, why];
    }
    if (isLost && returnedAt !== undefined)
      return [`never arrived${notes}, ${time}`, `never arrived, ${time}`, time];
    if (cause !== undefined) {
      const why = stateWords.causes[cause];
      return [`${why}${notes}, ${time}`, `${why}, ${time}`, time];
    }
    return returnedAt === undefined ? [`open for ${time}`, time] : [time];
  },
  axisTick,
};

export const request = {
  panel: 'One request',
  title: (ordinal: number, { one }: ClassNoun): string =>
    `Request ${grouped(ordinal)}, ${/^[aeiou]/i.test(one) ? 'an' : 'a'} ${one}`,
  arrived: (at: string): string => `arrived at ${at}`,
  back: 'Back to the running system',
  fates: {
    inFlight: 'under way',
    ok: 'answered',
    slow: 'answered late',
    stale: 'answered with an old version',
    degraded: 'answered with less than was asked for',
    failed: 'failed',
    rejected: 'rejected',
  } satisfies Words<RequestFate>,
  summary: (facts: RequestFacts): string => `${outcome(facts)}: ${facts.parts.map(partText).join('; ')}.`,
  insight(
    { waited, worked, travelled }: TimeShares,
    rejectedBy: RequestFacts['rejectedBy'],
  ): string | undefined {
    if (rejectedBy !== undefined)
      return rejectedBy.isUnsent
        ? `${rejectedBy.place} turned it away: what it wanted of others was never sent.`
        : `${rejectedBy.place} turned it away before any work on it.`;
    const percent = (share: number): string => `${Math.floor(share * 100)} %`;
    if (waited >= 0.5) return `${percent(waited)} of the time was spent waiting, not working.`;
    if (worked >= 0.5) return `${percent(worked)} of the time was work.`;
    return travelled >= 0.5 ? `${percent(travelled)} of the time it was on its way.` : undefined;
  },
  because: (what: string, at: string): string => `Because at ${at}: ${what}`,
  noRoot: 'The run names no root of this failure.',
  notHere: 'This request is not in the record of this branch.',
  none: 'No such request is in the record. Choose another, or let the run play on.',
  choose: 'Choose a request',
  orders: { latest: 'Latest', slowest: 'Slowest', failed: 'Failed' },
  ordersHelp: 'Of the last 30 s of the run',
  noneOf: 'None of these in the last 30 s.',
  previous: 'Previous request',
  next: 'Next request',
  place: (place: number, of: number): string => `${place} of ${of}`,
  asTable: 'Show as a table',
  asPicture: 'Show as a picture',
  table: {
    caption: 'Every call of the request, in order of sending; times from its arrival',
    call: 'Call',
    sent: 'Sent',
    ended: 'Ended',
    answered: 'answered',
    open: 'open',
    neverArrived: 'never arrived',
    notSent: 'not sent',
    joiner: ', ',
    attempt: (number: number): string => `try ${number}`,
    columns: {
      travelling: 'On the way',
      queued: 'In line',
      working: 'Work',
      waiting: 'Waiting for its calls',
      confirming: 'Waiting for a replica',
      halted: 'Standing still',
      lost: 'No answer',
      abandoned: 'For nobody',
    } satisfies Words<SegmentKind>,
  },
  waterfall,
};
export type RequestText = typeof request;

/**
 * One journey as rows of a waterfall: a row per call, below the call that made it, tiled by what the time went to.
 * Invariant: a call is needed until its caller, or any caller before it, has left. The needed time of all rows, without
 * that in which a row waits for its own calls, is the request's latency to the microsecond, each moment counted once.
 */
import type { Micros } from '../../base/units.ts';
import {
  cause as causeCode,
  causesThat,
  type FailureCause,
  failureCauses,
} from '../../engine/telemetry/causes.ts';
import {
  type CallVerb,
  callVerbs,
  type PolicyNote,
  policyNotes,
  type RequestFate,
} from '../../engine/telemetry/records.ts';
import { fateOf, type HopName, header, hop, type UnsentName, unsent } from '../marks/journey.ts';
import { overlay, type Segment, type SegmentKind, type Span, segmentKinds } from './segments.ts';

export interface RequestRow {
  /** Of the hop in the journey; unsent tries are counted on behind the hops. */
  readonly index: number;
  /** Calls above it: 0 for the users' own. */
  readonly depth: number;
  /** Components by index. */
  readonly from: number;
  readonly to: number;
  /** As its caller's scenario names whom it asks. */
  readonly dependency?: string;
  readonly verb: CallVerb;
  /** 1 for the first try of its caller. */
  readonly attempt: number;
  readonly sentAt: Micros;
  readonly reachedAt: Micros | undefined;
  readonly finishedAt: Micros | undefined;
  /** When the caller got the answer, or gave up. */
  readonly returnedAt: Micros | undefined;
  readonly cause: FailureCause | undefined;
  /** It was never sent: the policy of its caller turned it away. Its time is the wait for a connection. */
  readonly isUnsent: boolean;
  /** What the policy of its caller made of its failure. */
  readonly policy: readonly PolicyNote[];
  readonly neededUntil: Micros;
  /** Tile the time from sending to the last that is known of it. */
  readonly segments: readonly Segment[];
  /** The message got lost on the way there. */
  readonly isLost: boolean;
  /** The callee had not finished when the record ends. */
  readonly goesOn: boolean;
}

/** What the latency was made of: time of one kind at one component. */
export interface Share {
  readonly kind: SegmentKind;
  readonly component: number;
  readonly micros: Micros;
}

export interface RequestSpans {
  readonly ordinal: number;
  readonly class: number;
  readonly fate: RequestFate;
  readonly cause: FailureCause | undefined;
  /** Story id of the root of its failure, 0 if none. */
  readonly rootId: number;
  readonly arrivedAt: Micros;
  readonly endedAt: Micros | undefined;
  /** The last moment that is known of it. */
  readonly until: Micros;
  readonly rows: readonly RequestRow[];
  /** Largest first; they sum to the latency, or to the time so far. */
  readonly shares: readonly Share[];
}

/** What a journey by itself does not tell. */
export interface Surroundings {
  /** Time up to which a journey in flight is known. */
  readonly now: Micros;
  delayOf(from: number, to: number): Micros;
  dependencyOf?(from: number, to: number): string | undefined;
  /** When this component's process hung. */
  haltsOf(component: number): readonly Span[];
}

interface Reader {
  readonly journey: Float64Array;
  readonly surroundings: Surroundings;
  readonly until: Micros;
  /** Hops and unsent tries by the hop that made them, in order of sending. */
  readonly children: ReadonlyMap<number, readonly number[]>;
}

const givenUp = causesThat(({ isGivenUp }) => isGivenUp);

const causeOf = (code: number): FailureCause | undefined =>
  code === causeCode.none ? undefined : (failureCauses[code] as FailureCause);

export function requestSpans(journey: Float64Array, surroundings: Surroundings): RequestSpans {
  const endedAt = happened(header(journey, 0, 'endedAt'));
  const reader = {
    journey,
    surroundings,
    until: lastKnown(journey, endedAt ?? surroundings.now),
    children: childrenOf(journey),
  };
  const rows: RequestRow[] = [];
  for (const first of reader.children.get(-1) ?? []) addRows(reader, first, 0, reader.until, rows);
  return {
    ordinal: header(journey, 0, 'ordinal'),
    class: header(journey, 0, 'class'),
    fate: fateOf(journey, 0),
    cause: causeOf(header(journey, 0, 'cause')),
    rootId: header(journey, 0, 'rootId'),
    arrivedAt: header(journey, 0, 'arrivedAt'),
    endedAt,
    until: reader.until,
    rows,
    shares: sharesOf(rows),
  };
}

const happened = (time: number): Micros | undefined => (time < 0 ? undefined : time);

function lastKnown(journey: Float64Array, end: Micros): Micros {
  const times: readonly HopName[] = ['sentAt', 'reachedAt', 'startedAt', 'finishedAt', 'returnedAt'];
  let last = end;
  for (let index = 0; index < header(journey, 0, 'hops'); index += 1)
    for (const name of times) last = Math.max(last, hop(journey, 0, index, name));
  return last;
}

function childrenOf(journey: Float64Array): ReadonlyMap<number, readonly number[]> {
  const hops = header(journey, 0, 'hops');
  const sentAt = (index: number): number =>
    index < hops ? hop(journey, 0, index, 'sentAt') : unsent(journey, 0, index - hops, 'askedAt');
  const children = new Map<number, number[]>();
  for (let index = 0; index < hops + header(journey, 0, 'unsent'); index += 1) {
    const parent =
      index < hops ? hop(journey, 0, index, 'parent') : unsent(journey, 0, index - hops, 'parent');
    const siblings = children.get(parent);
    if (siblings) siblings.push(index);
    else children.set(parent, [index]);
  }
  for (const siblings of children.values()) siblings.sort((one, other) => sentAt(one) - sentAt(other));
  return children;
}

function addRows(reader: Reader, index: number, depth: number, needed: Micros, rows: RequestRow[]): void {
  const hops = header(reader.journey, 0, 'hops');
  if (index >= hops) {
    rows.push(unsentRow(reader, index - hops, depth, needed));
    return;
  }
  const row = rowOf(reader, index, depth, needed);
  rows.push(row);
  for (const child of reader.children.get(index) ?? [])
    addRows(reader, child, depth + 1, row.neededUntil, rows);
}

function rowOf(reader: Reader, index: number, depth: number, needed: Micros): RequestRow {
  const { journey, surroundings, until } = reader;
  const read = (name: HopName): number => hop(journey, 0, index, name);
  const [from, to, sentAt] = [read('from'), read('to'), read('sentAt')];
  const reachedAt = happened(read('reachedAt'));
  const finishedAt = happened(read('finishedAt'));
  const returnedAt = happened(read('returnedAt'));
  const neededUntil = Math.min(needed, returnedAt ?? until);
  const overdue = returnedAt !== undefined || until - sentAt > surroundings.delayOf(from, to);
  const isLost = reachedAt === undefined && overdue;
  return {
    index,
    depth,
    ...askedBy(surroundings, from, to, read('verb')),
    attempt: read('attempt'),
    sentAt,
    reachedAt,
    finishedAt,
    returnedAt,
    cause: returnedAt === undefined ? undefined : causeOf(read('cause')),
    isUnsent: false,
    policy: notesIn(read('policy')),
    neededUntil,
    segments: neededOnly(lifeOf(reader, index, isLost), neededUntil),
    isLost,
    goesOn: !isLost && finishedAt === undefined,
  };
}

function unsentRow(
  { journey, surroundings }: Reader,
  place: number,
  depth: number,
  needed: Micros,
): RequestRow {
  const read = (name: UnsentName): number => unsent(journey, 0, place, name);
  const [parent, to, sentAt, returnedAt] = [
    read('parent'),
    read('to'),
    read('askedAt'),
    read('turnedAwayAt'),
  ];
  const from = hop(journey, 0, parent, 'to');
  const neededUntil = Math.min(needed, returnedAt);
  return {
    index: header(journey, 0, 'hops') + place,
    depth,
    ...askedBy(surroundings, from, to, read('verb')),
    attempt: read('attempt'),
    sentAt,
    reachedAt: undefined,
    finishedAt: undefined,
    returnedAt,
    cause: causeOf(read('cause')),
    isUnsent: true,
    policy: notesIn(read('policy')),
    neededUntil,
    segments: neededOnly([{ kind: 'queued', from: sentAt, to: returnedAt }], neededUntil),
    isLost: false,
    goesOn: false,
  };
}

/** What was asked of whom by whom; `verb`: index into `callVerbs`. */
function askedBy(
  { dependencyOf }: Surroundings,
  from: number,
  to: number,
  verb: number,
): Pick<RequestRow, 'from' | 'to' | 'dependency' | 'verb'> {
  const dependency = dependencyOf?.(from, to);
  return { from, to, ...(dependency === undefined ? {} : { dependency }), verb: callVerbs[verb] ?? 'read' };
}

/** From `until` on nobody needs it. */
const neededOnly = (life: readonly Segment[], until: Micros): readonly Segment[] =>
  overlay(life, [[until, Number.POSITIVE_INFINITY]], segmentKinds, 'abandoned');

const noteNames = Object.keys(policyNotes) as readonly PolicyNote[];
const notesIn = (bits: number): readonly PolicyNote[] =>
  noteNames.filter((name) => (bits & policyNotes[name]) !== 0);

/** All of a call, whoever still needs it. */
function lifeOf(reader: Reader, index: number, isLost: boolean): readonly Segment[] {
  const { journey, surroundings, until } = reader;
  const read = (name: HopName): number => hop(journey, 0, index, name);
  const [sentAt, reachedAt] = [read('sentAt'), read('reachedAt')];
  const returnedAt = happened(read('returnedAt')) ?? until;
  if (reachedAt < 0) return [{ kind: isLost ? 'lost' : 'travelling', from: sentAt, to: returnedAt }];
  const finishedAt = happened(read('finishedAt')) ?? until;
  const inside = insideOf(reader, index, reachedAt, finishedAt);
  const isAnswerLost = givenUp.has(read('cause'));
  const back: readonly Segment[] = [
    { kind: isAnswerLost ? 'lost' : 'travelling', from: finishedAt, to: returnedAt },
  ];
  return [
    { kind: 'travelling', from: sentAt, to: reachedAt },
    ...overlay(inside, surroundings.haltsOf(read('to')), ['queued', 'working', 'confirming'], 'halted'),
    // An answer that reaches a hung process lies there.
    ...overlay(back, surroundings.haltsOf(read('from')), ['travelling'], 'halted'),
  ];
}

function insideOf(reader: Reader, index: number, reachedAt: Micros, finishedAt: Micros): readonly Segment[] {
  const { journey, until } = reader;
  const hops = header(journey, 0, 'hops');
  const calls = (reader.children.get(index) ?? []).map((child): Span => {
    if (child >= hops) {
      const read = (name: UnsentName): number => unsent(journey, 0, child - hops, name);
      return [read('askedAt'), read('turnedAwayAt')];
    }
    const returnedAt = happened(hop(journey, 0, child, 'returnedAt'));
    return [hop(journey, 0, child, 'sentAt'), returnedAt ?? until];
  });
  // What has no slots, such as a balancer, takes a call up when it passes it on; and whoever refuses never does.
  const startedAt = happened(hop(journey, 0, index, 'startedAt')) ?? calls[0]?.[0] ?? finishedAt;
  const heldSince = happened(hop(journey, 0, index, 'heldSince')) ?? finishedAt;
  const pieces: readonly Segment[] = [
    { kind: 'queued', from: reachedAt, to: startedAt },
    { kind: 'working', from: startedAt, to: heldSince },
    { kind: 'confirming', from: heldSince, to: finishedAt },
  ];
  return overlay(pieces, calls, ['working'], 'waiting');
}

function sharesOf(rows: readonly RequestRow[]): readonly Share[] {
  const sums = new Map<string, Share>();
  for (const row of rows) {
    for (const { kind, from, to } of row.segments) {
      if (kind === 'waiting' || kind === 'abandoned') continue;
      // An answer that stands still does so where it has come to, and a wait for a connection is its caller's.
      const isBack = kind === 'halted' && row.finishedAt !== undefined && from >= row.finishedAt;
      const component = isBack || row.isUnsent ? row.from : row.to;
      const key = `${kind} ${component}`;
      sums.set(key, { kind, component, micros: (sums.get(key)?.micros ?? 0) + to - from });
    }
  }
  return [...sums.values()].sort(
    (one, other) => other.micros - one.micros || one.component - other.component,
  );
}

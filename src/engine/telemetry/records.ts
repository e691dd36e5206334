/**
 * What leaves the engine: numeric rows with documented columns, so that a frame is a few transferable arrays.
 * Rows are keyed (component or class, second): a replay rewrites the same row. Every row is measured; nothing is
 * smoothed or estimated.
 */
import type { Micros } from '../../base/units.ts';
import { failureCauses } from './causes.ts';
import type { Readings } from './layout.ts';
import type { StoryEvent } from './story.ts';

/** Health as drawn. The index is the code in gauges and rows. */
export const healthStates = ['healthy', 'degraded', 'down', 'recovering', 'removed'] as const;
export type HealthState = (typeof healthStates)[number];

/** What the process does, whatever is drawn: a dead and a hung one are both down. The index is the code. */
export const processModes = ['ready', 'crashed', 'starting', 'hung', 'off'] as const;

/**
 * Role of a node of a replicated store. The index is the code. An old primary takes itself for primary although another
 * has been elected: it would confirm a write, were it asked for one.
 */
export const databaseRoles = ['primary', 'replica', 'oldPrimary'] as const;
export type DatabaseRole = (typeof databaseRoles)[number];

/** Columns of one component in `gauges`, its state at this instant: `gauges[component * gaugeStride + column]`. */
export const gaugeColumn = {
  /** Index into `healthStates`. */
  health: 0,
  /** Calls finished well and badly since the run began. */
  answered: 1,
  failed: 2,
  /** Index into `processModes`, and when the process took this mode, Micros. */
  processMode: 3,
  processSince: 4,
  /** Story id of the event that made it unhealthy; 0 when healthy or unknown. */
  rootId: 5,
} as const;
export const gaugeStride = 6;

/** Columns of one component's row for one second: what every component has. The rest are readings (`layout.ts`). */
export const componentColumn = {
  /** The second, counted from 0: the row covers [second, second + 1). */
  second: 0,
  component: 1,
  /** Calls that arrived, were answered, and failed at this component in this second. */
  arrived: 2,
  answered: 3,
  failed: 4,
  /** Index into `healthStates` at the end of the second. */
  health: 5,
  /** Time average of calls inside: waiting or at work. */
  inSystem: 6,
  /** Time that the calls which ended in this second had spent inside, in all, Micros. */
  responseSum: 7,
} as const;
export const componentStride = 8;

/** Columns of one request class's row for one second; requests are counted in the second in which they END. */
export const classColumn = {
  second: 0,
  class: 1,
  /** Arrivals of this second. */
  arrived: 2,
  ok: 3,
  failed: 4,
  /** Ok, but slower than the latency objective. */
  slow: 5,
  /** Reads answered with a version older than the newest one that the primary had confirmed. */
  stale: 6,
  /** Ok, but answered with less than was asked for, as a route says. */
  degraded: 7,
  /** First failure cause codes: `classColumn.causes + code` counts failures by that cause. */
  causes: 8,
} as const;
export const classStride = classColumn.causes + failureCauses.length;

/** One class's ok latencies for one second: sparse log histogram [bucket, count, …], 32 buckets an octave, Micros. */
export interface LatencyRow {
  readonly second: number;
  readonly class: number;
  readonly sparse: Uint32Array;
}

/** The verdict on one class's seconds [from, to): ledger spans are written once judged, in order. */
export interface LedgerSpan {
  readonly class: number;
  readonly fromSecond: number;
  readonly toSecond: number;
  readonly arrived: number;
  readonly good: number;
  readonly down: boolean;
}

/**
 * A journey in a flat `Float64Array`: header, then `hops` hops, then `unsent` unsent tries. Times are Micros, -1 where it has not happened.
 * Journeys of ended requests are history; those still in flight come with each frame.
 */
export const journeyHeader = {
  /** Which request: its arrival ordinal. */
  ordinal: 0,
  class: 1,
  /** Fate code: index into `requestFates`. */
  fate: 2,
  /** Index into `failureCauses`. */
  cause: 3,
  /** Story id of the root of its failure, 0 if none. */
  rootId: 4,
  arrivedAt: 5,
  /** -1 while in flight. */
  endedAt: 6,
  hops: 7,
  key: 8,
  client: 9,
  /** Tries that were turned away before they were sent; they stand behind the hops. */
  unsent: 10,
} as const;
export const journeyHeaderStride = 11;

/** One call from a component to the next. `parent` is the index of the hop that made it, -1 for the first. */
export const hopColumn = {
  from: 0,
  to: 1,
  parent: 2,
  sentAt: 3,
  /** When the message reached the callee; -1 if it was lost or is on its way. */
  reachedAt: 4,
  /** When a slot took it up (equal to reachedAt if it did not wait). */
  startedAt: 5,
  /** When the callee finished with it, well or badly; later than the caller's leaving = abandoned work. */
  finishedAt: 6,
  /** When the caller got the answer, or gave up. */
  returnedAt: 7,
  /** Index into `failureCauses`; 0 = answered well. */
  cause: 8,
  /** 1 for the first try, 2 for the next server, … */
  attempt: 9,
  /** Index into `callVerbs`. */
  verb: 10,
  /** When the callee's own work was done and only a replica's confirmation was missing; -1 if it waited for none. */
  heldSince: 11,
  /** Bits of `policyNotes`. */
  policy: 12,
} as const;
export const hopStride = 13;

/** A try that the policy of its caller has turned away. `parent`: the hop on whose behalf, which came to the caller. */
export const unsentColumn = {
  to: 0,
  parent: 1,
  /** When it began to wait for a connection; else as `turnedAwayAt`. */
  askedAt: 2,
  turnedAwayAt: 3,
  cause: 4,
  attempt: 5,
  verb: 6,
  policy: 7,
} as const;
export const unsentStride = 8;

/** What a call policy made of a try that failed. */
export const policyNotes = {
  /** It would have been tried again, had the retry budget not been spent. */
  budgetSpent: 1,
  /** The fallback answered in its place: degraded, or with an error. */
  degraded: 2,
  errored: 4,
} as const;
export type PolicyNote = keyof typeof policyNotes;

/** Length of the journey that begins at `at`. */
export function journeyLength(numbers: Float64Array, at = 0): number {
  const [hops = 0, unsent = 0] = [numbers[at + journeyHeader.hops], numbers[at + journeyHeader.unsent]];
  return journeyHeaderStride + hops * hopStride + unsent * unsentStride;
}

/** What a call asks of its callee. The index is the code; the first two are what a class of requests may want. */
export const callVerbs = ['read', 'write', 'get', 'put', 'signIn'] as const;
export type CallVerb = (typeof callVerbs)[number];

export const requestFates = ['inFlight', 'ok', 'slow', 'stale', 'failed', 'rejected', 'degraded'] as const;
export type RequestFate = (typeof requestFates)[number];

/** What was measured in one second: readings of its layout, all components' and all classes' rows, packed. */
export interface SecondReadings extends Readings {
  readonly second: number;
  readonly components: Float64Array;
  readonly classes: Float64Array;
  readonly latencies: readonly LatencyRow[];
}

/**
 * Where the engine writes history. It never reads any of it back. Arrays are handed over, not reused; journeys are parts
 * of a larger buffer, so copy one rather than transfer it.
 * A journey is offered when hash(ordinal) < 2^32 / `ratio`, or its fate is rare.
 */
export interface HistorySink {
  story(event: StoryEvent): void;
  /** One call per finished second. */
  second(row: SecondReadings): void;
  ledger(span: LedgerSpan): void;
  journey(journey: Float64Array): void;
}

/** What the run so far looks like from outside, for a downtime clock and totals that agree to the digit. */
export interface ClassTotals {
  readonly id: string;
  readonly arrived: number;
  readonly ok: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly slow: number;
  readonly stale: number;
  /** Acknowledged ones that the present primary never had. */
  readonly lostWrites: number;
  readonly degraded: number;
  /** Whole seconds judged down so far. */
  readonly downtimeSeconds: number;
  /** Seconds already judged; younger ones are pending. */
  readonly judgedUntilSecond: number;
  readonly failuresByCause: Readonly<Record<string, number>>;
  /** Keyed by story id; '0' = unattributed. */
  readonly failuresByRoot: Readonly<Record<string, number>>;
}

export interface RunTotals {
  readonly time: Micros;
  readonly events: number;
  readonly classes: readonly ClassTotals[];
  /** Acknowledged writes that the present primary never had, of all classes. */
  readonly lostWrites: number;
  /** Writes acknowledged by a node while another was the elected primary. */
  readonly splitBrainWrites: number;
  /** Writes to those that do them (stores, other people's services) that got no answer, and those of them really done twice. */
  readonly outcomeUnknown: number;
  readonly doneTwice: number;
  /** Sessions that a cache held and lost with a process: their users must sign in again. */
  readonly lostSessions: number;
  /** Journeys are kept for one request in `journeyRatio` (a power of two), failed ones 1:1 up to a cap. */
  readonly journeyRatio: number;
}

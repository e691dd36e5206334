/**
 * Every word and number format the views show. The dictionaries in i18n implement it once per language; a view
 * holds no language of its own. Formatters return short texts with their unit; a `readonly string[]` lists
 * alternatives, longest first, of which the view draws the first that fits.
 */

import type { CardSaying } from '../engine/telemetry/fact.ts';
import type { DatabaseRole, HealthState, RequestFate } from '../engine/telemetry/records.ts';

export type { WaterfallWords } from './waterfall/waterfall-words.ts';

export type DrawnFate = Exclude<RequestFate, 'inFlight' | 'degraded'> | 'retry';

export interface CardFacts {
  readonly name: string;
  readonly kind: string;
  readonly state: HealthState;
  /** What the card says below its name, already worded. */
  readonly detail: string;
  readonly failed: number;
  /** From how many neighbours it is cut, already worded; or empty. */
  readonly cut: string;
}

export interface OutcomeCounts {
  readonly ok: number;
  readonly slow: number;
  readonly stale: number;
  readonly degraded: number;
  readonly failed: number;
}

export interface LegendWords {
  readonly fate: Readonly<Record<DrawnFate, string>>;
  /** "1 ● = 8 requests"; the mark is drawn between the two parts. */
  ratio(requests: number): { readonly before: string; readonly after: string };
  /** "drawn 1:1", said of the failed mark. */
  readonly drawnOneToOne: string;
  readonly travelNotToScale: string;
  readonly travelToScale: string;
  /** The same where there is little room. */
  readonly narrow: {
    readonly drawnOneToOne: string;
    readonly travelNotToScale: string;
    readonly travelToScale: string;
  };
  readonly noDots: string;
  readonly reducedMotion: string;
  /** "1 s = 1 s": simulated seconds in one second of the viewer. */
  timeScale(rate: number): string;
}

export interface ViewWords {
  /** Chinese text is never drawn below 13 px. */
  readonly script: 'latin' | 'cjk';
  readonly state: Readonly<Record<HealthState, string>>;
  readonly role: Readonly<Record<DatabaseRole, string>>;
  /** Accessible name of the whole flow. */
  readonly flow: string;
  groupTitle(id: string): string;
  /** "api ×12": servers drawn together. */
  groupCount(id: string, count: number): string;
  /** "3 sentinels", above or beside their chips. */
  watchers(count: number): string;
  /** "11 healthy · 1 down", of servers drawn together. */
  stateCounts(counts: Readonly<Record<HealthState, number>>): readonly string[];
  /** The share of look-ups that a cache could answer, over the last seconds. */
  hitRate(hits: number, misses: number): readonly string[];
  /** What a cache holds, of what it may hold. */
  entries(count: number, of: number): readonly string[];
  /** Accessible name of a card, its state word included. */
  cardLabel(facts: CardFacts): string;
  wireLabel(from: string, to: string, cut: 'none' | 'forward' | 'backward' | 'both'): string;
  /** Behind the above: what went over the wire in the last whole second. */
  wireFlow(flow: { readonly sent: number; readonly failedShare: number; readonly inFlight: number }): string;
  /** Behind the above: the caller's circuit breaker is not closed; `since`, Micros of the run. */
  wireBreaker(breaker: { readonly isHalfOpen: boolean; readonly since: number }): string;
  /** What users ask: requests. */
  rate(perSecond: number): string;
  /** What is sent in a second and in flight meanwhile: requests of users, or calls, of which one request may need several. */
  flowRate(flow: { readonly sent: number; readonly inFlight: number }, isUsers: boolean): readonly string[];
  /** Tooltip of a hop's note: what is counted, and over which time. */
  hopNote(isUsers: boolean): string;
  inRotation(servers: number, of: number): readonly string[];
  /** Slots of a server and its waiting line. */
  load(busy: number, slots: number, queue: number): readonly string[];
  readonly saying: Readonly<Record<CardSaying, readonly string[]>>;
  primaryLine(): readonly string[];
  /** It takes itself for primary although another has been elected. */
  oldPrimaryLine(): readonly string[];
  /** Writes of the primary that it has not applied, and the age of the oldest of them. */
  replicaLine(versions: number, lagMicros: number): readonly string[];
  /** A replica without a primary, or whose link to it is broken, and the writes that it is known to lack. */
  noPrimaryLine(versions: number): readonly string[];
  /** How long the process has been dead, or has answered nothing though it is alive. */
  dead(micros: number): readonly string[];
  /** How long its machine has been without power. */
  off(micros: number): readonly string[];
  hung(micros: number): readonly string[];
  /** "243 failed": failed here during the incident. */
  failedHere(count: number): string;
  /** The count alone, beside a cross. */
  failedBrief(count: number): string;
  /** Tooltip of the above. */
  failedHereNote(isSource: boolean): string;
  /** Tooltip of the slots; one cell stands for `perCell` of them. */
  slotsNote(
    slots: { readonly busy: number; readonly of: number; readonly perCell: number },
    kind: string,
  ): string;
  /** "cut from 8 of 9": neighbours that nothing reaches. */
  cutFrom(cut: number, of: number): readonly string[];
  /** The share that did not end well, below the rate; empty when all did. */
  splitNote(counts: OutcomeCounts): readonly string[];
  /** Exact counts for reduced motion, longest first: the first names all four fates, the others only good and failed. */
  splitCounts(counts: OutcomeCounts): readonly string[];
  readonly legend: LegendWords;
  /** A time of the run on an axis, from Micros. */
  axisTime(micros: number): string;
  /** A merged mark on the scrubber. */
  moreEvents(count: number): string;
}

/**
 * What each request edge carries, as its caller sees it: a call is in flight from its sending until the caller has its
 * answer or gives up. Sent = answered + failed + in flight holds at every instant.
 */
import { assert } from '../../base/assert.ts';
import type { Micros } from '../../base/units.ts';
import { causesThat, rejections } from './causes.ts';
import type { Instrument } from './layout.ts';
import { callVerbs } from './records.ts';

export const edgeInstruments = {
  /** Every try counts. */
  sent: { id: 'sent', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' },
  answered: { id: 'answered', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' },
  /** For whatever cause, rejections included. */
  failed: { id: 'failed', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' },
  /** Of those sent: second and later tries. */
  retried: { id: 'retried', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum', layers: ['retry'] },
  /** Of those failed: turned away on purpose, before any work was done. */
  rejected: { id: 'rejected', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' },
  /** Of those failed: writes that have got no answer, so that the caller cannot know whether they were or will be done. */
  outcomeUnknown: { id: 'outcomeUnknown', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' },
  /** Writes that the callee has done a second time, for a further try, while what it had done before still stood. */
  doneTwice: { id: 'doneTwice', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum', layers: ['retry'] },
  inFlight: { id: 'inFlight', on: 'edge', kind: 'gauge', unit: 'calls', joins: 'mean' },
} as const satisfies Readonly<Record<string, Instrument>>;

export type EdgeInstrument = keyof typeof edgeInstruments;

/** Numbers of one edge, side by side: a call touches one or two of them, and one array is 1 % of a run cheaper than six. */
const column = {
  sent: 0,
  answered: 1,
  failed: 2,
  retried: 3,
  rejected: 4,
  /** Times of all ends less times of all sendings, Micros: with the calls in flight, their integral over time. */
  endsLessStarts: 5,
  outcomeUnknown: 6,
  doneTwice: 7,
} as const;
const stride = 8;

const unknownOutcomes = causesThat(({ isOutcomeUnknown }) => isOutcomeUnknown);
const write = callVerbs.indexOf('write');

/** Caller and callee as indices of components, and the direction id of the link between them. */
export interface Edge {
  readonly caller: number;
  readonly callee: number;
  readonly direction: number;
}

export class EdgeMeters {
  readonly edges: readonly Edge[];
  private readonly cells: Float64Array;
  /** Where the numbers of an edge begin, by direction; −1 for a direction that carries no calls. */
  private readonly baseOf: Int32Array;

  constructor(links: number, edges: readonly Edge[]) {
    this.edges = edges;
    this.baseOf = new Int32Array(2 * links).fill(-1);
    edges.forEach(({ direction }, edge) => {
      this.baseOf[direction] = edge * stride;
    });
    this.cells = new Float64Array(edges.length * stride);
  }

  send(direction: number, attempt: number, now: Micros): void {
    const { cells } = this;
    const base = this.baseOf[direction] as number;
    assert(base >= 0, 'a call is sent over a link that carries requests');
    cells[base + column.sent]! += 1;
    cells[base + column.endsLessStarts]! -= now;
    if (attempt > 1) cells[base + column.retried]! += 1;
  }

  /** The caller has the answer to what it asked for, an index into `callVerbs`, or gives up. */
  end(direction: number, verb: number, causeCode: number, now: Micros): void {
    const { cells } = this;
    const base = this.baseOf[direction] as number;
    cells[base + column.endsLessStarts]! += now;
    if (causeCode === 0) {
      cells[base + column.answered]! += 1;
      return;
    }
    cells[base + column.failed]! += 1;
    if (rejections.has(causeCode)) cells[base + column.rejected]! += 1;
    if (verb === write && unknownOutcomes.has(causeCode)) cells[base + column.outcomeUnknown]! += 1;
  }

  doneTwice(direction: number): void {
    this.cells[(this.baseOf[direction] as number) + column.doneTwice]! += 1;
  }

  count(edge: number, name: Exclude<EdgeInstrument, 'inFlight'>): number {
    return this.cells[edge * stride + column[name]] as number;
  }

  /** Of all edges to callees that are wanted. */
  total(name: Exclude<EdgeInstrument, 'inFlight'>, isWanted: (callee: number) => boolean): number {
    return this.edges.reduce(
      (sum, { callee }, edge) => sum + (isWanted(callee) ? this.count(edge, name) : 0),
      0,
    );
  }

  inFlight(edge: number): number {
    return this.count(edge, 'sent') - this.count(edge, 'answered') - this.count(edge, 'failed');
  }

  /** Calls × Micros in flight, from time 0 to `now`. */
  inFlightIntegral(edge: number, now: Micros): number {
    return (this.cells[edge * stride + column.endsLessStarts] as number) + this.inFlight(edge) * now;
  }

  save(): Float64Array {
    return this.cells.slice();
  }

  load(plain: Float64Array): void {
    this.cells.set(plain);
  }
}

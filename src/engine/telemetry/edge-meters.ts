/**
 * What each request edge carries, as its caller sees it: a call is in flight from its sending until the caller has its
 * answer or gives up. Sent = answered + failed + in flight holds at every instant.
 */
import { assert } from '../../base/assert.ts';
import type { Micros } from '../../base/units.ts';
import { rejections } from './causes.ts';
import type { Instrument } from './layout.ts';

export const edgeInstruments = {
  /** Every try counts. */
  sent: { id: 'sent', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' },
  answered: { id: 'answered', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' },
  /** For whatever cause, rejections included. */
  failed: { id: 'failed', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' },
  /** Of those sent: second and later tries. */
  retried: { id: 'retried', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' },
  /** Of those failed: turned away on purpose, before any work was done. */
  rejected: { id: 'rejected', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum' },
  inFlight: { id: 'inFlight', on: 'edge', kind: 'gauge', unit: 'calls', joins: 'mean' },
} as const satisfies Readonly<Record<string, Instrument>>;

export type EdgeInstrument = keyof typeof edgeInstruments;

const columnNames = ['sent', 'answered', 'failed', 'retried', 'rejected', 'endsLessStarts'] as const;
type ColumnName = (typeof columnNames)[number];
type EdgeMetersPlain = Readonly<Record<ColumnName, Float64Array>>;

/** Caller and callee, as indices of components. */
export type Edge = readonly [caller: number, callee: number];

export class EdgeMeters {
  readonly edges: readonly Edge[];
  readonly sent: Float64Array;
  readonly answered: Float64Array;
  readonly failed: Float64Array;
  readonly retried: Float64Array;
  readonly rejected: Float64Array;
  /** Times of all ends less times of all sendings, Micros: with the calls in flight, their integral over time. */
  private readonly endsLessStarts: Float64Array;
  private readonly components: number;
  private readonly edgeOf: Int32Array;

  constructor(components: number, edges: readonly Edge[]) {
    this.components = components;
    this.edges = edges;
    this.edgeOf = new Int32Array(components * components).fill(-1);
    edges.forEach(([caller, callee], edge) => {
      this.edgeOf[caller * components + callee] = edge;
    });
    this.sent = new Float64Array(edges.length);
    this.answered = new Float64Array(edges.length);
    this.failed = new Float64Array(edges.length);
    this.retried = new Float64Array(edges.length);
    this.rejected = new Float64Array(edges.length);
    this.endsLessStarts = new Float64Array(edges.length);
  }

  send(caller: number, callee: number, attempt: number, now: Micros): void {
    const edge = this.edgeOf[caller * this.components + callee] as number;
    assert(edge >= 0, 'a call is sent over a link that carries requests');
    this.sent[edge]! += 1;
    if (attempt > 1) this.retried[edge]! += 1;
    this.endsLessStarts[edge]! -= now;
  }

  /** The caller has the answer, or gives up. */
  end(caller: number, callee: number, causeCode: number, now: Micros): void {
    const edge = this.edgeOf[caller * this.components + callee] as number;
    this.endsLessStarts[edge]! += now;
    if (causeCode === 0) {
      this.answered[edge]! += 1;
      return;
    }
    this.failed[edge]! += 1;
    if (rejections.has(causeCode)) this.rejected[edge]! += 1;
  }

  inFlight(edge: number): number {
    return (this.sent[edge] as number) - (this.answered[edge] as number) - (this.failed[edge] as number);
  }

  /** Calls × Micros in flight, from time 0 to `now`. */
  inFlightIntegral(edge: number, now: Micros): number {
    return (this.endsLessStarts[edge] as number) + this.inFlight(edge) * now;
  }

  save(): EdgeMetersPlain {
    const columns = {} as Record<ColumnName, Float64Array>;
    for (const name of columnNames) columns[name] = this[name].slice();
    return columns;
  }

  load(plain: EdgeMetersPlain): void {
    for (const name of columnNames) this[name].set(plain[name]);
  }
}

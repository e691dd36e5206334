/**
 * Where each drawn request is at `viewMicros`: a pure function of the journey and the time, so that a scrub back
 * and a replay show the same dots on the same paths, whatever was drawn before.
 *
 * Incident lens: hop i starts at max(real send, drawn end of the hop before) and lasts max(real, 600 ms × rate);
 * between two hops the request is inside a card, where slots and waiting line stand for it. Only the way out is
 * drawn. A failed request stops where it failed, turns into its cross and drops to the tray.
 * Trace lens: real times, the way back included. SLA lens: nothing.
 */
import { isSampled } from '../../base/sampling.ts';
import type { Lens } from '../../session/session-contract.ts';
import type { MarkShape } from '../glyphs/fate-marks.ts';
import { fateOf, forEachJourney, header } from './journey.ts';
import type { MarkBuffer } from './mark-buffer.ts';
import { placeIncident } from './place-incident.ts';
import { placeTrace } from './place-trace.ts';
import type { WireTable } from './wire-table.ts';

/** One mark, reused: placing must not allocate. */
export interface Placed {
  x: number;
  y: number;
  shape: MarkShape;
  attempt: number;
}

export interface MarkSource {
  readonly ended: readonly Float64Array[];
  readonly inFlight: Float64Array;
  /** Requests per dot; rare fates are drawn one by one. */
  readonly ratio: number;
}

/** At most this many failed requests are drawn one by one; the tray and the split bar count them all. */
export const maxFailedMarks = 160;

const placed: Placed = { x: 0, y: 0, shape: 'disc', attempt: 1 };
/** After a seek a request may be both: still in flight at the cursor, and ended in the history ahead of it. */
const drawn = new Set<number>();

export function placeMarks(
  source: MarkSource,
  viewMicros: number,
  lens: Lens,
  rate: number,
  wires: WireTable,
  out: MarkBuffer,
): void {
  out.clear();
  drawn.clear();
  if (lens === 'sla' || source.ratio === 0) return;
  let rare = 0;
  const place = (data: Float64Array, at: number): void => {
    const ordinal = header(data, at, 'ordinal');
    const fate = fateOf(data, at);
    const isRare = fate === 'failed' || fate === 'rejected';
    if (!isSampled(ordinal, source.ratio)) {
      if (!isRare || rare >= maxFailedMarks) return;
    }
    const visible =
      lens === 'trace'
        ? placeTrace(data, at, viewMicros, rate, wires, placed)
        : placeIncident(data, at, viewMicros, rate, wires, placed);
    if (!visible) return;
    if (isRare) rare += 1;
    out.push(placed.x, placed.y, placed.shape, placed.attempt, ordinal);
  };
  for (const journey of source.ended) {
    if (out.full) return;
    drawn.add(header(journey, 0, 'ordinal'));
    place(journey, 0);
  }
  forEachJourney(source.inFlight, (at) => {
    if (!drawn.has(header(source.inFlight, at, 'ordinal'))) place(source.inFlight, at);
  });
}

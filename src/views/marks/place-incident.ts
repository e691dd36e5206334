/** One request in the incident lens; see place-marks. */
import { failingHop, travellingShape } from './fate-shape.ts';
import { fateOf, header, hop } from './journey.ts';
import type { Placed } from './place-marks.ts';
import { hopWallSeconds } from './sampling.ts';
import { alongLane, type Tray, type WireLane, type WireTable } from './wire-table.ts';

/** Wall time for which a cross stays where it failed, and for which it then falls. */
const restWallSeconds = 0.25;
const fallWallSeconds = 0.35;
const afterWallSeconds = restWallSeconds + fallWallSeconds;

/** Drawn length of a hop, Micros. */
export function drawnMicros(
  data: Float64Array,
  at: number,
  index: number,
  rate: number,
  lane: WireLane,
): number {
  const reachedAt = hop(data, at, index, 'reachedAt');
  const real = reachedAt < 0 ? lane.delayMicros : reachedAt - hop(data, at, index, 'sentAt');
  return Math.max(1, real, hopWallSeconds * 1e6 * rate);
}

const laneOf = (data: Float64Array, at: number, index: number, wires: WireTable): WireLane | undefined =>
  wires.lane(hop(data, at, index, 'from'), hop(data, at, index, 'to'));

export function placeIncident(
  data: Float64Array,
  at: number,
  viewMicros: number,
  rate: number,
  wires: WireTable,
  out: Placed,
): boolean {
  const fate = fateOf(data, at);
  const endedAt = header(data, at, 'endedAt');
  const badly = (fate === 'failed' || fate === 'rejected') && endedAt >= 0;
  const last = badly ? failingHop(data, at) : header(data, at, 'hops') - 1;
  let drawnEnd = 0;
  for (let index = 0; index <= last; index += 1) {
    const sentAt = hop(data, at, index, 'sentAt');
    const start = Math.max(sentAt, drawnEnd);
    const lane = laneOf(data, at, index, wires);
    if (lane === undefined) return false;
    const length = drawnMicros(data, at, index, rate, lane);
    drawnEnd = start + length;
    if (viewMicros >= drawnEnd) continue;
    // Between two hops it is inside a card, unless its last message got lost: then it hangs in the gap.
    if (viewMicros < start) return index > 0 && hang(data, at, index - 1, viewMicros, wires, out);
    return travel(data, at, index, (viewMicros - start) / length, viewMicros, lane, out);
  }
  if (last < 0) return false;
  const over = Math.max(drawnEnd, endedAt);
  if (endedAt < 0 || viewMicros < endedAt) return hang(data, at, last, viewMicros, wires, out);
  return badly && fall(data, at, last, (viewMicros - over) / (1e6 * Math.max(rate, 1e-9)), wires, out);
}

function travel(
  data: Float64Array,
  at: number,
  index: number,
  fraction: number,
  viewMicros: number,
  lane: WireLane,
  out: Placed,
): boolean {
  const lost = hop(data, at, index, 'reachedAt') < 0;
  alongLane(lane, lost ? Math.min(lane.gapAt, fraction) : fraction, out);
  out.shape = travellingShape(data, at, index, viewMicros);
  out.attempt = hop(data, at, index, 'attempt');
  return true;
}

/** A message that never arrived waits in sight until its caller gives up. */
function hang(
  data: Float64Array,
  at: number,
  index: number,
  viewMicros: number,
  wires: WireTable,
  out: Placed,
): boolean {
  const lane = laneOf(data, at, index, wires);
  const waits = hop(data, at, index, 'reachedAt') < 0 && lane !== undefined;
  const returnedAt = hop(data, at, index, 'returnedAt');
  if (!waits || (returnedAt >= 0 && viewMicros >= returnedAt)) return false;
  return travel(data, at, index, 1, viewMicros, lane, out);
}

/** After the end: rest where it failed, then drop to the tray of the callee (failed) or bounce back (rejected). */
function fall(
  data: Float64Array,
  at: number,
  index: number,
  wallSeconds: number,
  wires: WireTable,
  out: Placed,
): boolean {
  const lane = laneOf(data, at, index, wires);
  if (lane === undefined || wallSeconds > afterWallSeconds) return false;
  const stop = hop(data, at, index, 'reachedAt') < 0 ? lane.gapAt : 1;
  out.attempt = hop(data, at, index, 'attempt');
  if (fateOf(data, at) === 'rejected') {
    alongLane(lane, stop - (0.3 * wallSeconds) / afterWallSeconds, out);
    out.shape = 'bar';
    return true;
  }
  alongLane(lane, stop, out);
  out.shape = 'cross';
  if (lane.tray === undefined) return true;
  dropInto(lane.tray, Math.max(0, (wallSeconds - restWallSeconds) / fallWallSeconds), out);
  return true;
}

/** Share of the fall spent beside the card; the rest goes sideways into the tray below it. */
const downShare = 0.75;

/** Down beside the card and then under it: never across its text. */
function dropInto(tray: Tray, falling: number, out: Placed): void {
  const down = Math.min(1, falling / downShare);
  const aside = Math.max(0, (falling - downShare) / (1 - downShare));
  out.y += (tray.y - out.y) * down * down;
  out.x += (tray.x - out.x) * aside;
}

/** One request in the incident lens; see place-marks. */
import { pointAlong } from '../layout/flow-path.ts';
import { failingHop, travellingShape } from './fate-shape.ts';
import { fateOf, header, hop } from './journey.ts';
import type { Placed } from './place-marks.ts';
import { hopWallSeconds } from './sampling.ts';
import type { WireTable } from './wire-table.ts';

/** Wall time for which a cross stays where it failed, and for which it then falls. */
const restWallSeconds = 0.25;
const fallWallSeconds = 0.35;
/** Drawn length of a hop, Micros. */
export function drawnMicros(data: Float64Array, at: number, index: number, rate: number): number {
  const reachedAt = hop(data, at, index, 'reachedAt');
  const real = reachedAt < 0 ? 0 : reachedAt - hop(data, at, index, 'sentAt');
  return Math.max(real, hopWallSeconds * 1e6 * rate);
}

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
    const start = Math.max(hop(data, at, index, 'sentAt'), drawnEnd);
    if (viewMicros < start) return false;
    const length = drawnMicros(data, at, index, rate);
    drawnEnd = start + length;
    if (viewMicros < drawnEnd)
      return travel(data, at, index, (viewMicros - start) / length, viewMicros, wires, out);
  }
  if (!badly || last < 0) return false;
  return fall(data, at, last, viewMicros - Math.max(drawnEnd, endedAt), rate, wires, out);
}

function travel(
  data: Float64Array,
  at: number,
  index: number,
  fraction: number,
  viewMicros: number,
  wires: WireTable,
  out: Placed,
): boolean {
  const path = wires.path(hop(data, at, index, 'from'), hop(data, at, index, 'to'));
  if (path === undefined) return false;
  const lost = hop(data, at, index, 'reachedAt') < 0;
  pointAlong(path, lost ? Math.min(path.gapAt, fraction) : fraction, out);
  out.shape = travellingShape(data, at, index, viewMicros);
  out.attempt = hop(data, at, index, 'attempt');
  return true;
}

/** After the end: rest where it failed, then drop to the tray of the callee (failed) or bounce back (rejected). */
function fall(
  data: Float64Array,
  at: number,
  index: number,
  sinceMicros: number,
  rate: number,
  wires: WireTable,
  out: Placed,
): boolean {
  const wallSeconds = sinceMicros / (1e6 * Math.max(rate, 1e-9));
  const path = wires.path(hop(data, at, index, 'from'), hop(data, at, index, 'to'));
  if (path === undefined || wallSeconds > restWallSeconds + fallWallSeconds) return false;
  const stop = hop(data, at, index, 'reachedAt') < 0 ? path.gapAt : 1;
  const falling = Math.max(0, (wallSeconds - restWallSeconds) / fallWallSeconds);
  out.attempt = hop(data, at, index, 'attempt');
  if (fateOf(data, at) === 'rejected') {
    pointAlong(
      path,
      stop - 0.3 * Math.min(1, Math.max(0, wallSeconds / (restWallSeconds + fallWallSeconds))),
      out,
    );
    out.shape = 'bar';
    return true;
  }
  pointAlong(path, stop, out);
  out.shape = 'cross';
  const tray = wires.tray(hop(data, at, index, 'to'));
  if (wallSeconds < 0 || tray === undefined) return wallSeconds >= 0 || lostWaits(data, at, index);
  out.x += (tray.x - out.x) * falling;
  out.y += (tray.y - out.y) * falling * falling;
  return true;
}

/** Before its end is known, only a message lost on its way waits in sight; the others wait inside the card. */
function lostWaits(data: Float64Array, at: number, index: number): boolean {
  return hop(data, at, index, 'reachedAt') < 0;
}

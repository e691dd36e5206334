/** One request in the trace lens: real times, out and back; while it is inside a card it stands at its edge. */
import { travellingShape } from './fate-shape.ts';
import { fateOf, header, hop } from './journey.ts';
import type { Placed } from './place-marks.ts';
import { alongLane, type WireLane, type WireTable } from './wire-table.ts';

/** Wall time for which the fate of an ended request stays in sight. */
const restWallSeconds = 0.4;

export function placeTrace(
  data: Float64Array,
  at: number,
  viewMicros: number,
  rate: number,
  wires: WireTable,
  out: Placed,
): boolean {
  const endedAt = header(data, at, 'endedAt');
  const ended = endedAt >= 0 && viewMicros >= endedAt;
  if (ended && viewMicros > endedAt + restWallSeconds * 1e6 * rate) return false;
  const index = deepestOpenHop(data, at, Math.min(viewMicros, ended ? endedAt - 1 : viewMicros));
  if (index < 0) return false;
  const lane = wires.lane(hop(data, at, index, 'from'), hop(data, at, index, 'to'));
  if (lane === undefined) return false;
  alongLane(lane, progress(data, at, index, ended ? endedAt : viewMicros, lane), out);
  out.attempt = hop(data, at, index, 'attempt');
  out.shape = travellingShape(data, at, index, viewMicros);
  if (ended && fateOf(data, at) === 'failed') out.shape = 'cross';
  if (ended && fateOf(data, at) === 'rejected') out.shape = 'bar';
  return true;
}

/** The call under way at `viewMicros`: the last one sent that its caller still waits for. */
function deepestOpenHop(data: Float64Array, at: number, viewMicros: number): number {
  for (let index = header(data, at, 'hops') - 1; index >= 0; index -= 1) {
    const returnedAt = hop(data, at, index, 'returnedAt');
    const sent = hop(data, at, index, 'sentAt') <= viewMicros;
    if (sent && (returnedAt < 0 || viewMicros < returnedAt)) return index;
  }
  return -1;
}

/** 0 at the caller, 1 at the callee. */
function progress(data: Float64Array, at: number, index: number, viewMicros: number, lane: WireLane): number {
  const sentAt = hop(data, at, index, 'sentAt');
  const reachedAt = hop(data, at, index, 'reachedAt');
  const finishedAt = hop(data, at, index, 'finishedAt');
  const returnedAt = hop(data, at, index, 'returnedAt');
  if (reachedAt < 0) {
    const way = (viewMicros - sentAt) / Math.max(1, lane.delayMicros);
    return way < 1 && !lane.cut ? way : Math.min(way, lane.gapAt);
  }
  if (viewMicros < reachedAt) return (viewMicros - sentAt) / Math.max(1, reachedAt - sentAt);
  const answered = finishedAt >= 0 && hop(data, at, index, 'cause') === 0;
  if (!answered || viewMicros < finishedAt) return 1;
  const back = returnedAt < 0 ? lane.delayMicros : returnedAt - finishedAt;
  return 1 - Math.min(1, (viewMicros - finishedAt) / Math.max(1, back));
}

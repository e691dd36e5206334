/** A journey's hops belong to one tree, and their times come in the order of life. */
import {
  hopColumn,
  hopStride,
  journeyHeader,
  journeyHeaderStride,
  journeyLength,
  requestFates,
} from '../../src/engine/telemetry/records.ts';
import type { Problems } from './problems.ts';

export function checkJourney(journey: Float64Array, problems: Problems): void {
  const hops = journey[journeyHeader.hops]!;
  const ordinal = journey[journeyHeader.ordinal]!;
  const wrong = (what: string) => problems.add('journey', `request ${ordinal}: ${what}`);
  if (journey.length !== journeyLength(journey)) {
    wrong('length');
    return;
  }
  const fate = requestFates[journey[journeyHeader.fate]!];
  const failed = journey[journeyHeader.cause] !== 0;
  if (fate === undefined || fate === 'inFlight') wrong(`ended as ${fate}`);
  if (failed !== (fate === 'failed' || fate === 'rejected')) wrong(`${fate} with cause ${failed}`);
  if (journey[journeyHeader.endedAt]! < journey[journeyHeader.arrivedAt]!) wrong('ended before it arrived');
  for (let hop = 0; hop < hops; hop += 1) {
    const at = (column: number): number => journey[journeyHeaderStride + hop * hopStride + column]!;
    const parent = at(hopColumn.parent);
    if (parent >= hop || (hop === 0) !== (parent === -1)) wrong(`hop ${hop} has parent ${parent}`);
    const times = [
      hopColumn.sentAt,
      hopColumn.reachedAt,
      hopColumn.startedAt,
      hopColumn.heldSince,
      hopColumn.finishedAt,
    ].map(at);
    const happened = times.filter((time) => time >= 0);
    if (happened.some((time, place) => place > 0 && time < happened[place - 1]!))
      wrong(`hop ${hop} runs backwards: ${times.join(', ')}`);
    const returnedAt = at(hopColumn.returnedAt);
    if (returnedAt >= 0 && returnedAt < times[0]!) wrong(`hop ${hop} returned before it was sent`);
  }
}

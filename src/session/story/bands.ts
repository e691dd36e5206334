/** When something was broken: from each fault to what ended it, overlapping ones merged. */
import type { Micros } from '../../base/units.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { spansOf } from './spans.ts';

export interface FaultBand {
  readonly from: Micros;
  readonly to: Micros;
}

/** Faults that nothing ended reach to `headMicros`. `story` is sorted by time. */
export function faultBands(story: readonly StoryEvent[], headMicros: Micros): readonly FaultBand[] {
  const bands: { from: Micros; to: Micros }[] = [];
  for (const { interval, begun, ended } of spansOf(story)) {
    if (interval.isFault === undefined) continue;
    const to = ended?.time ?? Math.max(headMicros, begun.time);
    const last = bands.at(-1);
    if (last && begun.time <= last.to) last.to = Math.max(last.to, to);
    else bands.push({ from: begun.time, to });
  }
  return bands;
}

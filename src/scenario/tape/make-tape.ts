/**
 * From recorded traffic to the tape that the users play: silences shortened in the file's own time, then everything sped
 * up. The same file, speed-up and longest silence give the same tape.
 */
import type { InputProblem } from '../../base/result.ts';
import { type Micros, type Millis, microsFromMillis, microsPerSecond } from '../../base/units.ts';
import { classVerbs, type RequestClass } from '../../engine/description.ts';
import type { Tape } from '../../engine/tape.ts';
import { formatDuration } from '../duration-text.ts';
import { limits } from '../limits.ts';
import { type RecordedTraffic, recordedSpan } from './recorded-traffic.ts';

/** How recorded traffic is played. */
export interface TapeTiming {
  readonly speedup: number;
  /** A longer silence is shortened to this, in the file's own time. Absent: silences stay. */
  readonly gapMaxMillis?: Millis | undefined;
}

/** What a scenario keeps of its tape: enough to know it again, and to play it the same way. */
export interface TapeReference extends TapeTiming {
  readonly contentHash: string;
  readonly fileName: string;
  readonly requests: number;
}

export function tapeReference(
  { contentHash, fileName, times }: RecordedTraffic,
  { speedup, gapMaxMillis }: TapeTiming,
): TapeReference {
  const gap = gapMaxMillis === undefined ? {} : { gapMaxMillis };
  return { contentHash, fileName, requests: times.length, speedup, ...gap };
}

function playedTimes({ times }: RecordedTraffic, { speedup, gapMaxMillis }: TapeTiming): Float64Array {
  const longest = gapMaxMillis === undefined ? Number.POSITIVE_INFINITY : microsFromMillis(gapMaxMillis);
  const played = new Float64Array(times.length);
  let before = 0;
  let at = 0;
  for (let index = 0; index < times.length; index += 1) {
    const time = times[index] as number;
    at += Math.min(longest, time - before);
    before = time;
    played[index] = Math.round(at / speedup);
  }
  return played;
}

/** How long a run is whose arrivals these are. */
export function playedSpan(traffic: RecordedTraffic, timing: TapeTiming): Micros {
  if (timing.gapMaxMillis === undefined) return Math.round(recordedSpan(traffic) / timing.speedup);
  const played = playedTimes(traffic, timing);
  return played[played.length - 1] ?? 0;
}

/** Whether a run may be that long. */
export function checkPlayedSpan(traffic: RecordedTraffic, timing: TapeTiming): InputProblem | undefined {
  const longest = limits.runSeconds * microsPerSecond;
  const span = playedSpan(traffic, timing);
  if (span <= longest) return undefined;
  const least = Math.ceil((span * timing.speedup) / longest);
  return {
    path: 'tape.speedup',
    value: `${timing.speedup} (${formatDuration(span)})`,
    allowed: `at least ${least}: a run lasts up to ${formatDuration(longest)}`,
  };
}

/** An arrival's class is the first that wants what it wants; `checkVerbs` says whether there is one. */
export function makeTape(
  traffic: RecordedTraffic,
  timing: TapeTiming,
  classes: readonly Pick<RequestClass, 'verb'>[],
): Tape {
  const { contentHash, keys, clients, keyCount, clientCount } = traffic;
  const classWith = classVerbs.map((wanted) => classes.findIndex(({ verb }) => verb === wanted));
  const { speedup, gapMaxMillis = 'any' } = timing;
  return {
    contentHash: `${contentHash} ×${speedup} ≤${gapMaxMillis}`,
    offsets: playedTimes(traffic, timing),
    classes: traffic.classes.map((verb) => classWith[verb] as number),
    keys,
    clients,
    keyCount,
    clientCount,
  };
}

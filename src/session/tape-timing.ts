/** What a way to play recorded traffic comes to, and the one to begin with. */
import type { InputProblem } from '../base/result.ts';
import { type Micros, type PerSecond, secondsFromMicros } from '../base/units.ts';
import { limits } from '../scenario/limits.ts';
import { checkPlayedSpan, playedSpan, type TapeTiming } from '../scenario/tape/make-tape.ts';
import { type RecordedTraffic, recordedSpan } from '../scenario/tape/recorded-traffic.ts';

export const suggestedSpeedups = [1, 10, 100, 1_000] as const;
export const speedupRange = { min: limits.tape.speedupMin, max: limits.tape.speedupMax } as const;
/** Undefined: silences stay as recorded. */
export const suggestedSilences = [undefined, 1_000, 2_000, 10_000, 60_000] as const;

const usualSilenceMillis = 2_000;
/** Long enough to break something and see it through. */
const watchableMicros: Micros = 120_000_000;

export interface TimedTape {
  readonly span: Micros;
  /** Undefined for a tape of one instant. */
  readonly perSecond: PerSecond | undefined;
  readonly problem: InputProblem | undefined;
}

export function timedTape(traffic: RecordedTraffic, timing: TapeTiming): TimedTape {
  const span = playedSpan(traffic, timing);
  const perSecond = span > 0 ? traffic.times.length / secondsFromMicros(span) : undefined;
  return { span, perSecond, problem: checkPlayedSpan(traffic, timing) };
}

/** The slowest that is over in two minutes, without the nights of a log. */
export function suggestedTiming(traffic: RecordedTraffic): TapeTiming {
  const gapMaxMillis = usualSilenceMillis;
  const span = (speedup: number): Micros => playedSpan(traffic, { speedup, gapMaxMillis });
  const speedup = suggestedSpeedups.find((one) => span(one) <= watchableMicros) ?? suggestedSpeedups[3];
  return { speedup, gapMaxMillis };
}

export { recordedSpan };

/** `--replay` and the two options that only make sense with it. */
import { type InputProblem, type Result, refuse, succeed } from '../base/result.ts';
import { type Millis, millisFromMicros } from '../base/units.ts';
import { durationAllowed, parseDuration } from '../scenario/duration-text.ts';
import { limits } from '../scenario/limits.ts';
import { shownValue } from '../scenario/problem-text.ts';

export interface Replay {
  readonly file: string;
  /** Undefined: as the scenario says, else 1. */
  readonly speedup: number | undefined;
  /** Undefined: as the scenario says, else silences stay. */
  readonly gapMaxMillis: Millis | undefined;
}

/** Undefined if no file was named. */
export function replayOf(
  file: string | undefined,
  speedupText: string | undefined,
  gapMaxText: string | undefined,
): Result<Replay | undefined, InputProblem> {
  if (file === undefined) {
    const stray = speedupText ?? gapMaxText;
    if (stray === undefined) return succeed(undefined);
    const path = speedupText === undefined ? '--gap-max' : '--speedup';
    return refuse({ path, value: shownValue(stray), allowed: 'only with --replay' });
  }
  const { speedupMin, speedupMax } = limits.tape;
  const speedup =
    speedupText === undefined || /^\d{1,7}(\.\d{1,6})?$/.test(speedupText)
      ? Number(speedupText ?? 1)
      : Number.NaN;
  if (!(speedup >= speedupMin && speedup <= speedupMax))
    return refuse({
      path: '--speedup',
      value: shownValue(speedupText),
      allowed: `${speedupMin} … ${speedupMax}`,
    });
  const gapMax = gapMaxText === undefined ? undefined : parseDuration(gapMaxText);
  if (gapMaxText !== undefined && (gapMax === undefined || gapMax < 1_000))
    return refuse({
      path: '--gap-max',
      value: shownValue(gapMaxText),
      allowed: `${durationAllowed}; at least 1ms`,
    });
  return succeed({
    file,
    speedup: speedupText === undefined ? undefined : speedup,
    gapMaxMillis: gapMax === undefined ? undefined : millisFromMicros(gapMax),
  });
}

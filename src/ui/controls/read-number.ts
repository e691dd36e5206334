/** Reads a number that a person typed against a parameter's range; nothing is clamped or guessed. */

import { type InputProblem, type Result, refuse, succeed } from '../../base/result.ts';
import type { ShownSpec } from '../measure/parameter-format.ts';

export function readNumber(
  text: string,
  spec: ShownSpec,
  scale: number,
  allowed: string,
): Result<number, InputProblem> {
  const trimmed = text.trim().replaceAll(',', '');
  const problem = refuse<InputProblem>({ path: spec.path, value: text.trim(), allowed });
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return problem;
  // Ratios are typed as percentages: 12.3 / 100 is 0.123 only after rounding off what division adds.
  const value = Number((Number(trimmed) / scale).toPrecision(12));
  if (value < spec.min || value > spec.max) return problem;
  if (spec.integer && !Number.isInteger(value)) return problem;
  return succeed(value);
}

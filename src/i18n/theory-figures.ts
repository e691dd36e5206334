/** Figures of the theory check: three significant digits, for values from microseconds to thousands. */
import { grouped } from './format.ts';

const smallest = 0.000_5;

/** Of a number that is not negative. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  if (value < smallest) return '< 0.001';
  if (value >= 999.5) return grouped(value);
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.995 ? 2 : 3;
  return value.toFixed(digits);
}

/** From seconds. */
export const millisFigure = (seconds: number): string => `${figure(seconds * 1_000)} ms`;

export const percentFigure = (share: number): string => `${figure(share * 100)} %`;

/** A difference as a share, with its sign. */
export function differenceFigure(share: number): string {
  const size = Math.abs(share) * 100;
  if (!Number.isFinite(size)) return '–';
  if (size === 0) return '0 %';
  if (size < 0.05) return '< 0.1 %';
  return `${share < 0 ? '−' : '+'}${size < 9.95 ? size.toFixed(1) : grouped(size)} %`;
}

/** a, b and c. */
export function listed(names: readonly string[], last: string): string {
  const [final = '', ...others] = names.toReversed();
  return others.length === 0 ? final : `${others.toReversed().join(', ')} ${last} ${final}`;
}

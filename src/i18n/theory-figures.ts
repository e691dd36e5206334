/** Figures of the theory check: three significant digits, for values from microseconds to thousands. */
import { grouped } from './format.ts';

const smallest = 0.000_5;

export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size === 0) return '0';
  if (size < smallest) return `${value < 0 ? '> −' : '< '}0.001`;
  if (size >= 999.5) return sign + grouped(size);
  const digits = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.995 ? 2 : 3;
  return sign + size.toFixed(digits);
}

/** From seconds. */
export const millisFigure = (seconds: number): string => `${figure(seconds * 1_000)} ms`;

export const percentFigure = (share: number): string => `${figure(share * 100)} %`;

/** a, b and c. */
export function listed(names: readonly string[], last: string): string {
  const [final = '', ...others] = names.toReversed();
  return others.length === 0 ? final : `${others.toReversed().join(', ')} ${last} ${final}`;
}

/** How a speed is written. */
import type { Speed } from '../../session/session-contract.ts';

export function speedText(speed: Speed, max: string): string {
  if (speed === 'max') return max;
  return speed < 1 ? `1/${Math.round(1 / speed)}` : `${speed}×`;
}

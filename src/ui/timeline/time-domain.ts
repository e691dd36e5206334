/** The one span of time that the scrubber and every chart show: from 0 to a round time past all heads and commands. */
import { microsPerSecond } from '../../base/units.ts';
import type { Branch } from '../../session/session-contract.ts';
import type { TimeDomain } from '../../views/charts/time-scale.ts';

const roundSeconds = [30, 60, 120, 180, 300, 600, 1_200, 1_800, 3_600];

export function timeDomain(branches: readonly Branch[], headMicros: number): TimeDomain {
  const ends = branches.flatMap((branch) => [branch.headMicros, branch.log.at(-1)?.at ?? 0]);
  const furthest = ends.reduce((far, end) => Math.max(far, end), headMicros);
  const needed = furthest / microsPerSecond;
  const round = roundSeconds.find((seconds) => seconds >= needed) ?? Math.ceil(needed / 3_600) * 3_600;
  return [0, round * microsPerSecond];
}

/** Which database node takes writes now, as the run's own gauges have it; the newest when two believe they do. */
import type { RunDescription } from '../../engine/description.ts';
import type { LiveView } from '../../session/session-contract.ts';
import { healthOf, readGauge, roleOf } from '../measure/gauge.ts';

export function presentPrimary(description: RunDescription, live: LiveView): string | undefined {
  const primaries = description.components.filter(
    ({ index, kind }) => kind === 'database' && roleOf(live, index) === 'primary',
  );
  const alive = primaries.filter(({ index }) => healthOf(live, index) !== 'down');
  const newest = [...alive].sort(
    (a, b) => readGauge(live, b.index, 'processSince') - readGauge(live, a.index, 'processSince'),
  )[0];
  return newest?.id;
}

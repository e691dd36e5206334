/** Which database nodes take writes now. Two believe that they do in a split brain: the elected one comes first. */
import type { RunDescription } from '../../engine/description.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { WriteTakers } from '../../i18n/en/canvas.ts';
import type { LiveView } from '../../session/session-contract.ts';
import { successionsIn } from '../../session/story/leaders.ts';
import { healthOf, readGauge, roleOf } from '../measure/gauge.ts';

/** Roles are in the gauges; which of several primaries was elected, only the story tells. */
export function presentPrimary(
  description: RunDescription,
  live: LiveView,
  story: readonly StoryEvent[] = [],
): WriteTakers | undefined {
  const primaries = description.components.filter(
    ({ index, kind }) => kind === 'database' && roleOf(live, index) === 'primary',
  );
  const alive = primaries
    .filter(({ index }) => healthOf(live, index) !== 'down')
    .sort((a, b) => readGauge(live, b.index, 'processSince') - readGauge(live, a.index, 'processSince'))
    .map(({ id }) => id);
  const promoted = successionsIn(story).at(-1)?.successor;
  const elected = alive.find((id) => id === promoted);
  const id = elected ?? alive[0];
  if (id === undefined) return undefined;
  return { id, others: alive.filter((other) => other !== id), isElected: elected !== undefined };
}

/** Which database nodes take themselves for primary now. Two do until an old primary hears of its successor. */
import type { RunDescription } from '../../engine/description.ts';
import type { WriteTakers } from '../../i18n/en/canvas.ts';
import type { LiveView } from '../../session/session-contract.ts';
import { isRecord, roleOf } from '../../views/states.ts';
import { healthOf, readGauge } from '../measure/gauge.ts';

export function presentPrimary(description: RunDescription, live: LiveView): WriteTakers | undefined {
  const alive = description.components
    .filter(({ index, traits }) => isRecord(traits) && healthOf(live, index) !== 'down')
    .sort((a, b) => readGauge(live, b.index, 'processSince') - readGauge(live, a.index, 'processSince'));
  const elected = alive.find(({ id }) => roleOf(live.readings, id) === 'primary')?.id;
  const old = alive.filter(({ id }) => roleOf(live.readings, id) === 'oldPrimary').map(({ id }) => id);
  const id = elected ?? old[0];
  if (id === undefined) return undefined;
  return { id, others: old.filter((other) => other !== id), isElected: elected !== undefined };
}

/** What each card says, from gauges and words: pure, so that a test can measure every text in every language. */
import type { ComponentDescription, RunDescription } from '../../engine/description.ts';
import { databaseRoles, type HealthState } from '../../engine/telemetry/records.ts';
import { gauge, healthOf } from '../states.ts';
import type { ViewWords } from '../words.ts';
import type { FlowData } from './flow-data.ts';

export interface CardContent {
  readonly state: HealthState;
  readonly busy: number;
  readonly slots: number;
  readonly queueLength: number;
  readonly queueCapacity: number;
  /** Alternatives, longest first. */
  readonly detail: readonly string[];
  /** Failed here during the incident. */
  readonly lost: number;
}

export function cardContent(one: ComponentDescription, data: FlowData, words: ViewWords): CardContent {
  const read = (name: Parameters<typeof gauge>[2]): number => gauge(data.gauges, one.index, name);
  const state = healthOf(data.gauges, one.index);
  const isDown = state === 'down';
  const lost = read('failed') - (data.failedBefore?.[one.index] ?? 0);
  return {
    state,
    // A dead process holds nothing: its slots are drawn empty.
    busy: isDown ? 0 : read('busy'),
    slots: read('slots'),
    queueLength: isDown ? 0 : read('queueLength'),
    queueCapacity: read('queueCapacity'),
    detail: detailOf(one, data, words, state),
    lost: Math.max(0, Math.round(lost)),
  };
}

function detailOf(
  one: ComponentDescription,
  data: FlowData,
  words: ViewWords,
  state: HealthState,
): readonly string[] {
  const read = (name: Parameters<typeof gauge>[2]): number => gauge(data.gauges, one.index, name);
  const since = words.since(Math.max(0, data.viewMicros - read('processSince')));
  switch (one.kind) {
    case 'users':
      return [words.rate(data.outcomes.arrivedPerSecond)];
    case 'load-balancer':
      return state === 'down'
        ? [since]
        : words.inRotation(read('inRotation'), serversBehind(data.description, one.id));
    case 'database': {
      const role = databaseRoles[read('role')] ?? 'none';
      if (state === 'down') return [`${words.role[role]} · ${since}`, since];
      if (role === 'primary') return words.primaryLine();
      return words.replicaLine(read('lagMicros'), read('lagVersions'));
    }
    case 'sentinel':
      return [];
    // Whatever serves says how full it is.
    default:
      return state === 'down' ? [since] : words.load(read('busy'), read('slots'), read('queueLength'));
  }
}

function serversBehind(description: RunDescription, id: string): number {
  return description.links.filter((link) => link.from === id && link.carries === 'request').length;
}

/** What each card says, from gauges and words: pure, so that a test can measure every text in every language. */
import type { ComponentDescription, RunDescription } from '../../engine/description.ts';
import { databaseRoles, type HealthState, processModes } from '../../engine/telemetry/records.ts';
import type { CutBadge } from '../layout/layout-types.ts';
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
  readonly failed: number;
  readonly cut: CutBadge | undefined;
}

export function cardContent(
  one: ComponentDescription,
  data: FlowData,
  words: ViewWords,
  cut?: CutBadge,
): CardContent {
  const read = (name: Parameters<typeof gauge>[2]): number => gauge(data.gauges, one.index, name);
  const state = healthOf(data.gauges, one.index);
  // A dead process holds nothing: its slots are drawn empty. A hung one holds all it had.
  const isDead = state === 'down' && processModes[read('processMode')] !== 'hung';
  const failed = read('failed') - (data.failedBefore?.[one.index] ?? 0);
  return {
    state,
    busy: isDead ? 0 : read('busy'),
    slots: read('slots'),
    queueLength: isDead ? 0 : read('queueLength'),
    queueCapacity: read('queueCapacity'),
    detail: detailOf(one, data, words, state),
    failed: Math.max(0, Math.round(failed)),
    cut,
  };
}

function detailOf(
  one: ComponentDescription,
  data: FlowData,
  words: ViewWords,
  state: HealthState,
): readonly string[] {
  const read = (name: Parameters<typeof gauge>[2]): number => gauge(data.gauges, one.index, name);
  const since = Math.max(0, data.viewMicros - read('processSince'));
  const mode = processModes[read('processMode')];
  if (mode === 'hung') return [words.hung(since)];
  const isDown = state === 'down';
  switch (one.kind) {
    case 'users':
      return [words.rate(data.outcomes.arrivedPerSecond)];
    case 'load-balancer':
      return isDown
        ? [words.dead(since)]
        : words.inRotation(read('inRotation'), serversBehind(data.description, one.id));
    case 'database': {
      const role = databaseRoles[read('role')] ?? 'none';
      if (isDown) return [`${words.role[role]} · ${words.dead(since)}`, words.dead(since)];
      if (role === 'primary') return words.primaryLine();
      if (role === 'replica' && state === 'degraded' && read('lagMicros') === 0) return words.noPrimaryLine();
      return words.replicaLine(read('lagMicros'), read('lagVersions'));
    }
    case 'sentinel':
      return [];
    // Whatever serves says how full it is.
    default:
      return isDown ? [words.dead(since)] : words.load(read('busy'), read('slots'), read('queueLength'));
  }
}

function serversBehind(description: RunDescription, id: string): number {
  return description.links.filter((link) => link.from === id && link.carries === 'request').length;
}

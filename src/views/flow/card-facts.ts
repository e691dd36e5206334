/** What each card says, from gauges and words: pure, so that a test can measure every text in every language. */
import type { ComponentDescription, RunDescription } from '../../engine/description.ts';
import type {
  CacheInstrument,
  ServiceInstrument,
  StoreInstrument,
} from '../../engine/telemetry/instrument-names.ts';
import { readerOf, readingOf } from '../../engine/telemetry/layout.ts';
import { type HealthState, processModes } from '../../engine/telemetry/records.ts';
import type { CutBadge, GroupBox } from '../layout/layout-types.ts';
import { gauge, hasPrimary, healthOf, roleOf } from '../states.ts';
import type { ViewWords } from '../words.ts';
import type { FlowData } from './flow-data.ts';

export interface CardContent {
  readonly state: HealthState;
  /** Cells and ticks to draw: none where calls get no slot. */
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
  const read: Read = (name) => gauge(data.gauges, one.index, name);
  const readCenter = readerOf<ServiceInstrument>(data.readings, one.id);
  const state = healthOf(data.gauges, one.index);
  // A dead process holds nothing: its slots are drawn empty. A hung one holds all it had.
  const isDead = state === 'down' && processModes[read('processMode')] !== 'hung';
  return {
    state,
    busy: isDead ? 0 : (readCenter('busy') ?? 0),
    slots: readCenter('slots') ?? 0,
    queueLength: isDead ? 0 : (readCenter('queueLength') ?? 0),
    queueCapacity: readCenter('queueCapacity') ?? 0,
    detail: [...sayingOf(one, data, words, state), ...detailOf(one, data, words, state)],
    failed: data.failed[one.index] ?? 0,
    cut,
  };
}

/** Of a process that does not serve, something worse is said. */
function sayingOf(
  { id }: ComponentDescription,
  { sayings }: FlowData,
  words: ViewWords,
  state: HealthState,
): readonly string[] {
  const saying = sayings.get(id);
  return saying === undefined || state === 'down' ? [] : words.saying[saying];
}

function detailOf(
  one: ComponentDescription,
  data: FlowData,
  words: ViewWords,
  state: HealthState,
): readonly string[] {
  const read: Read = (name) => gauge(data.gauges, one.index, name);
  if (processModes[read('processMode')] === 'hung')
    return words.hung(Math.max(0, data.viewMicros - read('processSince')));
  const { traits } = one;
  if (traits.includes('source')) return [words.rate(data.outcomes.arrivedPerSecond)];
  if (traits.includes('replicated')) return nodeFacts(one, data, words, state);
  if (state === 'down') return goneFor(read, data, words);
  if (traits.includes('pool')) return poolFacts(one, data, words);
  if (traits.includes('cache')) return withEntries(lookUps(one, data, words), entriesOf(one, data, words));
  return loadOf(one, data, words);
}

/** Whatever serves says how full it is. */
function loadOf({ id }: ComponentDescription, data: FlowData, words: ViewWords): readonly string[] {
  const read = readerOf<ServiceInstrument>(data.readings, id);
  const [busy, slots, waiting] = [read('busy'), read('slots'), read('queueLength')];
  return busy === undefined || slots === undefined || waiting === undefined
    ? []
    : words.load(busy, slots, waiting);
}

type Read = (name: Parameters<typeof gauge>[2]) => number;

/** How long its process has been dead, or its host without power. */
function goneFor(read: Read, { viewMicros }: FlowData, words: ViewWords): readonly string[] {
  const since = Math.max(0, viewMicros - read('processSince'));
  return processModes[read('processMode')] === 'off' ? words.off(since) : words.dead(since);
}

/** A node of a store goes by its role; the primary of a cache also says how often it finds what it is asked for. */
function nodeFacts(
  one: ComponentDescription,
  data: FlowData,
  words: ViewWords,
  state: HealthState,
): readonly string[] {
  const read: Read = (name) => gauge(data.gauges, one.index, name);
  const role = roleOf(data.readings, one.id);
  if (role === undefined) return [];
  if (state === 'down') {
    const gone = goneFor(read, data, words);
    return [`${words.role[role]} · ${gone[0] ?? ''}`, ...gone];
  }
  if (role === 'oldPrimary') return words.oldPrimaryLine();
  if (role === 'replica') return replicaFacts(one, data, words, state);
  if (!one.traits.includes('cache'))
    return processModes[read('processMode')] === 'starting' ? [words.role[role]] : words.primaryLine();
  const asked = lookUps(one, data, words);
  return [...asked.map((text) => `${words.role[role]} · ${text}`), ...asked, words.role[role]];
}

/**
 * A replica that has lost its primary cannot know how far behind it is. While nobody is primary the age of what it
 * lacks is told by nobody: it grows with the clock, and not with what is missing.
 */
function replicaFacts(
  one: ComponentDescription,
  data: FlowData,
  words: ViewWords,
  state: HealthState,
): readonly string[] {
  const read = readerOf<StoreInstrument>(data.readings, one.id);
  const [versions, age] = [read('lagVersions'), read('lagMicros')];
  if (versions === undefined || age === undefined) return [];
  if (!hasPrimary(one, data.description.components, data)) return words.noPrimaryLine(versions);
  if (state === 'degraded' && versions === 0) return words.noPrimaryLine(0);
  return words.replicaLine(versions, age);
}

/** No second has been closed: nothing was looked up yet. */
const noLookUps = { hits: 0, misses: 0 };

function lookUps({ id }: ComponentDescription, { outcomes }: FlowData, words: ViewWords): readonly string[] {
  const { hits, misses } = outcomes.lookUps.get(id) ?? noLookUps;
  return words.hitRate(hits, misses);
}

function withEntries(asked: readonly string[], entries: readonly string[]): readonly string[] {
  return [...entries.map((text) => `${asked[0] ?? ''} · ${text}`), ...asked];
}

function entriesOf({ id }: ComponentDescription, data: FlowData, words: ViewWords): readonly string[] {
  const read = readerOf<CacheInstrument>(data.readings, id);
  const [held, room] = [read('entries'), read('entryCapacity')];
  return held === undefined || room === undefined ? [] : words.entries(held, room);
}

/** What a group card says of itself: the state of its servers, or how full the cache of its primary is. */
export function groupFacts(group: GroupBox, data: FlowData, words: ViewWords): readonly string[] {
  const members = data.description.components.filter((one) => group.members.includes(one.id));
  if (group.closed) {
    const counts = { healthy: 0, degraded: 0, down: 0, recovering: 0, removed: 0 };
    for (const { index } of members) counts[healthOf(data.gauges, index)] += 1;
    return words.stateCounts(counts);
  }
  const primaries = members.filter(
    ({ id, traits }) => traits.includes('cache') && roleOf(data.readings, id) === 'primary',
  );
  // One that died as primary still takes itself for it; what counts is the one that answers.
  const primary =
    primaries.find(({ index }) => healthOf(data.gauges, index) === 'healthy') ?? primaries.at(0);
  return primary === undefined ? [] : entriesOf(primary, data, words);
}

function poolFacts({ id }: ComponentDescription, data: FlowData, words: ViewWords): readonly string[] {
  const servers = readingOf(data.readings, id, 'inRotation');
  return servers === undefined ? [] : words.inRotation(servers, serversBehind(data.description, id));
}

function serversBehind(description: RunDescription, id: string): number {
  return description.links.filter((link) => link.from === id && link.carries === 'request').length;
}

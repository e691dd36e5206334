/** Glyphs that would overlap on the scrubber are merged, with a count: none is hidden and every target is ≥ 24 px. */
import type { HealthState } from '../../engine/telemetry/records.ts';

/** Of several events at one place, the one whose glyph is shown: the last of these. */
const glyphRank: readonly HealthState[] = ['removed', 'healthy', 'recovering', 'degraded', 'down'];

export interface ScrubberEvent {
  readonly id: number;
  readonly time: number;
  readonly glyph: HealthState;
  /** Worded by the caller: tooltip. */
  readonly label: string;
}

export interface EventCluster {
  readonly x: number;
  /** Sorted by time. */
  readonly events: readonly ScrubberEvent[];
  /** The gravest glyph among them. */
  readonly glyph: HealthState;
}

/** `events` sorted by time. Greedy from the left: a cluster closes when the next glyph would stand clear of it. */
export function clusterEvents(
  events: readonly ScrubberEvent[],
  x: (time: number) => number,
  minDistance: number,
): readonly EventCluster[] {
  const clusters: { x: number; events: ScrubberEvent[] }[] = [];
  for (const event of events) {
    const at = x(event.time);
    const last = clusters.at(-1);
    if (last && at - last.x < minDistance) last.events.push(event);
    else clusters.push({ x: at, events: [event] });
  }
  return clusters.map((cluster) => ({ ...cluster, glyph: gravest(cluster.events) }));
}

function gravest(events: readonly ScrubberEvent[]): HealthState {
  let best = 0;
  for (const event of events) best = Math.max(best, glyphRank.indexOf(event.glyph));
  return glyphRank[best] ?? 'removed';
}

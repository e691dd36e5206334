/** When something was broken: from each fault to what ended it, overlapping ones merged. */
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { TimeBand } from '../../views/charts/chart-types.ts';

const endOf: Readonly<Partial<Record<StoryEvent['kind'], StoryEvent['kind']>>> = {
  crashed: 'ready',
  hung: 'resumed',
  slowed: 'slownessEnded',
  linkCut: 'linkHealed',
};

/** A cut and its healing are about the same link, everything else about the same component. */
const subject = (event: StoryEvent): string =>
  event.kind === 'linkCut' || event.kind === 'linkHealed'
    ? `${event.component}->${event.values.to}`
    : event.component;

/** Faults that nothing ended reach to `headMicros`. `story` is sorted by time. */
export function faultBands(story: readonly StoryEvent[], headMicros: number): readonly TimeBand[] {
  const spans: { from: number; to: number }[] = [];
  for (const [index, event] of story.entries()) {
    const end = endOf[event.kind];
    if (end === undefined) continue;
    const ended = story
      .slice(index + 1)
      .find((later) => subject(later) === subject(event) && (later.kind === end || later.kind === 'ready'));
    const to = ended?.time ?? Math.max(headMicros, event.time);
    const last = spans.at(-1);
    if (last && event.time <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from: event.time, to });
  }
  return spans.map((span) => ({ ...span, kind: 'fault' }));
}

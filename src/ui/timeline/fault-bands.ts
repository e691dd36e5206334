/** When something was broken: from each fault to what ended it, overlapping ones merged. */
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { TimeBand } from '../../views/charts/chart-types.ts';

const endOf: Readonly<Partial<Record<StoryEvent['kind'], StoryEvent['kind']>>> = {
  crashed: 'ready',
  hung: 'resumed',
  slowed: 'slownessEnded',
  linkCut: 'linkHealed',
};

const endingKinds: ReadonlySet<string> = new Set(Object.values(endOf));

/** A cut and its healing are about the same link, everything else about the same component. */
const subject = (event: StoryEvent): string =>
  event.kind === 'linkCut' || event.kind === 'linkHealed'
    ? `${event.component}->${event.values.to}`
    : event.component;

/** When what each event began was ended; undefined if nothing ended it. From the end, so that each is looked at once. */
function endings(story: readonly StoryEvent[]): readonly (number | undefined)[] {
  const next = new Map<string, number>();
  const ends: (number | undefined)[] = [];
  for (let index = story.length - 1; index >= 0; index -= 1) {
    const event = story[index];
    if (event === undefined) continue;
    const end = endOf[event.kind];
    if (end !== undefined && next.size > 0) {
      const about = subject(event);
      const [ended, ready] = [next.get(`${end} ${about}`), next.get(`ready ${about}`)];
      ends[index] = ended === undefined || ready === undefined ? (ended ?? ready) : Math.min(ended, ready);
    }
    if (endingKinds.has(event.kind)) next.set(`${event.kind} ${subject(event)}`, event.time);
  }
  return ends;
}

/** Faults that nothing ended reach to `headMicros`. `story` is sorted by time. */
export function faultBands(story: readonly StoryEvent[], headMicros: number): readonly TimeBand[] {
  const spans: { from: number; to: number }[] = [];
  const ended = endings(story);
  for (const [index, event] of story.entries()) {
    if (endOf[event.kind] === undefined) continue;
    const to = ended[index] ?? Math.max(headMicros, event.time);
    const last = spans.at(-1);
    if (last && event.time <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from: event.time, to });
  }
  return spans.map((span) => ({ ...span, kind: 'fault' }));
}

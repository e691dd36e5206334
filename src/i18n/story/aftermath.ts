/** What stays degraded after the story told so far: who is still down, and what that leaves of its group. */
import type { Micros } from '../../base/units.ts';
import type { ClassTotals } from '../../engine/telemetry/records.ts';
import type { StoryEvent, ValuesOf } from '../../engine/telemetry/story.ts';
import { runTime } from '../format.ts';
import type { Language } from '../language.ts';
import { textsOf } from '../texts.ts';
import { shareSince } from './share.ts';
import type { StoryTexts } from './story-texts.ts';
import type { StoryContext } from './suggest.ts';

export const aftermathTitle = (language: Language): string => textsOf(language).story.aftermath.title;

type Component = StoryContext['components'][number];

const ends = new Set(['ready', 'resumed']);
const beginnings = new Set(['crashed', 'hung', 'starting']);

/**
 * One line per group, or per component that has none, in the order of the scenario, then the
 * classes of requests that still fail; empty when everything is well. `totals` are those of the end of `events`.
 */
export function aftermath(
  events: readonly StoryEvent[],
  language: Language,
  { components }: StoryContext,
  totals: readonly Pick<ClassTotals, 'id' | 'ok' | 'failed'>[],
): readonly string[] {
  const down = new Set<string>();
  const failing = new Map<string, { time: Micros; values: ValuesOf<'requestsFailing'> }>();
  for (const event of events) {
    const { kind, component } = event;
    if (kind === 'requestsFailing') failing.set(event.values.class, event);
    else if (kind === 'requestsResumed') failing.delete(event.values.class);
    if (beginnings.has(kind)) down.add(component);
    else if (ends.has(kind)) down.delete(component);
  }
  const families = new Map<string, Component[]>();
  for (const component of components) {
    const name = component.group ?? component.id;
    families.set(name, [...(families.get(name) ?? []), component]);
  }
  const texts = textsOf(language).story.aftermath;
  const groups = [...families].flatMap(([name, members]) => {
    const up = members.filter(({ id }) => !down.has(id));
    return up.length === members.length ? [] : [lineFor(name, members, up, texts)];
  });
  const outages = [...failing].map(([id, { time, values }]) =>
    texts.failing(id, runTime(time), shareSince(values, totals)),
  );
  return [...groups, ...outages];
}

function lineFor(
  name: string,
  members: readonly Component[],
  up: readonly Component[],
  texts: StoryTexts['aftermath'],
): string {
  const all = members.length;
  const [first] = members as [Component, ...Component[]];
  const [last] = up;
  if (all === 1) return texts.alone(name);
  if (first.kind === 'sentinel') {
    const needed = Math.max(first.values.quorum ?? 1, Math.floor(all / 2) + 1);
    return texts.sentinels(name, up.length, all, needed);
  }
  if (last === undefined) return texts.nobody(name);
  if (first.kind === 'app-server' || first.kind === 'station') return texts.servers(name, up.length, all);
  return up.length === 1 ? texts.lastNode(name, last.id, all) : texts.store(name, up.length, all);
}

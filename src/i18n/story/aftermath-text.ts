/** Words what stays degraded. What that is, and in which order, is decided in `session/story/aftermath.ts`. */
import type { ClassTotals } from '../../engine/telemetry/records.ts';
import type { StoryEvent, StoryKind } from '../../engine/telemetry/story.ts';
import { aftermathOf, type Remnant } from '../../session/story/aftermath.ts';
import { shareSince } from '../../session/story/share.ts';
import type { StoryContext } from '../../session/story/story-context.ts';
import { classNoun } from '../class-noun.ts';
import { runSpan, runTime } from '../format.ts';
import type { Language } from '../language.ts';
import { storyTextsOf, textsOf } from '../texts.ts';
import type { StoryTexts } from './story-texts.ts';
import { tell } from './tell.ts';

export const aftermathTitle = (language: Language): string => storyTextsOf(language).aftermath.title;

/** Empty when everything is well. `totals` are those of the end of `events`. */
export function aftermath(
  events: readonly StoryEvent[],
  language: Language,
  context: StoryContext,
  totals: readonly Pick<ClassTotals, 'id' | 'ok' | 'failed'>[],
): readonly string[] {
  const texts = storyTextsOf(language);
  return aftermathOf(events, context).map((item) => {
    if (item.kind === 'remnant') return lineFor(item.remnant, texts.aftermath);
    if (item.kind === 'guards')
      return texts.headline.still(
        whatOf(item.events, language),
        runSpan(item.events[0].time, item.events.at(-1)!.time),
      );
    const since = runTime(item.event.time);
    if (item.kind === 'fault') return texts.headline.still(tell(item.event, language, context).what, since);
    const { values } = item.event;
    return texts.aftermath.failing(
      classNoun(values.class, textsOf(language).screen, context),
      since,
      shareSince(values, totals),
    );
  });
}

/** What several alike have done, as one. */
function whatOf(events: readonly [StoryEvent, ...StoryEvent[]], language: Language): string {
  const [first] = events;
  const table = storyTextsOf(language).together as Partial<Record<StoryKind, Together>>;
  const together = table[first.kind];
  if (events.length === 1 || together === undefined) return tell(first, language).what;
  const values = events.map((event) => event.values).reverse();
  return together(
    events.length,
    undefined,
    values,
    events.map(({ component }) => component),
  );
}

type Together = (
  count: number,
  of: number | undefined,
  values: readonly object[],
  tellers: readonly string[],
) => string;

function lineFor({ name, members, up, needed }: Remnant, texts: StoryTexts['aftermath']): string {
  const all = members.length;
  const [first] = members;
  const [last] = up;
  if (all === 1) return texts.alone(name);
  if (needed !== undefined) return texts.sentinels(name, up.length, all, needed);
  if (last === undefined) return texts.nobody(name);
  if (first.traits.includes('server')) return texts.servers(name, up.length, all);
  return up.length === 1 ? texts.lastNode(name, last.id, all) : texts.store(name, up.length, all);
}

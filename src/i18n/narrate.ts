/**
 * Story events as lines of text: WHEN · WHAT · BECAUSE · SO · TRY. Only causes that the engine recorded are told, so
 * nothing is claimed that the run does not show.
 */
import type { Micros } from '../base/units.ts';
import type { Command } from '../engine/command.ts';
import type { StoryEvent, StoryKind } from '../engine/telemetry/story.ts';
import { isOnAndOff, shareIn, timesBegun } from '../session/story/on-and-off.ts';
import { beginsOutage } from '../session/story/outages.ts';
import { downSince, readStory } from '../session/story/read-story.ts';
import { peersOf, type StoryContext } from '../session/story/story-context.ts';
import type { Idea } from '../session/story/suggest.ts';
import { classNoun } from './class-noun.ts';
import { duration, grouped, runSpan, runTime } from './format.ts';
import type { Language } from './language.ts';
import type { StoryTexts } from './story/story-texts.ts';
import { groundsOf, partsOf, type Told, tell } from './story/tell.ts';
import { storyTextsOf, textsOf } from './texts.ts';
import { tryText } from './try-text.ts';

export { tell, tellLine } from './story/tell.ts';

export interface Suggestion {
  readonly text: string;
  readonly command: Command;
  /** When to change it: a second before the chain of causes begins. */
  readonly at: Micros;
}

export interface StoryLine {
  /** Of the first event told by this line; `ids` has all. */
  readonly id: number;
  readonly ids: readonly number[];
  readonly kind: StoryKind;
  readonly component: string;
  readonly time: Micros;
  readonly lastTime: Micros;
  /** Ids of the causes, nearest first, at most 4. */
  readonly chain: readonly number[];
  readonly when: string;
  readonly what: string;
  readonly because?: string;
  readonly so?: string;
  readonly tryOut?: Suggestion;
  /** Requests fail from here on: one of them can be shown. */
  readonly isOutage?: true;
  /** True of nothing new: not worth a headline, nor reading aloud. */
  readonly isQuiet?: true;
  /** All of it as one sentence. */
  readonly spoken: string;
}

const maxLinks = 4;
const second = 1_000_000;
const microsPerMinute = 60 * second;

/** `events` sorted by (time, id). With a context, counts say "of how many" and lines suggest what to try. */
export function narrate(
  events: readonly StoryEvent[],
  language: Language,
  context?: StoryContext,
): readonly StoryLine[] {
  const texts = storyTextsOf(language);
  return readStory(events, context).map(({ events: group, ancestors, isMoot, idea }) => {
    const [first] = group;
    const [cause] = ancestors;
    const lastTime = group.at(-1)!.time;
    const told = isMoot ? tellMoot(first, events, texts) : tellGroup(group, language, context);
    const grounds = isMoot ? [] : groundsOf(told, first, cause, language, context);
    const when = runSpan(first.time, lastTime);
    return {
      id: first.id,
      ids: group.map((event) => event.id),
      kind: first.kind,
      component: first.component,
      time: first.time,
      lastTime,
      chain: ancestors.slice(0, maxLinks).map((event) => event.id),
      when,
      what: told.what,
      ...(grounds.length === 0 ? {} : { because: texts.because(grounds) }),
      ...(told.so === undefined ? {} : { so: told.so }),
      ...(beginsOutage(first) ? { isOutage: true } : {}),
      ...(isMoot ? { isQuiet: true } : {}),
      ...(idea === undefined ? {} : { tryOut: suggestion(idea, ancestors.at(-1) ?? first, texts) }),
      spoken: texts.spoken(when, partsOf(told, grounds, language)),
    };
  });
}

/** Texts are written for the values of their own kind; TypeScript cannot follow that through a table. */
const textFor = <Text>(table: object, kind: StoryKind): Text | undefined =>
  (table as Partial<Record<StoryKind, Text>>)[kind];

function tellMoot(event: StoryEvent, events: readonly StoryEvent[], texts: StoryTexts): Told {
  const text = textFor<(values: object, downSince: string | undefined) => string>(texts.moot, event.kind);
  const since = downSince(events, event);
  return { what: text?.(event.values, since === undefined ? undefined : runTime(since)) ?? event.kind };
}

function tellGroup(
  group: readonly [StoryEvent, ...StoryEvent[]],
  language: Language,
  context: StoryContext | undefined,
): Told {
  const [first] = group;
  const alone = tell(first, language, context);
  if (group.length === 1) return alone;
  const texts = storyTextsOf(language);
  if (!isOnAndOff(group)) return { ...alone, ...together(group, texts, context) };
  const times = timesBegun(group);
  if (beginsOutage(first)) {
    const noun = classNoun(first.values.class, textsOf(language).screen, context);
    return { ...alone, what: texts.onAndOff(noun, times), so: texts.failedInAll(noun, shareIn(group)) };
  }
  const lasted = group.at(-1)!.time - first.time;
  const perMinute = grouped((times / lasted) * microsPerMinute);
  return { ...alone, what: texts.flapping(alone.what), so: texts.often(times, duration(lasted), perMinute) };
}

/** What several events say as one; what they do not say stays that of the first. */
function together(
  group: readonly [StoryEvent, ...StoryEvent[]],
  texts: StoryTexts,
  context: StoryContext | undefined,
): Partial<Told> {
  const [first] = group;
  const values = group.map((event) => event.values).reverse();
  const what = textFor<
    (count: number, of: number | undefined, values: readonly object[], tellers: readonly string[]) => string
  >(texts.together, first.kind);
  const tellers = [...new Set(group.map(({ component }) => component))];
  const so = textFor<(values: readonly object[]) => string>(texts.togetherSo, first.kind)?.(values);
  return {
    ...(what === undefined ? {} : { what: what(group.length, peersOf(first, context), values, tellers) }),
    ...(so === undefined || so === '' ? {} : { so }),
  };
}

function suggestion(idea: Idea, root: StoryEvent, texts: StoryTexts): Suggestion {
  return {
    text: tryText(idea, texts.tries),
    command: idea.command,
    at: Math.max(0, root.time - second),
  };
}

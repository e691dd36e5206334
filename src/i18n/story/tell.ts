/** One story event in words. Only causes that the engine recorded are told. */
import type { StoryEvent, StoryKind } from '../../engine/telemetry/story.ts';
import { isEndOf } from '../../session/story/read-story.ts';
import { classNoun, type NamedClasses } from '../class-noun.ts';
import type { Language } from '../language.ts';
import { storyTextsOf, textsOf } from '../texts.ts';

export interface Told {
  readonly what: string;
  readonly reason?: string;
  readonly so?: string;
}

/** One event by itself; `named`: what the run's classes are called. */
export function tell(event: StoryEvent, language: Language, named?: NamedClasses): Told {
  const texts = storyTextsOf(language);
  const { component } = event;
  const values = worded(event.values, language, named);
  // The union of facts and the mapped types of texts correspond kind by kind; TypeScript cannot follow that here.
  const part = (table: object): string | undefined =>
    (table as Partial<Record<StoryKind, (values: object, component: string) => string | undefined>>)[
      event.kind
    ]?.(values, component);
  const reason = part(texts.reason);
  const so = part(texts.so);
  return {
    what: part(texts.what) ?? event.kind,
    ...(reason === undefined ? {} : { reason }),
    ...(so === undefined ? {} : { so }),
  };
}

function worded(values: StoryEvent['values'], language: Language, named: NamedClasses | undefined): object {
  if (!('class' in values)) return values;
  return { ...values, class: classNoun(values.class, textsOf(language).screen, named) };
}

/** WHAT, BECAUSE and SO of one event in one sentence, as files and the CLI print it. */
export function tellLine(
  event: StoryEvent,
  cause: StoryEvent | undefined,
  language: Language,
  named?: NamedClasses,
): string {
  const told = tell(event, language, named);
  return partsOf(told, groundsOf(told, event, cause, language, named), language).join(
    language === 'zh' ? '，' : ', ',
  );
}

/** WHAT · BECAUSE · SO, each only if there is something to say. */
export function partsOf(told: Told, grounds: readonly string[], language: Language): string[] {
  return [
    told.what,
    ...(grounds.length === 0 ? [] : [storyTextsOf(language).because(grounds)]),
    ...(told.so === undefined ? [] : [told.so]),
  ];
}

/** The event's own grounds, then the event that caused it. */
export function groundsOf(
  told: Told,
  event: StoryEvent,
  cause: StoryEvent | undefined,
  language: Language,
  named?: NamedClasses,
): string[] {
  const parent = cause === undefined || isEndOf(event, cause) ? undefined : tell(cause, language, named).what;
  return [told.reason, parent].filter((ground) => ground !== undefined);
}

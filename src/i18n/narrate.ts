/**
 * Story events as lines of text: WHEN · WHAT · BECAUSE · SO · TRY. Only causes that the engine recorded are told, so
 * nothing is claimed that the run does not show.
 */
import type { Micros } from '../base/units.ts';
import type { Command } from '../engine/command.ts';
import type { ComponentKind } from '../engine/model/kinds.ts';
import type { HealthState } from '../engine/telemetry/records.ts';
import type { StoryEvent, StoryKind } from '../engine/telemetry/story.ts';
import { millis, plain, runSpan } from './format.ts';
import type { Language } from './language.ts';
import { coalesce } from './story/coalesce.ts';
import { stateOf } from './story/state-of.ts';
import type { StoryTexts } from './story/story-texts.ts';
import { type StoryContext, suggest } from './story/suggest.ts';
import { storyEn } from './story.en.ts';
import { storyZh } from './story.zh.ts';

export type { StoryContext } from './story/suggest.ts';

const storyTexts: Readonly<Record<Language, StoryTexts>> = { en: storyEn, zh: storyZh };

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
  readonly state: HealthState;
  /** Ids of the causes, nearest first, at most 4. */
  readonly chain: readonly number[];
  readonly when: string;
  readonly what: string;
  readonly because?: string;
  readonly so?: string;
  readonly tryOut?: Suggestion;
  /** All of it as one sentence. */
  readonly spoken: string;
}

export interface Told {
  readonly what: string;
  readonly reason?: string;
  readonly so?: string;
}

const maxLinks = 4;
const second = 1_000_000;

/** One event by itself. */
export function tell(event: StoryEvent, language: Language): Told {
  const texts = storyTexts[language];
  const { component } = event;
  // The union of facts and the mapped types of texts correspond kind by kind; TypeScript cannot follow that here.
  const part = (table: object): string | undefined =>
    (table as Partial<Record<StoryKind, (values: object, component: string) => string | undefined>>)[
      event.kind
    ]?.(event.values, component);
  const reason = part(texts.reason);
  const so = part(texts.so);
  return {
    what: part(texts.what) ?? event.kind,
    ...(reason === undefined ? {} : { reason }),
    ...(so === undefined ? {} : { so }),
  };
}

/** WHAT, BECAUSE and SO of one event in one sentence, as files and the CLI print it. */
export function tellLine(event: StoryEvent, cause: StoryEvent | undefined, language: Language): string {
  const told = tell(event, language);
  return partsOf(told, cause, storyTexts[language], language).join(language === 'zh' ? '，' : ', ');
}

function partsOf(told: Told, cause: StoryEvent | undefined, texts: StoryTexts, language: Language): string[] {
  const grounds = groundsOf(told, cause, language);
  return [
    told.what,
    ...(grounds.length === 0 ? [] : [texts.because(grounds)]),
    ...(told.so === undefined ? [] : [told.so]),
  ];
}

function groundsOf(told: Told, cause: StoryEvent | undefined, language: Language): string[] {
  return [told.reason, cause && tell(cause, language).what].filter((ground) => ground !== undefined);
}

/** `events` sorted by (time, id). With a context, counts say "of how many" and lines suggest what to try. */
export function narrate(
  events: readonly StoryEvent[],
  language: Language,
  context?: StoryContext,
): readonly StoryLine[] {
  const texts = storyTexts[language];
  const byId = new Map(events.map((event) => [event.id, event]));
  return coalesce(events).map((group) => {
    const first = group[0]!;
    const last = group.at(-1)!;
    const cause = first.causeId === undefined ? undefined : byId.get(first.causeId);
    const chain = chainOf(first, byId);
    const alone = tell(first, language);
    const told =
      group.length === 1 ? alone : { ...alone, what: together(group, texts, context) ?? alone.what };
    const grounds = groundsOf(told, cause, language);
    const when = runSpan(first.time, last.time);
    const root = chain.at(-1) === undefined ? first : byId.get(chain.at(-1)!)!;
    const tryOut = context && suggestion(first, root, texts, context);
    return {
      id: first.id,
      ids: group.map((event) => event.id),
      kind: first.kind,
      component: first.component,
      time: first.time,
      lastTime: last.time,
      state: stateOf[first.kind],
      chain,
      when,
      what: told.what,
      ...(grounds.length === 0 ? {} : { because: texts.because(grounds) }),
      ...(told.so === undefined ? {} : { so: told.so }),
      ...(tryOut === undefined ? {} : { tryOut }),
      spoken: texts.spoken(when, partsOf(told, cause, texts, language)),
    };
  });
}

function chainOf(event: StoryEvent, byId: ReadonlyMap<number, StoryEvent>): readonly number[] {
  const chain: number[] = [];
  let cause = event.causeId === undefined ? undefined : byId.get(event.causeId);
  while (cause !== undefined && chain.length < maxLinks && !chain.includes(cause.id)) {
    chain.push(cause.id);
    cause = cause.causeId === undefined ? undefined : byId.get(cause.causeId);
  }
  return chain;
}

const actorKind: Readonly<Partial<Record<StoryKind, ComponentKind>>> = {
  suspected: 'sentinel',
  suspicionCleared: 'sentinel',
  clientSwitched: 'app-server',
};

function together(
  group: readonly StoryEvent[],
  texts: StoryTexts,
  context: StoryContext | undefined,
): string | undefined {
  const { kind, values } = group.at(-1)!;
  const actors = actorKind[kind];
  const of = actors && context?.components.filter((component) => component.kind === actors).length;
  const text = texts.together[kind] as
    | ((count: number, of: number | undefined, values: object) => string)
    | undefined;
  return text?.(group.length, of, values);
}

function suggestion(
  event: StoryEvent,
  root: StoryEvent,
  texts: StoryTexts,
  context: StoryContext,
): Suggestion | undefined {
  const idea = suggest(event, context);
  if (!idea) return undefined;
  const value = idea.unit === 'millis' ? millis(idea.value) : plain(idea.value);
  return { text: texts.tries[idea.id](value), command: idea.command, at: Math.max(0, root.time - second) };
}

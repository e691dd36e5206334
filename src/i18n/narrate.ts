/**
 * Story events as lines of text: WHEN · WHAT · BECAUSE · SO · TRY. Only causes that the engine recorded are told, so
 * nothing is claimed that the run does not show.
 */
import type { Micros } from '../base/units.ts';
import type { Command } from '../engine/command.ts';
import type { StoryEvent, StoryKind } from '../engine/telemetry/story.ts';
import type { KindName } from '../kinds/models.ts';
import { duration, grouped, millis, plain, runSpan, runTime } from './format.ts';
import type { Language } from './language.ts';
import { coalesce } from './story/coalesce.ts';
import { isOnAndOff, shareIn, timesBegun } from './story/on-and-off.ts';
import type { StoryTexts } from './story/story-texts.ts';
import { type StoryContext, suggest } from './story/suggest.ts';
import { groundsOf, partsOf, type Told, tell } from './story/tell.ts';
import { textsOf } from './texts.ts';

export type { StoryContext } from './story/suggest.ts';
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
  const texts = textsOf(language).story;
  const byId = new Map(events.map((event) => [event.id, event]));
  const offered = new Set<string>();
  return coalesce(events).map((group) => {
    const first = group[0]!;
    const lastTime = group.at(-1)!.time;
    const cause = first.causeId === undefined ? undefined : byId.get(first.causeId);
    const isQuiet = isOldSilence(first, events);
    const told = isQuiet ? tellSilence(first, events, texts) : tellGroup(group, language, context);
    const grounds = isQuiet ? [] : groundsOf(told, first, cause, language);
    const ancestors = ancestorsOf(first, byId);
    const when = runSpan(first.time, lastTime);
    const tryOut = !isQuiet && context && suggestion(first, ancestors.at(-1) ?? first, texts, context);
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
      ...(isQuiet ? { isQuiet } : {}),
      ...(!tryOut || !isNew(offered, tryOut) ? {} : { tryOut }),
      spoken: texts.spoken(when, partsOf(told, grounds, language)),
    };
  });
}

/** A sentinel goes on suspecting a node that has been replaced: nothing follows from that any more. */
function isOldSilence(event: StoryEvent, events: readonly StoryEvent[]): boolean {
  if (event.kind !== 'suspected') return false;
  const { target } = event.values;
  const change = events.findLast(
    (other) =>
      other.time <= event.time &&
      other.kind === 'promoted' &&
      (other.values.from === target || other.component === target),
  );
  return change?.kind === 'promoted' && change.values.from === target;
}

/** "Down since" only where a crash or a hang that nothing ended is on record. */
function tellSilence(event: StoryEvent, events: readonly StoryEvent[], texts: StoryTexts): Told {
  const target = event.kind === 'suspected' ? event.values.target : event.component;
  const last = events.findLast(
    (other) =>
      other.component === target &&
      other.time <= event.time &&
      ['crashed', 'hung', 'ready', 'resumed'].includes(other.kind),
  );
  const isDown = last?.kind === 'crashed' || last?.kind === 'hung';
  return { what: texts.stillSilent(target, isDown ? runTime(last.time) : undefined) };
}

/** The same change is offered once in a story, where it first bears on it. */
function isNew(offered: Set<string>, { command }: Suggestion): boolean {
  const key = JSON.stringify(command);
  if (offered.has(key)) return false;
  offered.add(key);
  return true;
}

/** Nearest first, the root last. */
function ancestorsOf(event: StoryEvent, byId: ReadonlyMap<number, StoryEvent>): readonly StoryEvent[] {
  const seen = new Set<StoryEvent>();
  let cause = event.causeId === undefined ? undefined : byId.get(event.causeId);
  while (cause !== undefined && !seen.has(cause)) {
    seen.add(cause);
    cause = cause.causeId === undefined ? undefined : byId.get(cause.causeId);
  }
  return [...seen];
}

const actorKind: Readonly<Partial<Record<StoryKind, KindName>>> = {
  suspected: 'sentinel',
  suspicionCleared: 'sentinel',
  agreedDown: 'sentinel',
  clientSwitched: 'app-server',
  replicaAvoided: 'app-server',
  replicaUsedAgain: 'app-server',
  cachePassedThrough: 'app-server',
  cacheUsedAgain: 'app-server',
};

function tellGroup(
  group: readonly StoryEvent[],
  language: Language,
  context: StoryContext | undefined,
): Told {
  const first = group[0]!;
  const alone = tell(first, language);
  if (group.length === 1) return alone;
  const texts = textsOf(language).story;
  if (!isOnAndOff(group)) return { ...alone, ...together(group, texts, context) };
  const times = timesBegun(group);
  if (first.kind === 'requestsFailing') {
    const { class: id } = first.values;
    return { ...alone, what: texts.onAndOff(id, times), so: texts.failedInAll(id, shareIn(group)) };
  }
  const lasted = group.at(-1)!.time - first.time;
  const perMinute = grouped((times / lasted) * microsPerMinute);
  return { ...alone, what: texts.flapping(alone.what), so: texts.often(times, duration(lasted), perMinute) };
}

/** What several events say as one; what they do not say stays that of the first. */
function together(
  group: readonly StoryEvent[],
  texts: StoryTexts,
  context: StoryContext | undefined,
): Partial<Told> {
  const { kind } = group[0]!;
  const values = group.map((event) => event.values).reverse();
  const what = texts.together[kind] as
    | ((count: number, of: number | undefined, values: readonly object[]) => string)
    | undefined;
  const so = texts.togetherSo[kind] as ((values: readonly object[]) => string) | undefined;
  const soText = so?.(values);
  return {
    ...(what === undefined ? {} : { what: what(group.length, actorsOf(group[0]!, context), values) }),
    ...(soText === undefined || soText === '' ? {} : { so: soText }),
  };
}

/** How many could have said so: those of the kind that says it, in the group of the one that did. */
function actorsOf(event: StoryEvent, context: StoryContext | undefined): number | undefined {
  const kind = actorKind[event.kind];
  if (kind === undefined || context === undefined) return undefined;
  const own = context.components.find(({ id }) => id === event.component)?.group;
  return context.components.filter((component) => component.kind === kind && component.group === own).length;
}

function suggestion(
  event: StoryEvent,
  root: StoryEvent,
  texts: StoryTexts,
  context: StoryContext,
): Suggestion | undefined {
  const idea = suggest(event, root, context);
  if (!idea) return undefined;
  const value = idea.unit === 'millis' ? millis(idea.value) : plain(idea.value);
  const owner = idea.command.path.slice(0, idea.command.path.lastIndexOf('.'));
  return {
    text: texts.tries[idea.id](value, owner),
    command: idea.command,
    at: Math.max(0, root.time - second),
  };
}

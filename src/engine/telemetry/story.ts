/**
 * Story events: the facts a person is told, each with the event that caused it. Text is made from them in i18n;
 * nothing here is language. Times are exact: a fact that becomes certain only later (an outage that began with
 * its third failure) carries the time at which it began, so the list is sorted by `time`, then `id`.
 */
import type { Micros } from '../../base/units.ts';
import type { StoryKind, ValuesOf } from '../../kinds/facts.ts';

export type { StoryKind, ValuesOf } from '../../kinds/facts.ts';

export type StoryFact = {
  [Kind in StoryKind]: { readonly kind: Kind; readonly values: ValuesOf<Kind> };
}[StoryKind];

export type StoryEvent = StoryFact & {
  /** Rises with the order in which the engine learned the facts; stable under replay. */
  readonly id: number;
  readonly time: Micros;
  /** The teller: see each fact. */
  readonly component: string;
  /** The event that made this one happen, if the engine recorded one. */
  readonly causeId: number | undefined;
};

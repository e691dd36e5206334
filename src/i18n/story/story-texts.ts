/** What a language must supply to tell a run: one text per kind of story event. A missing kind is a compile error. */

import type { JoiningKind, MootKind, StoryKind, ValuesOf } from '../../kinds/facts.ts';
import type { Share } from '../../session/story/share.ts';
import type { ClassNoun } from '../class-noun.ts';
import type { TryWords } from '../try-text.ts';

/** What is told of a class of requests has a noun in its place. */
export type Worded<Values> = {
  readonly [Name in keyof Values]: Name extends 'class' ? ClassNoun : Values[Name];
};

type Tell<Kind extends StoryKind, Text> = (values: Worded<ValuesOf<Kind>>, component: string) => Text;

/** The headline: one sentence for each thing that went wrong. */
export interface HeadlineTexts {
  readonly sentences: (all: readonly string[]) => string;
  /** Outages of a class that are over: for how long in all, how many of them, and how many requests failed in them. */
  readonly over: (requestClass: ClassNoun, lasted: string, times: number, share: Share) => string;
  /** `share` since it began; `before`: how long earlier ones lasted, and what they cost. */
  readonly ongoing: (
    requestClass: ClassNoun,
    since: string,
    share: Share,
    before: { readonly lasted: string; readonly share: Share } | undefined,
  ) => string;
  /** Down by the ledger alone. */
  readonly judged: (requestClass: ClassNoun, seconds: number, failed: number) => string;
  /** `superseded`: how many of them a primary confirmed that had been replaced. */
  readonly lost: (writes: number, superseded: number) => string;
  readonly splitBrain: (since: string) => string;
  /** `since` is the first one's. */
  readonly down: (components: readonly string[], since: string) => string;
  readonly slow: (components: readonly string[]) => string;
  readonly cut: (links: number) => string;
  /** Any other fault that is not over, by what is said of its beginning. */
  readonly still: (what: string, since: string) => string;
  readonly began: (what: string, at: string) => string;
  readonly stray: (failed: number) => string;
  readonly harmless: string;
}

type OfSeveral<Kind extends StoryKind> = readonly [ValuesOf<Kind>, ...ValuesOf<Kind>[]];

/** A table that is there if there is anything to put into it. */
type Table<Name extends string, Kinds extends StoryKind, Texts> = [Kinds] extends [never]
  ? unknown
  : { readonly [One in Name]: Texts };

/** The texts of one mechanism. Those that a fact must have are counted by the compiler. */
export type FactTexts<Kind extends StoryKind> = {
  /** The headline: at most 8 words or 16 字. It is a clause, so that it can also be told as the cause of another. */
  readonly what: { readonly [One in Kind]: Tell<One, string> };
  /** The event's own grounds, apart from the event that caused it. */
  readonly reason?: { readonly [One in Kind]?: Tell<One, string | undefined> };
  /** The measured consequence, worded to stand by itself after the rest. */
  readonly so?: { readonly [One in Kind]?: Tell<One, string | undefined> };
  /** ... and what came of several, where it is not what came of the first one. */
  readonly togetherSo?: { readonly [One in Kind]?: (values: OfSeveral<One>) => string };
} & Table<
  'together',
  Extract<Kind, JoiningKind>,
  {
    /** One headline for several events of a kind, newest values first. `of` is how many there could have been, if known; `tellers` each once. */
    readonly [One in Extract<Kind, JoiningKind>]: (
      count: number,
      of: number | undefined,
      values: OfSeveral<One>,
      tellers: readonly string[],
    ) => string;
  }
> &
  Table<
    'moot',
    Extract<Kind, MootKind>,
    {
      /** Said quietly of a subject that has been replaced already. */
      readonly [One in Extract<Kind, MootKind>]: (
        values: ValuesOf<One>,
        downSince: string | undefined,
      ) => string;
    }
  >;

/** All of a language. */
export interface StoryTexts extends Required<FactTexts<StoryKind>> {
  /** What stays as it is after the last event told, one line each. */
  readonly aftermath: {
    readonly title: string;
    readonly alone: (component: string) => string;
    readonly servers: (group: string, left: number, all: number) => string;
    readonly store: (group: string, left: number, all: number) => string;
    readonly lastNode: (group: string, node: string, all: number) => string;
    readonly nobody: (group: string) => string;
    readonly failing: (requestClass: ClassNoun, since: string, share: Share) => string;
    readonly sentinels: (group: string, left: number, all: number, needed: number) => string;
  };
  /** Outages of a class in close succession, and what they cost. */
  readonly onAndOff: (requestClass: ClassNoun, times: number) => string;
  readonly failedInAll: (requestClass: ClassNoun, share: Share) => string;
  /** Anything else that begins and ends again and again; and how often, and at which rate. */
  readonly flapping: (what: string) => string;
  readonly often: (times: number, lasted: string, perMinute: string) => string;
  readonly headline: HeadlineTexts;
  readonly because: (grounds: readonly string[]) => string;
  /** Read aloud. */
  readonly spoken: (when: string, parts: readonly string[]) => string;
  readonly tries: TryWords;
}

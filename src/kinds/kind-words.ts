/** The words that a kind brings in each language: what it is called, what it does, and the same of its parameters. */
import type { ChoicesOf, Fields, PathsOf } from '../engine/model/parameter-spec.ts';

export type ParameterText = readonly [name: string, help: string];

/** As read by who knows a kind's name only as a text; any name may be looked up and may have none. */
export interface KindText {
  readonly name: string;
  /** What it does, in a sentence. */
  readonly help: string;
  /** By path. */
  readonly parameters: Readonly<Partial<Record<string, ParameterText>>>;
  /** By name of the choice. */
  readonly choices: Readonly<Partial<Record<string, string>>>;
  /** Title of a group that scenarios call as the kind; absent = as they call it. */
  readonly asGroup?: string;
  /** One of the places where it works on a call, and several; absent = slot, slots. */
  readonly slot?: readonly [one: string, many: string];
}

/** As written for one kind: a parameter or a choice without words does not compile. */
export interface KindWords<F extends Fields> extends KindText {
  readonly parameters: { readonly [Path in PathsOf<F>]: ParameterText };
  readonly choices: { readonly [Name in ChoicesOf<F>]: string };
}

/** The words of a kind in each language: what it is called, what it does, and the same of its parameters. */
import type { ChoicesOf, Fields, PathsOf } from '../engine/model/parameter-spec.ts';
import type { callPolicyFields, storePolicyFields } from '../engine/model/policy-specs.ts';
import type { KindName, models } from './models.ts';

export type ParameterText = readonly [name: string, help: string];

/** What a kind is called, on cards and in headings: all that the first view says of kinds. */
export interface KindTitle {
  readonly name: string;
  /** Title of a group that scenarios call as the kind; absent = as they call it. */
  readonly asGroup?: string;
  /** One of the places where it works on a call, and several; absent = slot, slots. */
  readonly slot?: readonly [one: string, many: string];
}

/** As read by who knows a kind's name only as a text; any name may be looked up and may have none. */
export interface KindText {
  /** What it does, in a sentence. */
  readonly help: string;
  /** By path. */
  readonly parameters: Readonly<Partial<Record<string, ParameterText>>>;
  /** By name of the choice. */
  readonly choices: Readonly<Partial<Record<string, string>>>;
  /** By id, those that only this kind has. */
  readonly instruments?: Readonly<Partial<Record<string, string>>>;
}

type PolicyPath = PathsOf<typeof callPolicyFields>;
/** Of the call policy of any dependency. */
export type PolicyText = { readonly [Path in PolicyPath]: ParameterText };

/** Of the call policy of one dependency. */
export type PolicyTexts<Dependency extends string> = {
  readonly [Path in PolicyPath as `${Dependency}.${Path}`]: ParameterText;
};

/** Of the pool of connections to a dependency. */
export type PoolTexts<Dependency extends string> = {
  readonly [Path in PoolPath as `${Dependency}.${Path}`]: ParameterText;
};
type PoolPath = Exclude<PathsOf<typeof storePolicyFields>, PathsOf<typeof callPolicyFields>>;

/** As written for one kind: a parameter, a choice or an instrument of its own without words does not compile. */
export type KindWords<F extends Fields, InstrumentId extends string = never> = KindText & {
  readonly parameters: { readonly [Path in PathsOf<F>]: ParameterText };
  readonly choices: { readonly [Name in ChoicesOf<F>]: string };
} & ([InstrumentId] extends [never]
    ? unknown
    : { readonly instruments: { readonly [Id in InstrumentId]: string } });

type Models = typeof models;
/** What a kind's words must have besides, because its model has it. */
type OwnInstruments<Model> = Model extends { readonly instruments: infer Instruments }
  ? { readonly instruments: { readonly [Id in keyof Instruments]: string } }
  : unknown;

/** Of all kinds: an instrument without a word does not compile. */
export type WordsOfKinds = { readonly [Name in KindName]: KindText & OwnInstruments<Models[Name]> };

export type TitlesOfKinds = { readonly [Name in KindName]: KindTitle };

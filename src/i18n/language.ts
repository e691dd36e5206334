/** The languages of the product, and the shapes that both dictionaries must fill. */
import type { ChoicesOf, PathsOf } from '../engine/model/parameter-spec.ts';
import type { KindName, models } from '../kinds/models.ts';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** A word for each of `Keys`, which the compiler counts; any other text may be looked up and may have none. */
export type Words<Keys extends string> = Readonly<Record<Keys, string>> &
  Readonly<Partial<Record<string, string>>>;

type EachKind = { readonly [Kind in KindName]: (typeof models)[Kind]['parameters'] };
export type ParameterName = { [Kind in KindName]: PathsOf<EachKind[Kind]> }[KindName];
export type ChoiceName = { [Kind in KindName]: ChoicesOf<EachKind[Kind]> }[KindName];

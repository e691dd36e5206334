/** The languages of the product, and the shapes that both dictionaries must fill. */
import type { KindName, models } from '../kinds/models.ts';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** A word for each of `Keys`, which the compiler counts; any other text may be looked up and may have none. */
export type Words<Keys extends string> = Readonly<Record<Keys, string>> &
  Readonly<Partial<Record<string, string>>>;

type Spec = (typeof models)[KindName]['parameters'][number];
export type ParameterName = Spec['path'];
type ChoicesOf<One> = One extends { readonly choices: readonly (infer Name)[] } ? Name : never;
export type ChoiceName = ChoicesOf<Spec>;

/** The languages of the product, and the shapes that both dictionaries must fill. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** A word for each of `Keys`, which the compiler counts; any other text may be looked up and may have none. */
export type Words<Keys extends string> = Readonly<Record<Keys, string>> &
  Readonly<Partial<Record<string, string>>>;

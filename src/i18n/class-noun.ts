/** What a class of requests is called in sentences and tables: its label, the words for reads and writes, or its id. */
import type { RequestClass } from '../engine/description.ts';
import type { ScreenText } from './texts.ts';

/** In English one and many; Chinese makes no difference. */
export interface ClassNoun {
  readonly one: string;
  readonly many: string;
  /** `many` as the first word of a sentence; an id stays as it is. */
  readonly atStart: string;
}

/** Whatever lists the classes of a run: its description or its blueprint. */
export interface NamedClasses {
  readonly classes: readonly Pick<RequestClass, 'id' | 'label'>[];
}

type Words = Pick<ScreenText, 'classes' | 'classOne' | 'labelIn'>;

export function classNoun(id: string, words: Words, named?: NamedClasses): ClassNoun {
  const label = named?.classes.find((one) => one.id === id)?.label;
  if (label !== undefined) {
    const { one, many } = words.labelIn(label);
    return noun(one, many);
  }
  // An id may be any word, `constructor` among them.
  const [one, many] = [words.classOne, words.classes].map((table) =>
    Object.hasOwn(table, id) ? table[id] : undefined,
  );
  return one === undefined || many === undefined ? { one: id, many: id, atStart: id } : noun(one, many);
}

const noun = (one: string, many: string): ClassNoun => ({
  one,
  many,
  atStart: many.slice(0, 1).toUpperCase() + many.slice(1),
});

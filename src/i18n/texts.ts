/**
 * The shelf of languages: whoever puts words on the screen or into a file finds them here. The page puts only the
 * language in use (load-language.ts); what runs outside a browser puts both (both.ts).
 */
import { AssertionError } from '../base/assert.ts';
import type { ViewWords } from '../views/words.ts';
import type { ParameterWords } from './common-words.ts';
import type { LaterWords } from './en/later.ts';
import type { ScreenText } from './en/screen.ts';
import type { Language } from './language.ts';
import type { StoryTexts } from './story/story-texts.ts';

export type { ScreenText };

/** What a language must have before anything is shown in it. */
export interface LanguageTexts {
  readonly screen: ScreenText;
  /** The words on the drawings. */
  readonly viewWords: ViewWords;
}

/** What comes after the first view: with the first story event, refusal, dialog or other late part. */
export interface LaterTexts {
  readonly words: LaterWords;
  readonly story: StoryTexts;
}

const shelf = new Map<Language, LanguageTexts>();
const laterShelf = new Map<Language, LaterTexts>();

export function putTexts(language: Language, texts: LanguageTexts): void {
  shelf.set(language, texts);
}

export function textsOf(language: Language): LanguageTexts {
  const texts = shelf.get(language);
  if (texts === undefined) throw new AssertionError(`The texts of language ${language} are not loaded.`);
  return texts;
}

export const hasTexts = (language: Language): boolean => shelf.has(language);

export function putLater(language: Language, texts: LaterTexts): void {
  laterShelf.set(language, texts);
}

export function laterTextsOf(language: Language): LaterTexts {
  const texts = laterShelf.get(language);
  if (texts === undefined)
    throw new AssertionError(`The later texts of language ${language} are not loaded.`);
  return texts;
}

/** What parameters and choices are called: those of the traffic until the later texts are there, then all. */
export const parameterWordsOf = (language: Language): ParameterWords =>
  laterShelf.get(language)?.words.parameters ?? textsOf(language).screen.parameters;

export const storyTextsOf = (language: Language): StoryTexts => laterTextsOf(language).story;

export const hasLater = (language: Language): boolean => laterShelf.has(language);

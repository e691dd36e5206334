/**
 * The shelf of languages: whoever puts words on the screen or into a file finds them here. The page puts only the
 * language in use (load-language.ts); what runs outside a browser puts both (both.ts).
 */
import { AssertionError } from '../base/assert.ts';
import type { ViewWords } from '../views/words.ts';
import type { ScreenText } from './en/screen.ts';
import type { Language } from './language.ts';
// Code that every language's texts use comes with the page; else the bundler puts it into one of them and the others fetch that.
import './problem-lines.ts';
import type { StoryTexts } from './story/story-texts.ts';

export type { ScreenText };

/** What a language must have before anything is shown in it. */
export interface LanguageTexts {
  readonly screen: ScreenText;
  /** The words on the drawings. */
  readonly viewWords: ViewWords;
}

const shelf = new Map<Language, LanguageTexts>();
/** They come with the first story event. */
const stories = new Map<Language, StoryTexts>();

export function putTexts(language: Language, texts: LanguageTexts): void {
  shelf.set(language, texts);
}

export function textsOf(language: Language): LanguageTexts {
  const texts = shelf.get(language);
  if (texts === undefined) throw new AssertionError(`The texts of language ${language} are not loaded.`);
  return texts;
}

export const hasTexts = (language: Language): boolean => shelf.has(language);

export function putStory(language: Language, texts: StoryTexts): void {
  stories.set(language, texts);
}

export function storyTextsOf(language: Language): StoryTexts {
  const texts = stories.get(language);
  if (texts === undefined) throw new AssertionError(`The story of language ${language} is not loaded.`);
  return texts;
}

export const hasStory = (language: Language): boolean => stories.has(language);

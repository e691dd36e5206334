/** Fetches the texts of one language and puts them on the shelf; those of the story when there is one to tell. */
import { late } from '../late/late.ts';
import { type Language, languages } from './language.ts';
import type { StoryTexts } from './story/story-texts.ts';
import { hasStory, hasTexts, type LanguageTexts, putStory, putTexts } from './texts.ts';

const fetchTexts: Readonly<Record<Language, () => Promise<{ readonly texts: LanguageTexts }>>> = {
  en: () => late(() => import('./texts.en.ts')),
  zh: () => late(() => import('./texts.zh.ts')),
};

const fetchStory: Readonly<Record<Language, () => Promise<{ readonly story: StoryTexts }>>> = {
  en: () => late(() => import('./story.en.ts')),
  zh: () => late(() => import('./story.zh.ts')),
};

/** From then on every language comes with its story, so that a change of language finds both. */
let isStoryTold = false;

/** Resolves to whether they are there now: a network that fails is no error of the page. */
export async function loadLanguage(language: Language): Promise<boolean> {
  try {
    if (!hasTexts(language)) putTexts(language, (await fetchTexts[language]()).texts);
    if (isStoryTold && !hasStory(language)) putStory(language, (await fetchStory[language]()).story);
    return true;
  } catch {
    return false;
  }
}

/** The story in each language that the screen may be in; whatever tells one waits for this, and can ask again. */
export async function loadStory(): Promise<void> {
  isStoryTold = true;
  const loaded = await Promise.all(languages.filter(hasTexts).map(loadLanguage));
  if (loaded.includes(false)) throw new Error('The texts of the story could not be loaded.');
}

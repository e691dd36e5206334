/** Fetches the texts of one language and puts them on the shelf. */
import { late } from '../late/late.ts';
import type { Language } from './language.ts';
import { hasTexts, type LanguageTexts, putTexts } from './texts.ts';

const fetchTexts: Readonly<Record<Language, () => Promise<{ readonly texts: LanguageTexts }>>> = {
  en: () => late(() => import('./texts.en.ts')),
  zh: () => late(() => import('./texts.zh.ts')),
};

/** Resolves to whether they are there now: a network that fails is no error of the page. */
export async function loadLanguage(language: Language): Promise<boolean> {
  if (hasTexts(language)) return true;
  try {
    putTexts(language, (await fetchTexts[language]()).texts);
    return true;
  } catch {
    return false;
  }
}

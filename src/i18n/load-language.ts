/** Fetches the texts of one language and puts them on the shelf; the later ones when something late is shown. */
import { late } from '../late/late.ts';
import { type Language, languages } from './language.ts';
import { hasLater, hasTexts, type LanguageTexts, type LaterTexts, putLater, putTexts } from './texts.ts';

const fetchTexts: Readonly<Record<Language, () => Promise<{ readonly texts: LanguageTexts }>>> = {
  en: () => late(() => import('./texts.en.ts')),
  zh: () => late(() => import('./texts.zh.ts')),
};

const fetchLater: Readonly<Record<Language, () => Promise<{ readonly later: LaterTexts }>>> = {
  en: () => late(() => import('./later.en.ts')),
  zh: () => late(() => import('./later.zh.ts')),
};

/** From then on every language comes with its later texts, so that a change of language finds both. */
let areLaterShown = false;

/** Resolves to whether they are there now: a network that fails is no error of the page. */
export async function loadLanguage(language: Language): Promise<boolean> {
  try {
    if (!hasTexts(language)) putTexts(language, (await fetchTexts[language]()).texts);
    if (areLaterShown && !hasLater(language)) putLater(language, (await fetchLater[language]()).later);
    return true;
  } catch {
    return false;
  }
}

/** The later texts in each language that the screen may be in; each late part waits for this, and can ask again. */
export async function loadLater(): Promise<void> {
  areLaterShown = true;
  const loaded = await Promise.all(languages.filter(hasTexts).map(loadLanguage));
  if (loaded.includes(false)) throw new Error('The later texts could not be loaded.');
}

/** For late parts: the words that come with them, in the language in force. */
import type { LaterWords } from '../../i18n/en/later.ts';
import { laterTextsOf } from '../../i18n/texts.ts';
import { usePreference } from './app-context.ts';

export const useLater = (): LaterWords =>
  laterTextsOf(usePreference((preferences) => preferences.language)).words;

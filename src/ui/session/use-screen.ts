/** The words of the screen in the language in force. */
import { type ScreenText, textsOf } from '../../i18n/texts.ts';
import { usePreference } from './app-context.ts';

export const useScreen = (): ScreenText =>
  textsOf(usePreference((preferences) => preferences.language)).screen;

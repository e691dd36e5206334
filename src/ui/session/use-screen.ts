/** The words of the screen in the language in force. */
import { type ScreenText, screenText } from '../../i18n/screen-text.ts';
import { usePreference } from './app-context.ts';

export const useScreen = (): ScreenText => screenText[usePreference((preferences) => preferences.language)];

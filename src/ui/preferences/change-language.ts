/** Changes the language once its texts are there; the last one asked for wins. */
import { loadLanguage } from '../../i18n/load-language.ts';
import type { AppParts } from '../session/app-context.ts';
import type { Language } from './preferences.ts';

export async function changeLanguage(
  { preferences, desk }: Pick<AppParts, 'preferences' | 'desk'>,
  wanted: Language,
): Promise<void> {
  desk.setState({ languageChange: { wanted, isRefused: false } });
  const isThere = await loadLanguage(wanted);
  if (desk.getState().languageChange?.wanted !== wanted) return;
  if (isThere) preferences.setState({ language: wanted });
  desk.setState({ languageChange: isThere ? undefined : { wanted, isRefused: true } });
}

/** The words of the screen by language. */
import { en, type ScreenText } from './en/screen.ts';
import type { Language } from './language.ts';
import { zh } from './zh/screen.ts';

export type { ScreenText };
export const screenText: Readonly<Record<Language, ScreenText>> = { en, zh };

/** English: all texts of the first view. One file of the build. */

import { en as screen } from './en/screen.ts';
import { viewWords } from './en/view-words.ts';
import type { LanguageTexts } from './texts.ts';

export const texts: LanguageTexts = { screen, viewWords };

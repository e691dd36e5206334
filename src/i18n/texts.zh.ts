/** 中文：首屏的全部文字，构建后是一个文件。 */
import type { LanguageTexts } from './texts.ts';
import { zh as screen } from './zh/screen.ts';
import { viewWords } from './zh/view-words.ts';

export const texts: LanguageTexts = { screen, viewWords };

/** 中文：首屏之后的全部文字，构建为一个文件。 */
import { story } from './story.zh.ts';
import type { LaterTexts } from './texts.ts';
import { later as words } from './zh/later.ts';

export const later: LaterTexts = { words, story };

/** English: all texts that come after the first view. One file of the build. */

import { later as words } from './en/later.ts';
import { story } from './story.en.ts';
import type { LaterTexts } from './texts.ts';

export const later: LaterTexts = { words, story };

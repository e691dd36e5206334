/** 中文：首屏用不到的文字。 */
import type { LaterWords } from '../en/later.ts';
import { keys, settings, tape } from './dialogs.ts';
import { notices } from './late-notices.ts';

export const later: LaterWords = { keys, notices, settings, tape };

/** English: the words that the first view does without. Their shape is what every other language must fill. */
import { keys, settings, tape } from './dialogs.ts';
import { notices } from './late-notices.ts';

export const later = { keys, notices, settings, tape };
export type LaterWords = typeof later;

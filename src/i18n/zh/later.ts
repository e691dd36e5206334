/** 中文：首屏用不到的文字。 */
import { dependencyText } from '../../kinds/shared-words.zh.ts';
import { kindWords as kinds } from '../../kinds/words.zh.ts';
import { commonWords } from '../common-words.ts';
import type { LaterWords } from '../en/later.ts';
import { breaker } from './breaker.ts';
import { keys, settings, tape } from './dialogs.ts';
import { notices } from './late-notices.ts';
import { offOn } from './parameters.ts';

export const later: LaterWords = {
  breaker,
  keys,
  kinds,
  notices,
  parameters: { ...commonWords(kinds, offOn), ofDependency: dependencyText },
  settings,
  tape,
};

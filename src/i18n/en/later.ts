/** English: the words that the first view does without. Their shape is what every other language must fill. */
import type { KindText } from '../../kinds/kind-words.ts';
import { dependencyText } from '../../kinds/shared-words.en.ts';
import { kindWords } from '../../kinds/words.en.ts';
import { commonWords, type ParameterWords } from '../common-words.ts';
import { breaker } from './breaker.ts';
import { keys, settings, tape } from './dialogs.ts';
import { notices } from './late-notices.ts';
import { offOn } from './parameters.ts';

/** Whatever kind a run names may be looked up. */
const kinds: Readonly<Partial<Record<string, KindText>>> = kindWords;
const parameters: ParameterWords = {
  ...commonWords(kindWords, offOn),
  ofDependency: dependencyText,
};

export const later = { breaker, keys, kinds, notices, parameters, settings, tape };
export type LaterWords = typeof later;

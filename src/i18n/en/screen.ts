/** English: all words of the screen. Its shape is what every other language must fill.  */

import type { KindTitle } from '../../kinds/kind-words.ts';
import { kindTitles } from '../../kinds/title-words.en.ts';
import { canvas } from './canvas.ts';
import { faults, traffic } from './faults.ts';
import { general } from './general.ts';
import { inspector } from './inspector.ts';
import { metrics } from './metrics.ts';
import { narration } from './narration.ts';
import { parameters } from './parameters.ts';
import { places } from './places.ts';
import { question } from './question.ts';
import { sheet } from './sheet.ts';
import { keys, notices, settings } from './shell.ts';
import { stateWords } from './states.ts';
import { tape } from './tape.ts';
import { transport } from './transport.ts';
import { tries } from './tries.ts';

/** Whatever kind a run names may be looked up. */
const kinds: Readonly<Partial<Record<string, KindTitle>>> = kindTitles;

export const en = {
  ...general,
  ...stateWords,
  canvas,
  faults,
  inspector,
  keys,
  kinds,
  metrics,
  narration,
  notices,
  parameters,
  places,
  question,
  settings,
  sheet,
  tape,
  traffic,
  transport,
  tries,
};
export type ScreenText = typeof en;

/** English: all words of the screen. Its shape is what every other language must fill.  */

import { metrics, storyPanel, transport } from './desk.ts';
import { faults, traffic } from './faults.ts';
import { general } from './general.ts';
import { inspector } from './inspector.ts';
import { kindWords } from './kinds.ts';
import { parameters } from './parameters.ts';
import { keyboard, live, notices, settings } from './shell.ts';

export const en = {
  ...general,
  ...kindWords,
  faults,
  inspector,
  keyboard,
  live,
  metrics,
  notices,
  parameters,
  settings,
  storyPanel,
  traffic,
  transport,
};
export type ScreenText = typeof en;

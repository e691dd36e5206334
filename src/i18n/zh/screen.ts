/** 中文：屏幕上的全部文字。  */
import type { ScreenText } from '../en/screen.ts';
import { metrics, storyPanel, transport } from './desk.ts';
import { faults, traffic } from './faults.ts';
import { general } from './general.ts';
import { inspector } from './inspector.ts';
import { kindWords } from './kinds.ts';
import { parameters } from './parameters.ts';
import { keyboard, live, notices, settings } from './shell.ts';

export const zh: ScreenText = {
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

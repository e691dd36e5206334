/** 中文：屏幕上的全部文字。  */
import { kindTitles as kinds } from '../../kinds/title-words.zh.ts';
import type { ScreenText } from '../en/screen.ts';
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

export const zh: ScreenText = {
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

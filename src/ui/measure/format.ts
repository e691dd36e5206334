/** The product's number formats, without the unit where the desk sets the unit beside the figure in smaller type. */
import { type Micros, millisFromMicros } from '../../base/units.ts';
import { millis as millisText, percentOf } from '../../i18n/format.ts';

export {
  grouped,
  plain as plainNumber,
  runTime,
  short as rate,
  wholeClock as clock,
} from '../../i18n/format.ts';

export const percent = (part: number, whole: number): string => percentOf(part, whole).replace(' %', '');

export const millis = (micros: Micros | undefined): string =>
  micros === undefined ? '–' : millisText(millisFromMicros(micros)).replace(' ms', '');

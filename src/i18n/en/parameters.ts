/** English: how a parameter's value and its range are told. Names and help are each kind's own. */
import { kindWords } from '../../kinds/words.en.ts';
import { commonWords } from '../common-words.ts';

const { names, choices } = commonWords(kindWords, { off: 'off', on: 'on' });

export const parameters = {
  names,
  choices,
  add: (name: string): string => `Add: ${name}`,
  remove: (name: string): string => `Remove: ${name}`,
  range: (allowed: string): string => `Allowed: ${allowed}`,
  refused: (value: string, allowed: string): string =>
    value === ''
      ? `Type a number. Allowed: ${allowed}.`
      : `${value} is not accepted. Allowed: ${allowed}. Nothing was changed.`,
  fixed: 'Fixed when the run begins.',
};

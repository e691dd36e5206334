/** English: how a parameter's value and its range are told. Names and help are each kind's own. */
import { words as users } from '../../kinds/users/words.en.ts';
import { commonWords } from '../common-words.ts';

/** Choices that every kind may have. */
export const offOn = { off: 'off', on: 'on' };

/** Of the traffic, which the first view sets; all others come later. */
const { names, choices } = commonWords({ users }, offOn);

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

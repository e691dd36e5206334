/** What every folder means by a server's name and by how a request ended. */
import { OptionError } from '../base/options.ts';

export type Id = string | number;
export type Outcome = 'ok' | 'failed';

/** @throws OptionError for anything but the two outcomes: a misspelt one must not pass for either. */
export function checkOutcome(outcome: Outcome): void {
  if (outcome !== 'ok' && outcome !== 'failed') throw new OptionError('outcome', 'ok | failed', outcome);
}

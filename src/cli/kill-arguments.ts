/** `--kill-each` and the two options that only make sense with it. */
import { type InputProblem, type Result, refuse, succeed } from '../base/result.ts';
import { type StoppingFault, stoppingFaults } from '../engine/command.ts';
import { killSeeds } from '../lab/kill-options.ts';
import { shownValue } from '../scenario/problem-text.ts';

export interface KillEach {
  readonly fault: StoppingFault;
  readonly seeds: number;
}

/** Undefined if no kills were asked for. */
export function killEachOf(
  isAsked: boolean,
  faultText: string | undefined,
  seedsText: string | undefined,
): Result<KillEach | undefined, InputProblem> {
  if (!isAsked) {
    const stray = faultText === undefined ? seedsText : faultText;
    if (stray === undefined) return succeed(undefined);
    const path = faultText === undefined ? '--seeds' : '--fault';
    return refuse({ path, value: shownValue(stray), allowed: 'only with --kill-each' });
  }
  const fault = stoppingFaults.find((one) => one === (faultText ?? 'crash'));
  if (fault === undefined)
    return refuse({ path: '--fault', value: shownValue(faultText), allowed: stoppingFaults.join(', ') });
  const { least, most, usual } = killSeeds;
  const seeds =
    seedsText === undefined ? usual : /^\d{1,4}$/.test(seedsText) ? Number(seedsText) : Number.NaN;
  if (seeds >= least && seeds <= most) return succeed({ fault, seeds });
  const allowed = `${least} … ${most}, a whole number`;
  return refuse({ path: '--seeds', value: shownValue(seedsText), allowed });
}

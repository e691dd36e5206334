/**
 * Classes of requests as a scenario names them. Without any there are reads and writes, in the proportions that the users'
 * own parameter says; so there are if it names just these two, and then the parameter is another word for their shares.
 */
import type { InputProblem } from '../base/result.ts';
import { microsFromMillis } from '../base/units.ts';
import type { Objectives, RequestClass } from '../engine/description.ts';
import { shownValue } from './problem-text.ts';
import type { ValueProblem } from './problems.ts';
import type { ClassSource, Scenario } from './scenario.ts';

/** What shares that are meant to add up to 1 may be off it, after rounding. */
const roundingOff = 1e-9;

/** The two that are there when no class is named. */
export function areReadAndWrite(classes: readonly ClassSource[]): boolean {
  const isOne = (id: ClassSource['verb']): boolean => classes.some((one) => one.id === id && one.verb === id);
  return classes.length === 2 && isOne('read') && isOne('write');
}

/** The share of writes that the scenario's classes say, where a parameter of the users says it too. */
export function writesOf({ classes = [] }: Pick<Scenario, 'classes'>): number | undefined {
  return areReadAndWrite(classes) ? classes.find(({ verb }) => verb === 'write')?.share : undefined;
}

/** The same scenario with another share of writes, where it names it. */
export function withWrites(scenario: Scenario, writes: number): Scenario {
  if (writesOf(scenario) === undefined) return scenario;
  const classes = scenario.classes?.map((one) => ({
    ...one,
    share: one.verb === 'write' ? writes : 1 - writes,
  }));
  return { ...scenario, ...(classes && { classes }) };
}

export function compileClasses(
  classes: Scenario['classes'],
  objectives: Objectives,
): readonly RequestClass[] {
  if (classes === undefined) {
    return [
      { id: 'read', verb: 'read', objectives },
      { id: 'write', verb: 'write', objectives },
    ];
  }
  const isSharedByParameter = areReadAndWrite(classes);
  return classes.map(({ id, label, verb, share, objective, clientTimeoutMillis }) => ({
    id,
    ...(label === undefined ? {} : { label }),
    verb,
    ...(isSharedByParameter ? {} : { share }),
    objectives: { ...objectives, ...objective },
    ...(clientTimeoutMillis === undefined
      ? {}
      : { clientTimeoutMicros: microsFromMillis(clientTimeoutMillis) }),
  }));
}

export function checkClasses({ classes = [] }: Scenario): ValueProblem[] {
  const problems: ValueProblem[] = [];
  const seen = new Set<string>();
  for (const [index, { id }] of classes.entries()) {
    const at = ['classes', index, 'id'];
    if (seen.has(id))
      problems.push({ path: at.join('.'), value: id, allowed: 'an id that no other class has', at });
    seen.add(id);
  }
  const whole = classes.reduce((sum, { share }) => sum + share, 0);
  if (classes.length > 0 && Math.abs(whole - 1) > roundingOff) {
    const value = `${classes.map(({ share }) => share).join(' + ')} = ${Number(whole.toPrecision(12))}`;
    problems.push({ path: 'classes', value, allowed: 'shares that add up to 1', at: ['classes'] });
  }
  return problems;
}

/** What the users' own parameter says of the share of writes beside the scenario's classes. */
export function checkWrites(scenario: Scenario, path: string, given: number): InputProblem | undefined {
  const { classes } = scenario;
  const writes = writesOf(scenario);
  if (classes === undefined || (writes !== undefined && Math.abs(given - writes) <= roundingOff))
    return undefined;
  const allowed =
    writes === undefined ? 'shares of the classes instead' : `${writes}, the share of the class`;
  return { path, value: shownValue(given), allowed };
}

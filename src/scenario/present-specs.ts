/** Parameters of a source that would do nothing, because the scenario says elsewhere what comes: a run does not have them. */
import type { AbsentBecause } from '../engine/description.ts';
import type { ParameterSpec } from '../engine/model/parameter-list.ts';
import { areReadAndWrite } from './request-classes.ts';
import type { Scenario } from './scenario.ts';

/** Of a component of the scenario; those that it does not have are kept by path, to say why. */
export function presentSpecs(
  { tape, classes }: Pick<Scenario, 'tape' | 'classes'>,
  specs: readonly ParameterSpec[],
): {
  readonly parameters: readonly ParameterSpec[];
  readonly absent?: Readonly<Record<string, AbsentBecause>>;
} {
  const hasShares = classes !== undefined && !areReadAndWrite(classes);
  const absent = specs.flatMap(({ path, drawn, means }): [string, AbsentBecause][] => {
    if (tape !== undefined && drawn) return [[path, 'tape']];
    return hasShares && means === 'writes' ? [[path, 'classes']] : [];
  });
  if (absent.length === 0) return { parameters: specs };
  const gone = Object.fromEntries(absent);
  return { parameters: specs.filter(({ path }) => gone[path] === undefined), absent: gone };
}

/** `--set path=value` on a scenario: a component's own value, or a group's for all of its members. */
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import { listParameters } from '../engine/model/parameter-list.ts';
import { type Declaring, declaredBy, fieldsIn, inputsOf, withInputs } from './dependencies.ts';
import { withInput, withoutInput } from './parameter-inputs.ts';
import { checkValue, resolvePath } from './paths.ts';
import { presentSpecs } from './present-specs.ts';
import { shownValue } from './problem-text.ts';
import { withWrites } from './request-classes.ts';
import type { Scenario, ScenarioComponent } from './scenario.ts';

/** `"database.waitForReplicas=1"`. */
export function setAssignment(scenario: Scenario, assignment: string): Result<Scenario, InputProblem> {
  const equals = assignment.indexOf('=');
  if (equals > 0)
    return setPath(scenario, assignment.slice(0, equals).trim(), assignment.slice(equals + 1).trim());
  return refuse({ path: '--set', value: shownValue(assignment), allowed: '<path>=<value>' });
}

export function setPath(
  before: Scenario,
  path: string,
  value: number | string,
): Result<Scenario, InputProblem> {
  const known = before.components.map((one) => ({
    ...one,
    ...presentSpecs(before, listParameters(fieldsIn(before, one))),
  }));
  const resolved = resolvePath({ components: known }, path);
  if (!resolved.ok) return resolved;
  const { spec, owner, isGroup, members } = resolved.value;
  const checked = checkValue(spec, value, path);
  if (!checked.ok) return checked;
  const scenario = spec.means === 'writes' ? withWrites(before, checked.value) : before;
  const names = spec.path.split('.');
  const first = scenario.components.find(({ id }) => id === members[0]) as ScenarioComponent;
  const [fields, declared] = [fieldsIn(scenario, first), declaredBy(scenario, first)];
  const set = <One extends Declaring>(one: One): One =>
    withInputs(one, withInput(fields, inputsOf(one), names, checked.value), declared);
  if (!isGroup) {
    const components = scenario.components.map((component) =>
      component.id === owner ? set(component) : component,
    );
    return succeed({ ...scenario, components });
  }
  // A member's own value would win over the group's, and the person who sets the group means all of them.
  const components = scenario.components.map((component) =>
    component.group === owner
      ? withInputs(component, withoutInput(inputsOf(component), names), declared)
      : component,
  );
  const others = (scenario.groups ?? []).filter((group) => group.id !== owner);
  const own = scenario.groups?.find((group) => group.id === owner) ?? { id: owner };
  return succeed({ ...scenario, components, groups: [...others, set(own)] });
}

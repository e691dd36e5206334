/**
 * Dependencies that a scenario declares: on a component or on its group, which speaks for all members; a member's own value
 * wins. To paths and ranges a dependency is one more section of the component's parameters, under its own name.
 */

import { fieldsOf } from '../engine/model/component-fields.ts';
import type { KindModel } from '../engine/model/kind-model.ts';
import type { Fields } from '../engine/model/parameter-spec.ts';
import { models } from '../kinds/models.ts';
import type { ParameterInputs } from './parameter-inputs.ts';
import type { DependenciesSource, Scenario, ScenarioComponent } from './scenario.ts';

/** Most dependencies that one server may declare. */
export const mostDependencies = 8;

export interface Declaring {
  readonly parameters?: ParameterInputs;
  readonly dependencies?: DependenciesSource;
}

export const groupOf = ({ groups = [] }: Scenario, { group }: ScenarioComponent) =>
  group === undefined ? undefined : groups.find(({ id }) => id === group);

/** By name, whom each is of: those of the group first. */
export function declaredBy(scenario: Scenario, component: ScenarioComponent): ReadonlyMap<string, string> {
  const both = { ...groupOf(scenario, component)?.dependencies, ...component.dependencies };
  return new Map(Object.entries(both).map(([name, { to }]) => [name, to]));
}

/** Everything that the component has a path for. */
export function fieldsIn(scenario: Scenario, component: ScenarioComponent): Fields {
  const model: KindModel = models[component.kind];
  const dependencies = [...declaredBy(scenario, component).keys()].map((name) => ({ name }));
  return fieldsOf({ model, dependencies });
}

/** What was given for all of that, those of dependencies as sections. */
export function inputsOf({ parameters = {}, dependencies = {} }: Declaring = {}): ParameterInputs {
  const sections = Object.entries(dependencies).map(
    ([name, { to: _, ...policy }]) => [name, policy] as const,
  );
  return { ...parameters, ...(Object.fromEntries(sections) as ParameterInputs) };
}

/** The same component or group with other inputs; `declared` says whom dependencies that it begins to speak of are of. */
export function withInputs<Owner extends Declaring>(
  owner: Owner,
  inputs: ParameterInputs,
  declared: ReadonlyMap<string, string>,
): Owner {
  const entries = Object.entries(inputs);
  const parameters = Object.fromEntries(entries.filter(([name]) => !declared.has(name)));
  const sections = entries.flatMap(([name, policy]) => {
    const to = owner.dependencies?.[name]?.to ?? declared.get(name);
    return to === undefined ? [] : [[name, { to, ...(policy as ParameterInputs) }] as const];
  });
  return {
    ...owner,
    ...(owner.parameters === undefined && Object.keys(parameters).length === 0 ? {} : { parameters }),
    ...(sections.length === 0 ? {} : { dependencies: Object.fromEntries(sections) }),
  };
}

/**
 * From a scenario to the blueprint the engine is built from: group parameters reach the members (a member's own value
 * wins), defaults are filled in, links expanded, the schedule parsed, checked and sorted, the structure checked; a tape
 * is made of the recorded traffic that the scenario names.
 */
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import { microsFromSeconds } from '../base/units.ts';
import type { Blueprint, ComponentBlueprint } from '../engine/blueprint.ts';
import type { KindModel } from '../engine/model/kind-model.ts';
import { listParameters } from '../engine/model/parameter-list.ts';
import { type KindName, models } from '../kinds/models.ts';
import { checkDeclared, compileDependencies, compileRoutes } from './check-dependencies.ts';
import { checkInputs } from './check-inputs.ts';
import { checkStructure } from './check-structure.ts';
import { parseCommands } from './command-text.ts';
import { fieldsIn, groupOf, inputsOf } from './dependencies.ts';
import { expandLinks } from './expand-links.ts';
import { givenValues } from './parameter-inputs.ts';
import { checkValue } from './paths.ts';
import { presentSpecs } from './present-specs.ts';
import { listed, shownValue } from './problem-text.ts';
import { resultOf, together, type ValueProblem, valueAt } from './problems.ts';
import { checkClasses, checkWrites, compileClasses, writesOf } from './request-classes.ts';
import { type GroupSource, type Scenario, type ScenarioComponent, scenarioDefaults } from './scenario.ts';
import { checkPlayedSpan, makeTape } from './tape/make-tape.ts';
import { checkTape, checkVerbs } from './tape/match-tape.ts';
import type { RecordedTraffic } from './tape/recorded-traffic.ts';

/** A scenario that names a tape needs the traffic it was recorded from. */
export function compile(scenario: Scenario, traffic?: RecordedTraffic): Result<Blueprint, InputProblem> {
  const { tape: wanted } = scenario;
  const blueprint = outline(scenario);
  if (!blueprint.ok || wanted === undefined) return blueprint;
  const { classes } = blueprint.value;
  const problem =
    checkTape(wanted, traffic) ??
    (traffic && (checkPlayedSpan(traffic, wanted) ?? checkVerbs(traffic, classes)));
  if (problem) return refuse(problem);
  return traffic ? succeed({ ...blueprint.value, tape: makeTape(traffic, wanted, classes) }) : blueprint;
}

/** The blueprint but for the tape: enough to know what commands and paths mean. */
export function outline(scenario: Scenario): Result<Blueprint, InputProblem> {
  const named = together([...checkNames(scenario), ...checkGroups(scenario), ...checkClasses(scenario)]);
  if (named) return refuse(named);
  const components: ComponentBlueprint[] = [];
  for (const component of scenario.components) {
    const compiled = compileComponent(component, scenario);
    if (!compiled.ok) return compiled;
    components.push(compiled.value);
  }
  const links = expandLinks(scenario);
  if (!links.ok) return links;
  const target = { components, links: links.value };
  const { latencyMillis, availability } = scenarioDefaults;
  const objectives = { latencyMillis, availability, ...scenario.objectives };
  const classes = compileClasses(scenario.classes, objectives);
  const structure = [...checkDeclared(scenario, { ...target, classes }), ...checkStructure(target)];
  const schedule = parseCommands(scenario.schedule ?? [], target, ['schedule']);
  if (!schedule.ok) return refuse(together([...structure, schedule.problem])!);
  const blueprint: Blueprint = {
    name: scenario.name,
    ...(scenario.question && { question: scenario.question }),
    components,
    links: links.value,
    classes,
    objectives,
    warmupMicros: microsFromSeconds(scenario.warmupSeconds ?? scenarioDefaults.warmupSeconds),
    schedule: schedule.value,
  };
  return resultOf(blueprint, structure);
}

/** One name means one thing: components and groups share the first part of every path. */
function checkNames(scenario: Scenario): ValueProblem[] {
  const problems: ValueProblem[] = [];
  const wrong = (at: readonly PropertyKey[], value: string, allowed: string, path = at.join('.')): void =>
    void problems.push({ path, value, allowed, at });
  const seen = new Set<string>();
  for (const [index, { id }] of scenario.components.entries()) {
    if (seen.has(id)) wrong(['components', index, 'id'], id, 'an id that no other component has');
    seen.add(id);
  }
  const groups = new Set<string>();
  for (const [index, { id }] of (scenario.groups ?? []).entries()) {
    if (groups.has(id)) wrong(['groups', index, 'id'], id, 'each group once');
    groups.add(id);
  }
  for (const [index, { id, group }] of scenario.components.entries()) {
    if (group !== undefined && seen.has(group))
      wrong(['components', index, 'group'], group, 'a name that no component has', `${id}.group`);
  }
  return problems;
}

function checkGroups({ components, groups = [] }: Scenario): ValueProblem[] {
  const problems: ValueProblem[] = [];
  const kindOf = new Map<string, ScenarioComponent['kind']>();
  for (const [index, { id, group, kind }] of components.entries()) {
    if (group === undefined) continue;
    const groupKind = kindOf.get(group) ?? kind;
    if (groupKind !== kind) {
      const allowed = `members of one kind: ${groupKind}`;
      const at = ['components', index, 'group'];
      problems.push({ path: `${id}.group`, value: `${group} (${kind})`, allowed, at });
    }
    kindOf.set(group, groupKind);
  }
  for (const [index, group] of groups.entries()) {
    const kind = kindOf.get(group.id);
    const allowed = `a group with members: ${listed([...kindOf.keys()])}`;
    if (kind) problems.push(...checkShared(group, index, kind));
    else problems.push({ path: 'groups', value: group.id, allowed, at: ['groups', index, 'id'] });
  }
  return problems;
}

/** A group's parameters are held to the rules of a component's own. */
function checkShared({ id, parameters = {} }: GroupSource, index: number, kind: KindName): ValueProblem[] {
  return checkInputs(models[kind].parameters, parameters).map(({ at, allowed, isUnknown }) => {
    const value = `${shownValue(valueAt(parameters, at))}${isUnknown ? ' (unknown name)' : ''}`;
    const path = [id, ...at.map((name) => shownValue(String(name)))].join('.');
    return { path, value, allowed, at: ['groups', index, 'parameters', ...at] };
  });
}

/** Absent where the scenario declares nothing. */
function declaredIn(
  scenario: Scenario,
  component: ScenarioComponent,
): Pick<ComponentBlueprint, 'dependencies' | 'routes'> {
  const dependencies = compileDependencies(scenario, component);
  const routes = compileRoutes(scenario, component);
  return {
    ...(dependencies.length === 0 ? {} : { dependencies }),
    ...(Object.keys(routes).length === 0 ? {} : { routes }),
  };
}

function compileComponent(
  component: ScenarioComponent,
  scenario: Scenario,
): Result<ComponentBlueprint, InputProblem> {
  const { id, kind, group } = component;
  const its = groupOf(scenario, component);
  const fields = fieldsIn(scenario, component);
  const placement = { ...its?.placement, ...component.placement };
  const model: KindModel = models[kind];
  const { faults, traits } = model;
  const values: Record<string, number> = {};
  for (const { spec, given, isDefault } of givenValues(fields, inputsOf(component), inputsOf(its))) {
    const path = `${id}.${spec.path}`;
    const checked = checkValue(spec, given, path);
    if (!checked.ok) return checked;
    values[spec.path] = checked.value;
    if (spec.means !== 'writes') continue;
    const problem = isDefault ? undefined : checkWrites(scenario, path, checked.value);
    if (problem) return refuse(problem);
    values[spec.path] = writesOf(scenario) ?? checked.value;
  }
  const base = {
    id,
    kind,
    model,
    traits,
    ...(group === undefined ? {} : { group }),
    ...(Object.keys(placement).length === 0 ? {} : { placement }),
    ...presentSpecs(scenario, listParameters(fields)),
    faults,
    ...declaredIn(scenario, component),
    values,
  };
  if (!traits.includes('replicated')) return succeed(base);
  const isAlone = scenario.components.filter((one) => one.kind === kind && one.group === group).length === 1;
  const role = component.role ?? (group === undefined || isAlone ? 'primary' : 'replica');
  return succeed({ ...base, role });
}

/**
 * From a scenario to the blueprint the engine is built from: group parameters reach the members (a member's own value
 * wins), defaults are filled in, links expanded, the schedule parsed, checked and sorted, the structure checked; a tape
 * is made of the recorded traffic that the scenario names.
 */
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import { microsFromSeconds } from '../base/units.ts';
import type { Blueprint, ComponentBlueprint } from '../engine/blueprint.ts';
import type { StampedCommand } from '../engine/command.ts';
import { kinds } from '../engine/model/kinds.ts';
import type { ParameterSpec } from '../engine/model/parameter-spec.ts';
import { isReplicated } from '../engine/model/replicated-kinds.ts';
import type { CommandTarget } from './check-command.ts';
import { checkStructure } from './check-structure.ts';
import { parseCommandText } from './command-text.ts';
import { expandLinks } from './expand-links.ts';
import { checkValue } from './paths.ts';
import { listed, shownValue } from './problem-text.ts';
import { type Scenario, type ScenarioComponent, scenarioDefaults } from './scenario.ts';
import { specsWith } from './tape/drawn-traffic.ts';
import { checkPlayedSpan, makeTape } from './tape/make-tape.ts';
import { checkTape } from './tape/match-tape.ts';
import type { RecordedTraffic } from './tape/recorded-traffic.ts';

/** A scenario that names a tape needs the traffic it was recorded from. */
export function compile(scenario: Scenario, traffic?: RecordedTraffic): Result<Blueprint, InputProblem> {
  const { tape: wanted } = scenario;
  const blueprint = outline(scenario);
  if (!blueprint.ok || wanted === undefined) return blueprint;
  const problem = checkTape(wanted, traffic) ?? (traffic && checkPlayedSpan(traffic, wanted));
  if (problem) return refuse(problem);
  return traffic ? succeed({ ...blueprint.value, tape: makeTape(traffic, wanted) }) : blueprint;
}

/** The blueprint but for the tape: enough to know what commands and paths mean. */
export function outline(scenario: Scenario): Result<Blueprint, InputProblem> {
  const namesProblem = checkNames(scenario) ?? checkGroups(scenario);
  if (namesProblem) return refuse(namesProblem);
  const components: ComponentBlueprint[] = [];
  for (const component of scenario.components) {
    const compiled = compileComponent(component, scenario);
    if (!compiled.ok) return compiled;
    components.push(compiled.value);
  }
  const links = expandLinks(scenario);
  if (!links.ok) return links;
  const structureProblem = checkStructure({ components, links: links.value });
  if (structureProblem) return refuse(structureProblem);
  const schedule = compileSchedule(scenario.schedule ?? [], { components, links: links.value });
  if (!schedule.ok) return schedule;
  return succeed({
    name: scenario.name,
    components,
    links: links.value,
    objectives: {
      latencyMillis: scenario.objectives?.latencyMillis ?? scenarioDefaults.latencyMillis,
      availability: scenario.objectives?.availability ?? scenarioDefaults.availability,
    },
    warmupMicros: microsFromSeconds(scenario.warmupSeconds ?? scenarioDefaults.warmupSeconds),
    schedule: schedule.value,
  });
}

/** One name means one thing: components and groups share the first part of every path. */
function checkNames(scenario: Scenario): InputProblem | undefined {
  const seen = new Set<string>();
  for (const [index, { id }] of scenario.components.entries()) {
    if (seen.has(id))
      return { path: `components.${index}.id`, value: id, allowed: 'an id that no other component has' };
    seen.add(id);
  }
  const groups = new Set<string>();
  for (const [index, { id }] of (scenario.groups ?? []).entries()) {
    if (groups.has(id)) return { path: `groups.${index}.id`, value: id, allowed: 'each group once' };
    groups.add(id);
  }
  for (const { id, group } of scenario.components) {
    if (group === undefined || !seen.has(group)) continue;
    return { path: `${id}.group`, value: group, allowed: 'a name that no component has' };
  }
  return undefined;
}

function checkGroups({ components, groups = [] }: Scenario): InputProblem | undefined {
  const kindOf = new Map<string, ScenarioComponent['kind']>();
  for (const { id, group, kind } of components) {
    if (group === undefined) continue;
    const groupKind = kindOf.get(group) ?? kind;
    if (groupKind !== kind) {
      return {
        path: `${id}.group`,
        value: `${group} (${kind})`,
        allowed: `members of one kind: ${groupKind}`,
      };
    }
    kindOf.set(group, groupKind);
  }
  for (const { id, parameters = {} } of groups) {
    const kind = kindOf.get(id);
    if (!kind)
      return { path: 'groups', value: id, allowed: `a group with members: ${listed([...kindOf.keys()])}` };
    const specs: readonly ParameterSpec[] = kinds[kind].parameters;
    for (const [name, value] of Object.entries(parameters)) {
      const spec = specs.find((one) => one.path === name);
      const path = `${id}.${shownValue(name)}`;
      if (!spec) {
        const names = listed(
          specs.map((one) => one.path),
          20,
        );
        return { path, value: `${shownValue(value)} (unknown name)`, allowed: names };
      }
      const checked = checkValue(spec, value, path);
      if (!checked.ok) return checked.problem;
    }
  }
  return undefined;
}

function compileComponent(
  component: ScenarioComponent,
  scenario: Scenario,
): Result<ComponentBlueprint, InputProblem> {
  const { id, kind, group } = component;
  const shared =
    group === undefined ? undefined : scenario.groups?.find((one) => one.id === group)?.parameters;
  const specs: readonly ParameterSpec[] = kinds[kind].parameters;
  const values: Record<string, number> = {};
  for (const spec of specs) {
    const given = component.parameters?.[spec.path] ?? shared?.[spec.path] ?? spec.default;
    const checked = checkValue(spec, given, `${id}.${spec.path}`);
    if (!checked.ok) return checked;
    values[spec.path] = checked.value;
  }
  const { faults } = kinds[kind];
  const parameters = specsWith(scenario.tape !== undefined, kind, specs);
  const base = { id, kind, ...(group === undefined ? {} : { group }), parameters, faults, values };
  if (!isReplicated(kind)) return succeed(base);
  const isAlone = scenario.components.filter((one) => one.kind === kind && one.group === group).length === 1;
  const role = component.role ?? (group === undefined || isAlone ? 'primary' : 'replica');
  return succeed({ ...base, role });
}

function compileSchedule(
  lines: readonly string[],
  target: CommandTarget,
): Result<readonly StampedCommand[], InputProblem> {
  const schedule: StampedCommand[] = [];
  for (const [index, line] of lines.entries()) {
    const parsed = parseCommandText(line, { target, where: `schedule.${index}` });
    if (!parsed.ok) return parsed;
    schedule.push(parsed.value);
  }
  // The sort is stable: commands of one time apply in the order in which they were written.
  return succeed(schedule.sort((a, b) => a.at - b.at));
}

/**
 * Parameter paths as people type them: `<component or group>.<parameter>`, resolved against anything that lists its
 * components with their parameters (a blueprint, a run's description). A group's path stands for all of its members.
 */
import { nearest } from '../base/nearest.ts';
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import type { AbsentBecause } from '../engine/description.ts';
import type { ParameterSpec } from '../engine/model/parameter-list.ts';
import type { ValueInput } from './parameter-inputs.ts';
import { allowedRange, listed, shownValue } from './problem-text.ts';

export interface PathTarget {
  readonly components: readonly {
    readonly id: string;
    readonly kind: string;
    readonly absent?: Readonly<Record<string, AbsentBecause>>;
    readonly group?: string;
    readonly parameters: readonly ParameterSpec[];
  }[];
}

export interface ResolvedPath {
  readonly path: string;
  /** The component or group that the path names. */
  readonly owner: string;
  readonly isGroup: boolean;
  /** Ids of the components that the value applies to. */
  readonly members: readonly string[];
  readonly kind: string;
  readonly spec: ParameterSpec;
}

const insteadOf: Readonly<Record<AbsentBecause, string>> = {
  tape: 'no drawn traffic while a tape is played',
  classes: 'the classes of the scenario have shares',
};

export function resolvePath(target: PathTarget, path: string): Result<ResolvedPath, InputProblem> {
  const dot = path.indexOf('.');
  const owner = dot < 0 ? path : path.slice(0, dot);
  const name = dot < 0 ? '' : path.slice(dot + 1);
  const own = target.components.filter((component) => component.id === owner);
  const members = own.length > 0 ? own : target.components.filter((component) => component.group === owner);
  const first = members[0];
  if (!first) {
    return refuse({
      path: shownValue(path),
      value: shownValue(owner),
      allowed: `one of ${listed(ownersOf(target))}`,
    });
  }
  const specs = first.parameters;
  const spec = specs.find((one) => one.path === name);
  if (!spec) {
    const paths = specs.map((one) => one.path);
    const names = listed(
      paths.map((one) => `${owner}.${one}`),
      20,
    );
    const because = first.absent?.[name];
    const meant = nearest(name, paths);
    const hint = meant === undefined ? '' : `did you mean ${owner}.${meant}? `;
    const allowed = because === undefined ? `${hint}one of ${names}` : `${insteadOf[because]}; only ${names}`;
    return refuse({ path: shownValue(path), value: shownValue(name), allowed });
  }
  const ids = members.map((component) => component.id);
  return succeed({ path, owner, isGroup: own.length === 0, members: ids, kind: first.kind, spec });
}

/** What may stand before the dot: group members are reached by their group's name as well as their own. */
function ownersOf(target: PathTarget): string[] {
  const groups = target.components.flatMap((component) => component.group ?? []);
  const alone = target.components.filter((component) => component.group === undefined);
  return [...new Set([...alone.map((component) => component.id), ...groups])];
}

/** A number, a number's text, or (for a choice) a name, as the number the engine takes. A toggle takes `true` and `false`. */
export function checkValue(
  spec: ParameterSpec,
  value: ValueInput,
  path: string = spec.path,
): Result<number, InputProblem> {
  const number = numberOf(spec, value);
  // −0 is 0.
  if (number !== undefined && isAllowed(spec, number)) return succeed(number + 0);
  return refuse({ path, value: shownValue(value), allowed: allowedRange(spec) });
}

function isAllowed(spec: ParameterSpec, number: number): boolean {
  if (spec.choices) return spec.choices[number] !== undefined;
  return number >= spec.min && number <= spec.max && (!spec.integer || Number.isInteger(number));
}

/** A value in a file: of a number not its text, as in a component's own parameters. */
export function checkStoredValue(
  spec: ParameterSpec,
  value: ValueInput,
  path: string,
): Result<number, InputProblem> {
  const isText = typeof value === 'string' && !spec.choices?.includes(value);
  return isText
    ? refuse({ path, value: shownValue(value), allowed: allowedRange(spec) })
    : checkValue(spec, value, path);
}

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;

function numberOf(spec: ParameterSpec, value: ValueInput): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return spec.type === 'toggle' ? Number(value) : undefined;
  const index = spec.choices?.indexOf(value) ?? -1;
  if (index >= 0) return index;
  return decimal.test(value.trim()) ? Number(value) : undefined;
}

/** As people read it: the name of a choice, else the number. */
export function valueText(spec: ParameterSpec, value: number): string {
  return spec.choices?.[value] ?? String(value);
}

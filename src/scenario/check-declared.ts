/** The form of dependencies and routes in a file: names, types and ranges, with the place of what is wrong. */
import { dependencyFields } from '../engine/model/policy-specs.ts';
import { canHold, conditions, longestRoute, type Step } from '../engine/model/route.ts';
import { callVerbs } from '../engine/telemetry/records.ts';
import { checkInputs, type InputIssue } from './check-inputs.ts';
import { mostDependencies } from './dependencies.ts';
import { idAllowed, idPattern } from './limits.ts';
import { listed } from './problem-text.ts';

const namePattern = /^[a-z][a-z0-9-]{0,23}$/;
const nameAllowed = 'a lowercase letter, then up to 23 of a-z, 0-9, -';

type Check = (value: unknown) => InputIssue[];
type Plain = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const wrong = (allowed: string): InputIssue[] => [{ at: [], allowed }];
const within = (at: readonly PropertyKey[], issues: readonly InputIssue[]): InputIssue[] =>
  issues.map((issue) => ({ ...issue, at: [...at, ...issue.at] }));
const anObject = 'an object with these entries';

const oneOf =
  (names: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && names.includes(value) ? [] : wrong(listed(names, 40));
const matching =
  (pattern: RegExp, allowed: string): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? [] : wrong(allowed);
const flag: Check = (value) => (typeof value === 'boolean' ? [] : wrong('false, true'));
const between =
  (min: number, max: number, integer = false): Check =>
  (value) => {
    const isFine = typeof value === 'number' && value >= min && value <= max;
    if (isFine && (!integer || Number.isInteger(value))) return [];
    return wrong(`${min} … ${max}${integer ? ', a whole number' : ''}`);
  };
/** The length is checked before the items, so that a huge list costs nothing. */
const listOf =
  (item: Check, min: number, what: string): Check =>
  (value) =>
    Array.isArray(value) && value.length >= min && value.length <= longestRoute
      ? value.flatMap((one, place) => within([place], item(one)))
      : wrong(`a list of ${min} … ${longestRoute} ${what}`);

/** An object with these entries and no others; those of `needed` must be there. */
function checkEntries(
  value: unknown,
  entries: Readonly<Record<string, Check>>,
  needed: readonly string[],
): InputIssue[] {
  if (!isObject(value)) return wrong(anObject);
  const names = Object.keys(entries);
  const known = names.flatMap((name) => {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given === undefined && !needed.includes(name)) return [];
    return within([name], (entries[name] as Check)(given));
  });
  const unknown = Object.keys(value)
    .filter((name) => !Object.hasOwn(entries, name))
    .map((name): InputIssue => ({ at: [name], allowed: listed(names, 40), isUnknown: true }));
  return [...known, ...unknown];
}

const asked = { of: matching(namePattern, nameAllowed), verb: oneOf(callVerbs) };

const stepEntries: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  work: {},
  ask: { ...asked, mayFail: flag, wait: flag },
  all: {
    asks: listOf((one) => checkEntries(one, asked, ['of']), 1, 'asks'),
    enough: between(1, longestRoute, true),
    mayFail: flag,
  },
  when: {
    all: (value) => checkConditions(value),
    share: between(0, 1),
    steps: (value) => checkSteps(value),
  },
  hold: { of: asked.of, steps: (value) => checkSteps(value) },
  answer: { degraded: flag },
};
const neededOf: Readonly<Record<string, readonly string[]>> = {
  ask: ['of'],
  all: ['asks'],
  when: ['steps'],
  hold: ['of', 'steps'],
};

function checkConditions(value: unknown): InputIssue[] {
  const issues = listOf(oneOf(conditions), 0, 'conditions')(value);
  if (issues.length > 0) return issues;
  const all = value as readonly string[];
  return all.includes('read') && all.includes('write') ? wrong('read or write, not both') : [];
}

function checkStep(value: unknown): InputIssue[] {
  if (!isObject(value)) return wrong(anObject);
  const name = Object.hasOwn(value, 'do') ? value.do : undefined;
  const known = oneOf(Object.keys(stepEntries))(name);
  if (known.length > 0) return within(['do'], known);
  const issues = checkEntries(
    value,
    { do: () => [], ...stepEntries[name as string] },
    neededOf[name as string] ?? [],
  );
  if (name === 'hold' && issues.length === 0 && !canHold(value.of as string, value.steps as readonly Step[]))
    return within(['steps'], wrong('steps that ask what is held one by one, and do not hold it again'));
  if (name !== 'all' || issues.length > 0 || value.enough === undefined) return issues;
  return within(['enough'], between(1, (value.asks as readonly unknown[]).length, true)(value.enough));
}

const checkSteps: Check = listOf(checkStep, 0, 'steps');

/** Which classes there are depends on the rest of the scenario; `compile` checks that. */
export function checkRoutes(value: unknown): InputIssue[] {
  if (!isObject(value)) return wrong('an object of routes by class of requests');
  return Object.entries(value).flatMap(([name, steps]) => within([name], checkSteps(steps)));
}

/** Whether there is such a component, and which names are free, depends on the rest of the scenario. */
export function checkDependencies(value: unknown): InputIssue[] {
  if (!isObject(value)) return wrong('an object of dependencies by name');
  const entries = Object.entries(value);
  if (entries.length > mostDependencies) return wrong(`at most ${mostDependencies} dependencies`);
  return entries.flatMap(([name, one]) => {
    if (!namePattern.test(name)) return [{ at: [name], allowed: nameAllowed, isUnknown: true }];
    if (!isObject(one)) return within([name], wrong(anObject));
    const { to, ...policy } = one;
    const end = within(['to'], matching(idPattern, idAllowed)(to));
    return within([name], [...end, ...checkInputs(dependencyFields, policy)]);
  });
}

/** Whether a command makes sense for a scenario: the things it names exist, can suffer it, and take the value. */
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import {
  type Command,
  type ComponentCommand,
  type FaultKind,
  formOf,
  isOnComponent,
} from '../engine/command.ts';
import type { Trait } from '../engine/description.ts';
import { membersAt, type Place, type Placement, placeNamed, placesOf, placeText } from '../engine/places.ts';
import { checkAmongOthers } from './check-values.ts';
import { limits } from './limits.ts';
import { checkValue, type PathTarget, resolvePath } from './paths.ts';
import { listed, shownValue } from './problem-text.ts';

export interface CommandTarget extends PathTarget {
  readonly components: readonly (PathTarget['components'][number] & {
    readonly traits: readonly Trait[];
    readonly faults: readonly FaultKind[];
    readonly placement?: Placement;
  })[];
  readonly links: readonly { readonly from: string; readonly to: string }[];
}

/** `where` names the command in problems that no parameter path can name: `--do`, `schedule.3`, `command`. */
export function checkCommand(
  target: CommandTarget,
  command: Command,
  where = 'command',
): Result<undefined, InputProblem> {
  const fine = succeed(undefined);
  if (isOnComponent(command)) return checkOnComponent(target, command, where);
  switch (command.kind) {
    case 'cut':
    case 'heal':
      return checkLink(target, command.from, command.to, where);
    case 'set': {
      const resolved = resolvePath(target, command.path);
      if (!resolved.ok) return resolved;
      const { spec, members } = resolved.value;
      const value = checkValue(spec, command.value, command.path);
      if (!value.ok) return value;
      const problem = checkAmongOthers(target, members, spec, value.value, command.path);
      if (problem) return refuse(problem);
      if (spec.live !== 'no') return fine;
      return refuse({
        path: command.path,
        value: String(command.value),
        allowed: 'no change after the run began',
      });
    }
  }
}

function checkOnComponent(
  target: CommandTarget,
  command: ComponentCommand,
  where: string,
): Result<undefined, InputProblem> {
  const { kind, component } = command;
  const { takesPlaces, isHelp } = formOf(kind);
  if ('factor' in command && !(command.factor >= 1 && command.factor <= limits.slowFactor))
    return refuse({ path: where, value: `x${command.factor}`, allowed: `x1 … x${limits.slowFactor}` });
  const place = takesPlaces ? placeNamed(component) : undefined;
  if (place !== undefined) return checkPlace(target, place, where);
  return isHelp
    ? checkKnown(target, component, where)
    : checkFault(target, component, kind as FaultKind, where);
}

function checkKnown(target: PathTarget, id: string, where: string): Result<undefined, InputProblem> {
  if (target.components.some((component) => component.id === id)) return succeed(undefined);
  const ids = target.components.map((component) => component.id);
  return refuse({ path: where, value: shownValue(id), allowed: `one of ${listed(ids, 24)}` });
}

/** Somebody there can fail. */
function checkPlace(target: CommandTarget, place: Place, where: string): Result<undefined, InputProblem> {
  const mortal = target.components.filter(({ faults }) => faults.length > 0);
  if (membersAt(mortal, place).length > 0) return succeed(undefined);
  const allowed = `a place: ${listed(placesOf(mortal).map(placeText), 16)}`;
  return refuse({ path: where, value: shownValue(placeText(place)), allowed });
}

function checkFault(
  target: CommandTarget,
  id: string,
  fault: FaultKind,
  where: string,
): Result<undefined, InputProblem> {
  const component = target.components.find((one) => one.id === id);
  if (!component) return checkKnown(target, id, where);
  const { faults } = component;
  if (faults.includes(fault)) return succeed(undefined);
  return refuse({ path: where, value: `${fault} ${id}`, allowed: `${id} can suffer: ${listed(faults)}` });
}

function checkLink(
  target: CommandTarget,
  from: string,
  to: string,
  where: string,
): Result<undefined, InputProblem> {
  for (const end of [from, to]) {
    const known = checkKnown(target, end, where);
    if (!known.ok) return known;
  }
  const far = target.links.flatMap((link) =>
    link.from === from ? [link.to] : link.to === from ? [link.from] : [],
  );
  if (far.includes(to)) return succeed(undefined);
  const links = far.map((end) => `${from}->${end}`);
  return refuse({ path: where, value: `${from}->${to}`, allowed: `a link: ${listed(links, 16)}` });
}

/** Commands: checked against the run's own components, links and parameter ranges, then applied. */
import { assert, assertUnreachable } from '../../base/assert.ts';
import { type InputProblem, type Result, refuse, succeed } from '../../base/result.ts';
import type { Command, FaultKind } from '../command.ts';
import { kinds } from '../model/kinds.ts';
import type { ParameterSpec } from '../model/parameter-spec.ts';
import type { World } from '../model/world.ts';
import { clear, crash, cut, hang, heal, restart, slow } from './faults.ts';

/** Slowness is bounded so that no service time leaves the calendar's exact range. */
const slowRange = { min: 1, max: 1_000 };
const longestFaultMicros = 7 * 86_400 * 1_000_000;

type Checked = Result<undefined, InputProblem>;
const fine: Checked = succeed(undefined);

export function checkCommand(world: World, command: Command): Checked {
  if ('forMicros' in command && command.forMicros !== undefined) {
    const { forMicros } = command;
    if (!(Number.isInteger(forMicros) && forMicros >= 1 && forMicros <= longestFaultMicros)) {
      return refuse({ path: 'for', value: `${forMicros / 1_000_000}s`, allowed: '1us … 168h' });
    }
  }
  switch (command.kind) {
    case 'crash':
    case 'restart':
    case 'hang':
      return checkFault(world, command.component, command.kind);
    case 'slow': {
      const { factor } = command;
      if (factor >= slowRange.min && factor <= slowRange.max)
        return checkFault(world, command.component, 'slow');
      return refuse({ path: 'slow', value: `x${factor}`, allowed: `x${slowRange.min} … x${slowRange.max}` });
    }
    case 'clear':
      return checkComponent(world, command.component);
    case 'cut':
    case 'heal':
      return checkLink(world, command.from, command.to);
    case 'set':
      return checkSet(world, command.path, command.value);
    default:
      return assertUnreachable(command);
  }
}

/** Applies a command that was checked; one that no longer makes sense (hanging the dead) does nothing. */
export function applyCommand(world: World, command: Command): void {
  if (!checkCommand(world, command).ok) return;
  switch (command.kind) {
    case 'crash':
      crash(world, indexOf(world, command.component), command.forMicros);
      break;
    case 'restart':
      restart(world, indexOf(world, command.component));
      break;
    case 'hang':
      hang(world, indexOf(world, command.component), command.forMicros);
      break;
    case 'slow':
      slow(world, indexOf(world, command.component), command.factor, command.forMicros);
      break;
    case 'clear':
      clear(world, indexOf(world, command.component));
      break;
    case 'cut':
      cut(world, indexOf(world, command.from), indexOf(world, command.to), command.both, command.forMicros);
      break;
    case 'heal':
      heal(world, indexOf(world, command.from), indexOf(world, command.to));
      break;
    case 'set':
      applySet(world, command.path, command.value);
      break;
    default:
      assertUnreachable(command);
      break;
  }
}

function checkComponent(world: World, id: string): Checked {
  if (world.indexOf.has(id)) return fine;
  return refuse({ path: id, value: id, allowed: world.ids.join(', ') });
}

function checkFault(world: World, id: string, fault: FaultKind): Checked {
  const known = checkComponent(world, id);
  if (!known.ok) return known;
  const allowed: readonly FaultKind[] = kinds[world.kindOf(indexOf(world, id))].faults;
  if (allowed.includes(fault)) return fine;
  return refuse({ path: id, value: fault, allowed: allowed.length === 0 ? 'no fault' : allowed.join(', ') });
}

function checkLink(world: World, from: string, to: string): Checked {
  const [near, far] = [world.indexOf.get(from), world.indexOf.get(to)];
  if (near !== undefined && far !== undefined && world.links.direction(near, far) >= 0) return fine;
  const partners =
    near === undefined ? world.ids : world.links.neighboursOf(near).map((index) => world.idOf(index));
  return refuse({ path: `${from}->${to}`, value: to, allowed: `a link ${from}-> ${partners.join(', ')}` });
}

function checkSet(world: World, path: string, value: number): Checked {
  const members = membersOf(world, path);
  const spec = members[0] === undefined ? undefined : specOf(world, members[0], path);
  if (spec === undefined)
    return refuse({ path, value: String(value), allowed: 'component.parameter or group.parameter' });
  if (spec.fixed) return refuse({ path, value: String(value), allowed: 'fixed for the whole run' });
  const isWhole = spec.integer !== true || Number.isInteger(value);
  if (value >= spec.min && value <= spec.max && isWhole) return fine;
  const whole = spec.integer ? ', whole' : '';
  return refuse({ path, value: String(value), allowed: `${spec.min} … ${spec.max} ${spec.unit}${whole}` });
}

function applySet(world: World, path: string, value: number): void {
  const members = membersOf(world, path);
  const first = members[0];
  const name = path.slice(path.indexOf('.') + 1);
  assert(first !== undefined, 'a checked path names a component');
  const from = world.value(first, name);
  const unit = specOf(world, first, path)?.unit ?? 'count';
  const storyId = world.story.tell('parameterChanged', first, world.now, 0, { path, from, to: value, unit });
  for (const member of members) {
    (world.values[member] as Record<string, number>)[name] = value;
    world.processes.editedBy[member] = storyId;
    world.components[member]?.onParameterChanged(name);
  }
  if (name === 'arrivalRate') world.loadRaisedBy = value > from ? storyId : 0;
}

function membersOf(world: World, path: string): readonly number[] {
  const owner = path.slice(0, Math.max(0, path.indexOf('.')));
  const own = world.indexOf.get(owner);
  if (own !== undefined) return [own];
  return world.blueprint.components.flatMap((component, index) => (component.group === owner ? [index] : []));
}

function specOf(world: World, component: number, path: string): ParameterSpec | undefined {
  const name = path.slice(path.indexOf('.') + 1);
  const specs: readonly ParameterSpec[] = kinds[world.kindOf(component)].parameters;
  return specs.find((spec) => spec.path === name);
}

function indexOf(world: World, id: string): number {
  const index = world.indexOf.get(id);
  assert(index !== undefined, 'a checked command names a component');
  return index;
}

/** Applies commands to a world. What people type is checked before it comes here: a wrong command is a defect. */
import { assert } from '../../base/assert.ts';
import { type Command, type ComponentCommand, type ComponentCommandKind, isOnComponent } from '../command.ts';
import type { ParameterSpec } from '../model/parameter-list.ts';
import type { World } from '../model/world.ts';
import { membersNamed, placeNamed } from '../places.ts';
import { clear, crash, cut, hang, heal, powerOff, powerOffPlace, restart, slow } from './faults.ts';

/** What each command does to one component. */
const acts: {
  readonly [Kind in ComponentCommandKind]: (
    world: World,
    component: number,
    command: Extract<ComponentCommand, { readonly kind: Kind }>,
  ) => void;
} = {
  crash: (world, component, { forMicros }) => crash(world, component, forMicros),
  'power-off': (world, component, { forMicros }) => powerOff(world, component, forMicros),
  restart,
  hang: (world, component, { forMicros }) => hang(world, component, forMicros),
  slow: (world, component, { factor, forMicros }) => slow(world, component, factor, forMicros),
  clear,
};

/** `command` was checked (`scenario/check-command`); one that no longer makes sense (hanging the dead) does nothing. */
export function applyCommand(world: World, command: Command): void {
  if (isOnComponent(command)) applyToComponent(world, command);
  else if (command.kind === 'set') applySet(world, command.path, command.value);
  else {
    const [from, to] = [indexOf(world, command.from), indexOf(world, command.to)];
    if (command.kind === 'cut') cut(world, from, to, command.both, command.forMicros);
    else heal(world, from, to);
  }
}

function applyToComponent(world: World, command: ComponentCommand): void {
  const { kind, component } = command;
  const isPlace = placeNamed(component) !== undefined;
  const members = isPlace ? namedBy(world, component) : [indexOf(world, component)];
  if (kind === 'power-off' && isPlace) {
    powerOffPlace(world, component, members, command.forMicros);
    return;
  }
  for (const member of members) acts[kind](world, member, command as never);
}

/** Everything at that place that can fail. */
function namedBy(world: World, name: string): readonly number[] {
  const mortal = world.blueprint.components.filter(({ faults }) => faults.length > 0);
  const named = membersNamed(mortal, name);
  assert(named.length > 0, 'a checked command names what can fail');
  return named.map(({ id }) => indexOf(world, id));
}

function applySet(world: World, path: string, value: number): void {
  const members = membersOf(world, path);
  const first = members[0];
  const name = path.slice(path.indexOf('.') + 1);
  assert(first !== undefined, 'a checked path names a component');
  const from = world.value(first, name);
  const spec = world.blueprint.components[first]?.parameters.find((one) => one.path === name);
  assert(spec !== undefined && spec.live !== 'no', 'a checked path names a parameter that may change');
  const storyId = world.story.tell('parameterChanged', first, world.now, 0, {
    path,
    from,
    to: value,
    ...(spec.choices === undefined ? { unit: spec.unit } : { unit: 'choice', choices: spec.choices }),
  });
  for (const member of members) {
    if (spec.means === 'confirmations') noteDemand(world, member, storyId, value - from);
    else world.processes.editedBy[member] = storyId;
    store(world.values[member] as Record<string, number>, spec, value);
    world.refreshConfig(member);
    if (spec.means === 'timeout') {
      const others = world.processes.hurriedBy[member];
      world.processes.hurriedBy[member] = { ...others, [name]: value < from ? storyId : 0 };
    }
    world.component(member).configure(world.configOf(member) as never);
  }
  if (spec.means === 'load') world.loadRaisedBy = value > from ? storyId : 0;
}

/** A value that is given brings about what it is part of: its section is added, its case chosen. */
function store(values: Record<string, number>, { path, within = [] }: ParameterSpec, value: number): void {
  for (const around of within) {
    if (!around.codes.includes(values[around.path] as number))
      values[around.path] = around.codes[0] as number;
  }
  values[path] = value;
}

/** To wait for more replicas may be what keeps writes waiting; to wait for fewer never is, and ends what the last such edit did. */
function noteDemand(world: World, member: number, storyId: number, more: number): void {
  const { editedBy, demandedBy, blamedOn } = world.processes;
  if (more === 0) return;
  if (more > 0) {
    editedBy[member] = storyId;
    demandedBy[member] = storyId;
    return;
  }
  if (editedBy[member] === demandedBy[member]) editedBy[member] = 0;
  // Whoever has waited too long by now fails for what held the writes until this moment.
  blamedOn[member] = world.component(member).rootOfWait?.() || (blamedOn[member] as number);
}

function membersOf(world: World, path: string): readonly number[] {
  const owner = path.slice(0, Math.max(0, path.indexOf('.')));
  const own = world.indexOf.get(owner);
  if (own !== undefined) return [own];
  return world.blueprint.components.flatMap((component, index) => (component.group === owner ? [index] : []));
}

function indexOf(world: World, id: string): number {
  const index = world.indexOf.get(id);
  assert(index !== undefined, 'a checked command names a component');
  return index;
}

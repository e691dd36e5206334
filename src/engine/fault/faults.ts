/**
 * Faults: what a crash, a restart, a hang, slowness and a cut do to a process or a link, each told as a story event and
 * remembered as the root of what it breaks. The lifecycle machine says what may follow what; a fault that cannot happen
 * (hanging a dead process) does nothing.
 */
import * as lifecycle from '../../algorithms/lifecycle/server-lifecycle.ts';
import type { Micros } from '../../base/units.ts';
import { eventKind } from '../kernel/event-kinds.ts';
import { drainInbox, emptyInbox } from '../model/inbox.ts';
import { messageKind } from '../model/message-kinds.ts';
import { processMode } from '../model/processes.ts';
import { resetCallsAt } from '../model/reset.ts';
import { sendMessage } from '../model/transport.ts';
import { freezeWork, thawWork } from '../model/work.ts';
import type { World } from '../model/world.ts';

/** What a `faultDue` event ends; the number of a link sits above it. */
const ending = { startup: 0, hang: 1, slowness: 2, crash: 3, cut: 4 } as const;
const endings = 8;

const lasting = (forMicros: Micros | undefined): { forMicros?: Micros } =>
  forMicros === undefined ? {} : { forMicros };

export function crash(world: World, component: number, forMicros: Micros | undefined): void {
  const { processes, now } = world;
  if (processes.mode[component] === processMode.crashed) return;
  const storyId = world.story.tell('crashed', component, now, 0, {
    inside: world.meters.of(component, 'inSystem'),
    ...lasting(forMicros),
  });
  die(world, component, storyId);
  tellIfAlone(world, component, storyId);
  if (forMicros !== undefined) endLater(world, component, ending.crash, forMicros);
}

/**
 * The machine loses power. What was inside vanishes with it, and so does whatever is sent to it until it is started
 * again: nobody is told, so callers and peers learn of it only by their own timeouts. A dead process can still lose its
 * machine.
 */
export function powerOff(world: World, component: number, forMicros: Micros | undefined, placeId = 0): void {
  const { processes, now } = world;
  if (processes.isOff(component)) return;
  const wasDead = processes.mode[component] === processMode.crashed;
  const own = world.story.tell('poweredOff', component, now, placeId, {
    inside: world.meters.of(component, 'inSystem'),
    ...lasting(forMicros),
  });
  // What fails because of it goes back to the place, if that went as a whole.
  const storyId = placeId || own;
  processes.off[component] = 1;
  if (wasDead) processes.loseMachine(component, now, storyId);
  else {
    die(world, component, storyId);
    tellIfAlone(world, component, storyId);
  }
  if (forMicros !== undefined) endLater(world, component, ending.crash, forMicros);
}

/** A host, a zone or a region loses power: everything there, with one root. */
export function powerOffPlace(
  world: World,
  place: string,
  members: readonly number[],
  forMicros: Micros | undefined,
): void {
  const struck = members.filter((member) => !world.processes.isOff(member));
  const [first] = struck;
  if (first === undefined) return;
  const components = struck.map((member) => world.idOf(member));
  const values = { place, components, ...lasting(forMicros) };
  const placeId = world.story.tell('placeLostPower', first, world.now, 0, values);
  for (const member of struck) powerOff(world, member, forMicros, placeId);
}

/** Starts a dead process; one that runs or hangs is stopped first, and what that breaks is the restart's doing. */
export function restart(world: World, component: number): void {
  start(world, component, 0);
}

/** `causeId` is the crash whose time is over; 0 if a command asks for it. */
function start(world: World, component: number, causeId: number): void {
  const { processes, now } = world;
  if (processes.mode[component] === processMode.starting) return;
  const startupMicros = world.startupMicros(component);
  const wasRunning = processes.mode[component] !== processMode.crashed;
  const values = { startupMicros, byCommand: causeId === 0 };
  const storyId = world.story.tell('starting', component, now, causeId, values);
  processes.off[component] = 0;
  if (wasRunning) die(world, component, storyId);
  const life = processes.lifecycleOf(component);
  processes.lifecycles[component] = { ...life, options: { ...life.options, startupDelay: startupMicros } };
  lifecycle.start(processes.lifecycleOf(component), now);
  processes.mirror(component, now);
  endLater(world, component, ending.startup, startupMicros);
}

function die(world: World, component: number, storyId: number): void {
  const { processes, now } = world;
  lifecycle.crash(processes.lifecycleOf(component), now);
  processes.mirror(component, now);
  processes.incarnation[component] = (processes.incarnation[component] as number) + 1;
  processes.unwellBy[component] = storyId;
  processes.blamedOn[component] = 0;
  processes.busyUntil[component] = now;
  emptyInbox(world, component);
  world.serverConnections.die(component);
  resetCallsAt(world, component, storyId);
  world.component(component).onCrash();
  if (processes.isOff(component)) return;
  for (const peer of world.links.neighboursOf(component)) {
    sendMessage(world, messageKind.connectionClosed, component, peer);
  }
}

export function hang(world: World, component: number, forMicros: Micros | undefined): void {
  const { processes, now } = world;
  if (!processes.isReady(component)) return;
  const storyId = world.story.tell('hung', component, now, 0, lasting(forMicros));
  lifecycle.hang(processes.lifecycleOf(component), now);
  processes.mirror(component, now);
  processes.unwellBy[component] = storyId;
  freezeWork(world, component);
  tellIfAlone(world, component, storyId);
  if (forMicros !== undefined) endLater(world, component, ending.hang, forMicros);
}

/** Those who call it have nobody else of its kind to call: nothing that happens by itself will help. */
function tellIfAlone(world: World, component: number, causeId: number): void {
  const { links, components } = world;
  const kind = world.kindOf(component);
  const callers = components.filter(({ index }) => {
    const peers = links.serversOf(index).filter((server) => world.kindOf(server) === kind);
    return peers.length === 1 && peers[0] === component;
  });
  const [first] = callers;
  if (first === undefined) return;
  const values = { caller: world.idOf(first.index), callers: callers.length };
  world.story.tell('noAlternative', component, world.now, causeId, values);
}

export function slow(world: World, component: number, factor: number, forMicros: Micros | undefined): void {
  const { processes, now } = world;
  if (processes.isDown(component)) return;
  const storyId = world.story.tell('slowed', component, now, 0, { factor, ...lasting(forMicros) });
  processes.slowFactor[component] = factor;
  processes.slowBy[component] = storyId;
  if (processes.isReady(component)) processes.unwellBy[component] = storyId;
  processes.slowGeneration[component] = (processes.slowGeneration[component] as number) + 1;
  if (forMicros !== undefined) endLater(world, component, ending.slowness, forMicros);
}

/** Ends hanging and slowness of a component, if there is any. */
export function clear(world: World, component: number): void {
  resume(world, component);
  endSlowness(world, component);
}

export function cut(
  world: World,
  from: number,
  to: number,
  both: boolean,
  forMicros: Micros | undefined,
): void {
  const { links, calendar, now } = world;
  const direction = links.direction(from, to);
  const values = { to: world.idOf(to), both, ...lasting(forMicros) };
  const storyId = world.story.tell('linkCut', from, now, 0, values);
  links.cutBy[direction] = storyId;
  if (both) links.cutBy[direction ^ 1] = storyId;
  const link = direction >> 1;
  links.generations[link] = (links.generations[link] as number) + 1;
  if (forMicros === undefined) return;
  const what = ending.cut + endings * link;
  calendar.schedule(now + forMicros, eventKind.faultDue, from, what, links.generations[link] as number);
}

/** Opens both directions of a link. */
export function heal(world: World, from: number, to: number): void {
  const { links } = world;
  const direction = links.direction(from, to);
  const there = links.cutRoot(direction);
  const back = links.cutRoot(direction ^ 1);
  if (there === 0 && back === 0) return;
  links.cutBy[direction] = 0;
  links.cutBy[direction ^ 1] = 0;
  links.generations[direction >> 1] = (links.generations[direction >> 1] as number) + 1;
  links.healedBy[direction >> 1] = world.story.tell('linkHealed', from, world.now, there || back, {
    to: world.idOf(to),
    both: there !== 0 && back !== 0,
  });
}

/** A fault's duration is over, or a starting process is ready. */
export function endFault(world: World, component: number, stamped: number, generation: number): void {
  const { processes, links } = world;
  const what = stamped % endings;
  if (what === ending.cut) {
    const link = Math.floor(stamped / endings);
    if (links.generations[link] !== generation) return;
    heal(world, links.near[link] as number, links.far[link] as number);
  } else if (what === ending.slowness) {
    if (processes.slowGeneration[component] === generation) endSlowness(world, component);
  } else if (processes.lifeGeneration[component] === generation) {
    if (what === ending.crash) start(world, component, processes.unwellBy[component] as number);
    else if (what === ending.hang) resume(world, component);
    else becomeReady(world, component);
  }
}

function becomeReady(world: World, component: number): void {
  const { processes, now } = world;
  const crashedBy = processes.unwellBy[component] as number;
  const life = processes.lifecycleOf(component);
  lifecycle.advance(life, now);
  const downMicros = now - (processes.diedAt[component] as number);
  processes.mirror(component, now);
  // Slowness is of the machine, not of the process: it stays.
  processes.unwellBy[component] = processes.slowBy[component] as number;
  processes.startedBy[component] = world.story.tell('ready', component, now, crashedBy, { downMicros });
  world.component(component).onStart();
}

function resume(world: World, component: number): void {
  const { processes, now } = world;
  if (processes.mode[component] !== processMode.hung) return;
  const hungMicros = now - (processes.since[component] as number);
  const hungBy = processes.unwellBy[component] as number;
  lifecycle.wake(processes.lifecycleOf(component), now);
  processes.mirror(component, now);
  processes.unwellBy[component] = processes.slowBy[component] as number;
  // What it has not caught up with yet is still the hang's doing.
  processes.blamedOn[component] = hungBy;
  recovered(world, component, hungBy);
  processes.startedBy[component] = world.story.tell('resumed', component, now, hungBy, { hungMicros });
  thawWork(world, component);
  world.component(component).onResume?.();
  drainInbox(world, component);
}

/** What was inside until now may still fail because of it, however quickly the rest is caught up with. */
function recovered({ processes, now }: World, component: number, storyId: number): void {
  processes.recoveredFrom[component] = storyId;
  processes.recoveredAt[component] = now;
}

function endSlowness(world: World, component: number): void {
  const { processes } = world;
  const slowBy = processes.slowBy[component] as number;
  if (slowBy === 0) return;
  const factor = processes.slowFactor[component] as number;
  processes.slowFactor[component] = 1;
  processes.slowBy[component] = 0;
  processes.slowGeneration[component] = (processes.slowGeneration[component] as number) + 1;
  recovered(world, component, slowBy);
  if (processes.unwellBy[component] === slowBy) {
    processes.unwellBy[component] = 0;
    processes.blamedOn[component] = slowBy;
  }
  world.story.tell('slownessEnded', component, world.now, slowBy, { factor });
}

function endLater(world: World, component: number, what: number, forMicros: Micros): void {
  const { processes, calendar, now } = world;
  const generations = what === ending.slowness ? processes.slowGeneration : processes.lifeGeneration;
  calendar.schedule(now + forMicros, eventKind.faultDue, component, what, generations[component] as number);
}

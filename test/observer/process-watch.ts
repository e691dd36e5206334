/**
 * What every process does and what made it unwell, followed from the commands and from the ends of faults that come due.
 * Story ids are the engine's own names for its facts: the next one told of the right kind, component and time.
 */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { Command } from '../../src/engine/command.ts';
import { eventKind } from '../../src/engine/kernel/event-kinds.ts';
import type { TapFact } from '../../src/engine/tap.ts';
import type { HistorySink, processModes } from '../../src/engine/telemetry/records.ts';
import type { Settings } from './settings.ts';

export type Told = Parameters<HistorySink['story']>[0];

interface Process {
  mode: (typeof processModes)[number];
  since: number;
  /** Changes with every change of mode, and of slowness: a duration ends only what it belongs to. */
  life: number;
  slowness: number;
  unwellBy: number;
  slowBy: number;
  hasStarted: boolean;
}

interface Pending {
  readonly component: number;
  readonly at: number;
  readonly ends: 'crash' | 'startup' | 'hang' | 'slowness' | 'cut';
  readonly number: number;
}

type Lasting = Extract<Command, { forMicros?: number }>;

export class ProcessWatch {
  readonly processes: readonly Process[];
  private pending: Pending[] = [];
  private told = 0;
  private readonly settings: Settings;
  private readonly story: readonly Told[];
  private readonly ids: readonly string[];
  private readonly blueprint: Blueprint;

  constructor(blueprint: Blueprint, settings: Settings, story: readonly Told[]) {
    this.settings = settings;
    this.story = story;
    this.blueprint = blueprint;
    this.ids = blueprint.components.map(({ id }) => id);
    this.processes = this.ids.map(() => ({
      mode: 'ready',
      since: 0,
      life: 0,
      slowness: 0,
      unwellBy: 0,
      slowBy: 0,
      hasStarted: false,
    }));
  }

  apply(fact: TapFact): void {
    if (fact.what === 'command') this.command(fact.command, fact.time);
    else if (fact.what === 'event' && fact.kind === eventKind.faultDue) this.due(fact.component, fact.time);
  }

  private command(command: Command, time: number): void {
    if (command.kind === 'set' || command.kind === 'heal') return;
    if (command.kind === 'restart' || command.kind === 'power-off') {
      const named = this.namedBy(command.component);
      if (command.kind === 'restart') for (const component of named) this.restart(component, time);
      else this.powerOff(command, named, time);
      return;
    }
    const component = this.ids.indexOf(command.kind === 'cut' ? command.from : command.component);
    const process = this.processes[component] as Process;
    if (command.kind === 'clear') {
      this.resume(component, time);
      this.endSlowness(process);
    } else if (command.kind === 'cut') this.endLater(command, component, time, 'cut', 0);
    else if (command.kind === 'crash' && !isGone(process)) {
      process.unwellBy = this.idOf('crashed', component, time);
      change(process, 'crashed', time);
      this.endLater(command, component, time, 'crash', process.life);
    } else if (command.kind === 'hang' && process.mode === 'ready') {
      process.unwellBy = this.idOf('hung', component, time);
      change(process, 'hung', time);
      this.endLater(command, component, time, 'hang', process.life);
    } else if (command.kind === 'slow' && !isGone(process) && process.mode !== 'starting') {
      process.slowBy = this.idOf('slowed', component, time);
      if (process.mode === 'ready') process.unwellBy = process.slowBy;
      process.slowness += 1;
      this.endLater(command, component, time, 'slowness', process.slowness);
    }
  }

  /** A component by its id, or all that can fail at a place. */
  private namedBy(name: string): readonly number[] {
    const [level = '', place] = name.split(':');
    const there = this.blueprint.components.filter(({ id, placement, faults }) =>
      place === undefined
        ? id === name
        : faults.length > 0 &&
          Object.entries(placement ?? {}).some(([key, value]) => key === level && value === place),
    );
    return there.map(({ id }) => this.ids.indexOf(id));
  }

  /** What goes with a place is unwell because of the place. */
  private powerOff(
    command: Extract<Command, { kind: 'power-off' }>,
    named: readonly number[],
    time: number,
  ): void {
    const struck = named.filter((component) => this.processes[component]?.mode !== 'off');
    const [first] = struck;
    if (first === undefined) return;
    const isPlace = command.component.includes(':');
    const placeId = isPlace ? this.idOf('placeLostPower', first, time) : 0;
    for (const component of struck) {
      const process = this.processes[component] as Process;
      const own = this.idOf('poweredOff', component, time);
      process.unwellBy = placeId || own;
      change(process, 'off', time);
      this.endLater(command, component, time, 'crash', process.life);
    }
  }

  private endLater(
    { forMicros }: Lasting,
    component: number,
    time: number,
    ends: Pending['ends'],
    number: number,
  ): void {
    if (forMicros !== undefined) this.pending.push({ component, at: time + forMicros, ends, number });
  }

  /** The first of what was to come due then and there: what was planned first comes first. */
  private due(component: number, time: number): void {
    const next = this.pending.find((one) => one.component === component && one.at === time);
    if (next === undefined) throw new Error(`something comes due at ${time} that nothing began`);
    this.pending = this.pending.filter((one) => one !== next);
    const process = this.processes[component] as Process;
    const { ends, number } = next;
    if (ends === 'cut') return;
    if (ends === 'slowness') {
      if (number === process.slowness) this.endSlowness(process);
    } else if (number !== process.life) return;
    else if (ends === 'crash') this.restart(component, time);
    else if (ends === 'hang') this.resume(component, time);
    else {
      change(process, 'ready', time);
      process.unwellBy = process.slowBy;
      process.hasStarted = true;
    }
  }

  private restart(component: number, time: number): void {
    const process = this.processes[component] as Process;
    if (process.mode === 'starting') return;
    const storyId = this.idOf('starting', component, time);
    if (!isGone(process)) process.unwellBy = storyId;
    change(process, 'starting', time);
    const at = time + Math.round(this.settings.value(component, 'startupMillis') * 1_000);
    this.pending.push({ component, at, ends: 'startup', number: process.life });
  }

  private resume(component: number, time: number): void {
    const process = this.processes[component] as Process;
    if (process.mode !== 'hung') return;
    change(process, 'ready', time);
    process.unwellBy = process.slowBy;
    process.hasStarted = true;
  }

  private endSlowness(process: Process): void {
    if (process.slowBy === 0) return;
    if (process.unwellBy === process.slowBy) process.unwellBy = 0;
    process.slowBy = 0;
    process.slowness += 1;
  }

  private idOf(kind: Told['kind'], component: number, time: number): number {
    const id = this.ids[component];
    const next = this.story.find(
      (one) => one.id > this.told && one.kind === kind && one.component === id && one.time === time,
    );
    if (next === undefined) throw new Error(`${kind} of ${id} at ${time} was not told`);
    this.told = next.id;
    return next.id;
  }
}

const isGone = ({ mode }: Process): boolean => mode === 'crashed' || mode === 'off';

function change(process: Process, mode: Process['mode'], time: number): void {
  process.mode = mode;
  process.since = time;
  process.life += 1;
}

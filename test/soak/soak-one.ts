/**
 * One seed of the soak: a random scenario through parse and compile, run for `seconds` under its random faults and looked
 * at every five; a checkpoint replayed elsewhere on the way; then arrivals stop, and nothing may be left alive but what a
 * fault holds; then the faults are cleared, and nothing may be left alive at all.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { Command, StampedCommand } from '../../src/engine/command.ts';
import { Run } from '../../src/engine/run.ts';
import type { HistorySink } from '../../src/engine/telemetry/records.ts';
import { compile } from '../../src/scenario/compile.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { observe } from '../observer/observed-run.ts';
import { checkCalls } from './check-calls.ts';
import { checkConservation, checkRowSums, takeTotals } from './check-conservation.ts';
import { checkLedger, checkLedgerComplete } from './check-ledger.ts';
import { checkMeters, StoreWatch } from './check-meters.ts';
import { Stillness } from './check-stillness.ts';
import { checkStory } from './check-story.ts';
import { Dice } from './dice.ts';
import { Observer } from './observer.ts';
import { Problems } from './problems.ts';
import { randomSystem } from './random-system.ts';

const second = 1_000_000;
const lookEvery = 5;
/** A checkpoint's replay is compared this long after it was taken. */
const replaySeconds = 5;
/** Work left when arrivals stop and faults are cleared ends within this; random scenarios have queues of minutes. */
const longestDrainSeconds = 1_800;

const silent: HistorySink = { story() {}, second() {}, ledger() {}, journey() {} };

export interface SoakResult {
  readonly problems: readonly string[];
  readonly events: number;
  readonly requests: number;
  readonly failures: number;
  readonly unattributed: number;
  /** False for a system that fails by itself, without any fault (too slow for its clients, lossy links). */
  readonly isSound: boolean;
}

export function compiledScenario(seed: number, seconds: number): Blueprint {
  const parsed = parseScenario(JSON.parse(JSON.stringify(randomSystem(seed, seconds))));
  if (!parsed.ok) throw new Error(`does not parse: ${JSON.stringify(parsed.problem)}`);
  const compiled = compile(parsed.value);
  if (!compiled.ok) throw new Error(`does not compile: ${JSON.stringify(compiled.problem)}`);
  return compiled.value;
}

/** `isObserved`: all telemetry is also compared with the observer's count, which takes longer than the run. */
export function soakOne(seed: number, seconds: number, isObserved = false): SoakResult {
  const blueprint = compiledScenario(seed, seconds);
  const soak = new Soak(blueprint, seed);
  try {
    soak.play(seconds);
    soak.drain(seconds);
    if (isObserved)
      for (const problem of observe(blueprint, seed, seconds)) soak.problems.add('observer', problem);
  } catch (error) {
    soak.problems.add('thrown', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const result = soak.result();
  return { ...result, isSound: isSound(blueprint, seed, seconds) };
}

/** The same requests without any fault: do they (but for one in a thousand) succeed? */
function isSound(blueprint: Blueprint, seed: number, seconds: number): boolean {
  const run = new Run({ ...blueprint, schedule: [] }, seed, silent);
  run.until(seconds * second, Number.POSITIVE_INFINITY);
  const totals = run.world.classMeters.totals();
  return totals.every(({ arrived, failed }) => failed <= arrived / 1_000);
}

class Soak {
  readonly problems: Problems;
  private readonly blueprint: Blueprint;
  private readonly seed: number;
  private readonly run: Run;
  private readonly observer: Observer;
  private readonly stores = new StoreWatch();
  private readonly mostSlots: readonly number[];
  private readonly mostQueued: readonly number[];

  constructor(blueprint: Blueprint, seed: number) {
    this.blueprint = blueprint;
    this.seed = seed;
    this.problems = new Problems(() => this.run.now);
    this.observer = new Observer(blueprint, this.problems);
    const stillness = new Stillness();
    const { sink } = this.observer;
    this.run = new Run(blueprint, seed, {
      ...sink,
      story: (event) => {
        sink.story(event);
        stillness.onStory(event, this.run.world, this.problems);
      },
    });
    this.mostSlots = this.widest(['slots', 'servers', 'connections']);
    this.mostQueued = this.widest(['queueCapacity']);
  }

  play(seconds: number): void {
    const { run, problems } = this;
    const dice = new Dice(this.seed ^ 0x5eed);
    const saveAt = Math.floor(dice.unit() * (seconds - replaySeconds) * second);
    const stops = [saveAt, saveAt + replaySeconds * second];
    for (let at = lookEvery; at <= seconds; at += lookEvery) stops.push(at * second);
    let saved: unknown;
    for (const stop of stops.sort((a, b) => a - b)) {
      if (stop % (lookEvery * second) === 0 && stop > run.now) this.look(stop);
      else run.until(stop, Number.POSITIVE_INFINITY);
      if (stop === saveAt) saved = structuredClone(run.save());
      if (stop === saveAt + replaySeconds * second && saved !== undefined) {
        this.compareReplay(saved as ReturnType<Run['save']>, stop);
        saved = undefined;
      }
    }
    checkStory(this.observer.story, run.world.ids, run.now, problems);
  }

  /** Arrivals stop; every caller loses patience; then every fault is undone, and everything left must end. */
  drain(seconds: number): void {
    const { run, problems, blueprint } = this;
    const { world } = run;
    const from = seconds * second;
    const own = blueprint.classes.map(({ clientTimeoutMicros = 0 }) => clientTimeoutMicros);
    const patience = Math.max(this.largest('clientTimeoutMillis') * 1_000, ...own) + second;
    // An app server asks in turn: look-up, sign-in, its own query, put.
    const callerPatience =
      (this.largest('originTimeoutMillis') +
        this.largest('serverTimeoutMillis') +
        2 * this.largest('databaseTimeoutMillis') +
        2 * this.largest('cacheTimeoutMillis')) *
      1_000;
    const quiet: Command = { kind: 'set', path: 'users.arrivalRate', value: 0 };
    const quietAt = Math.ceil((from + patience) / second) * second;
    const clearAt = quietAt + Math.ceil(callerPatience / second + 1) * second;
    const undo = undoCommands(blueprint).map((command): StampedCommand => ({ at: clearAt, command }));
    // A schedule may raise the rate again only before `seconds`: its lines all lie there.
    run.setLog([{ at: from, command: quiet }, ...undo]);
    this.look(quietAt);
    problems.equal(world.requests.slots.live, 0, 'leak', () => 'requests live after every client gave up');
    checkLedgerComplete(world.classMeters.totals(), this.observer, problems);
    this.look(clearAt);
    let waiting = 0;
    world.calls.forEachLive((call) => {
      const isHeld = world.processes.mode[world.calls.caller[call]!] !== 0;
      if (world.calls.isAwaited(call) && !isHeld && world.calls.parent[call] === -1) waiting += 1;
    });
    problems.equal(waiting, 0, 'leak', () => 'callers still waiting');
    for (
      let left = longestDrainSeconds;
      left > 0 && (world.calls.slots.live > 0 || run.now === clearAt);
      left -= 10
    )
      run.until(run.now + 10 * second, Number.POSITIVE_INFINITY);
    this.look(run.now + second);
    problems.equal(world.calls.slots.live, 0, 'leak', () => 'calls live at the end');
    problems.equal(
      world.ids.reduce((sum, _, index) => sum + world.meters.of(index, 'inSystem'), 0),
      0,
      'leak',
      () => 'in system',
    );
    const messages = 40 * world.ids.length;
    problems.expect(
      world.calendar.size <= messages,
      'leak',
      () => `${world.calendar.size} events pending at rest`,
    );
    checkStory(this.observer.story, world.ids, run.now, problems);
  }

  result(): Omit<SoakResult, 'isSound'> {
    const { world } = this.run;
    const totals = world.classMeters.totals();
    const sum = (of: (total: (typeof totals)[number]) => number): number =>
      totals.reduce((all, total) => all + of(total), 0);
    return {
      problems: this.problems.found,
      events: world.events,
      requests: sum((total) => total.arrived),
      failures: sum((total) => total.failed),
      unattributed: sum((total) => total.failuresByRoot[0] ?? 0),
    };
  }

  /** Runs to a whole second and checks everything there. */
  private look(at: number): void {
    const { run, observer, problems } = this;
    const { world } = run;
    run.until(at - 1, Number.POSITIVE_INFINITY);
    const before = takeTotals(world);
    run.until(at, Number.POSITIVE_INFINITY);
    problems.equal(observer.seconds, at / second, 'rows', () => 'seconds closed');
    checkRowSums(before, observer, problems);
    checkConservation(world, observer.story.length, problems);
    checkLedger(world.classMeters.totals(), observer, problems);
    checkMeters(world, this.mostSlots, this.mostQueued, problems);
    checkCalls(world, problems);
    this.stores.check(world, problems);
  }

  /** Another engine, loaded from the checkpoint, must be where this one is; and saving again must give the same state. */
  private compareReplay(saved: ReturnType<Run['save']>, at: number): void {
    const { run, problems, blueprint, seed } = this;
    const other = new Run(blueprint, seed, silent);
    other.load(saved);
    other.until(at, Number.POSITIVE_INFINITY);
    const [here, there] = [run.world.traceHash.digest(), other.world.traceHash.digest()];
    problems.expect(here === there, 'checkpoint', () => `${there} instead of ${here} from ${saved.now}`);
    const [mine, theirs] = [run.save(), other.save()];
    for (const part of Object.keys(mine) as (keyof typeof mine)[]) {
      const isSame = isDeepStrictEqual(mine[part], theirs[part]);
      problems.expect(
        isSame,
        'checkpoint',
        () => `${part} differs after loading what was saved at ${saved.now}`,
      );
    }
  }

  private widest(paths: readonly string[]): readonly number[] {
    return this.blueprint.components.map(({ id, kind, group, values }) => {
      // A Redis node has its one thread and no parameter for it.
      const given = paths.map((path) => values[path] ?? (kind === 'redis' && path === 'slots' ? 1 : 0));
      const set = this.setsOf(paths).filter(({ owner }) => owner === id || owner === group);
      return Math.max(...given, ...set.map(({ value }) => value));
    });
  }

  private largest(path: string): number {
    const given = this.blueprint.components.map(({ values }) => values[path] ?? 0);
    return Math.max(...given, ...this.setsOf([path]).map(({ value }) => value));
  }

  private setsOf(paths: readonly string[]): readonly { readonly owner: string; readonly value: number }[] {
    return this.blueprint.schedule.flatMap(({ command }) => {
      if (command.kind !== 'set') return [];
      const [owner = '', name = ''] = command.path.split('.');
      return paths.includes(name) ? [{ owner, value: command.value }] : [];
    });
  }
}

/** Ends every fault: hangs and slowness, cuts, dead processes, and writes that wait for replicas. */
function undoCommands({ components, links }: Blueprint): readonly Command[] {
  return [
    ...links.map(({ from, to }): Command => ({ kind: 'heal', from, to })),
    ...components.flatMap(({ id, kind }): Command[] =>
      kind === 'users' ? [] : [{ kind: 'clear', component: id }],
    ),
    ...components.flatMap(({ id, kind }): Command[] =>
      kind === 'database' ? [{ kind: 'set', path: `${id}.waitForReplicas`, value: 0 }] : [],
    ),
  ];
}

/**
 * A run with an observer beside it: driven to random stops, saved and taken back on the way, and compared with the
 * observer's count at each stop and in whole at the end.
 */
import type { Blueprint } from '../../src/engine/blueprint.ts';
import type { StampedCommand } from '../../src/engine/command.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { Checkpoint, Engine } from '../../src/engine/engine-contract.ts';
import { Dice } from '../soak/dice.ts';
import { compareHistory, compareInstant } from './compare.ts';
import { Differences } from './differences.ts';
import { FactLog } from './fact-log.ts';
import { ToldHistory } from './told-history.ts';

interface Mark {
  readonly checkpoint: Checkpoint;
  readonly facts: number;
  readonly history: readonly number[];
}

export class ObservedRun {
  readonly blueprint: Blueprint;
  readonly differences = new Differences();
  engine: Engine;
  private readonly log = new FactLog();
  readonly history = new ToldHistory(this.log);
  private readonly seed: number;
  private readonly commands: readonly StampedCommand[];

  constructor(blueprint: Blueprint, seed: number, commands: readonly StampedCommand[] = []) {
    this.blueprint = blueprint;
    this.seed = seed;
    this.commands = commands;
    this.engine = this.open();
  }

  get facts() {
    return this.log.facts;
  }

  runTo(until: number): void {
    this.engine.runUntil(until);
  }

  save(): Mark {
    const checkpoint = structuredClone(this.engine.save());
    return { checkpoint, facts: this.log.mark(), history: this.history.mark() };
  }

  /** Goes back, in the same engine or in a new one; what was told since is forgotten. */
  goBack(mark: Mark, inNewEngine: boolean): void {
    if (inNewEngine) this.engine = this.open();
    this.engine.load(structuredClone(mark.checkpoint));
    this.engine.schedule(this.commands);
    this.log.rollBack(mark.facts);
    this.history.rollBack(mark.history);
  }

  compareInstant(): void {
    compareInstant(this.seen(), this.engine, this.differences);
  }

  /** Everything told and everything that can be asked; returns what differs. */
  compareAll(): readonly string[] {
    this.compareInstant();
    compareHistory(this.seen(), this.differences);
    return this.differences.problems;
  }

  private open(): Engine {
    const engine = createEngine(this.blueprint, this.seed, this.history.sink, this.log.observe);
    engine.schedule(this.commands);
    return engine;
  }

  private seen() {
    const { blueprint, history, engine } = this;
    return { blueprint, history, facts: this.log.facts, now: engine.now };
  }
}

/** A run to `seconds`, asked at random stops and taken back once on the way: what its telemetry says wrong. */
export function observe(
  blueprint: Blueprint,
  seed: number,
  seconds: number,
  commands: readonly StampedCommand[] = [],
): readonly string[] {
  const run = new ObservedRun(blueprint, seed, commands);
  const dice = new Dice(seed ^ 0x0b5e);
  const stops = Array.from({ length: 3 }, () => dice.whole(1, seconds * 1_000_000 - 1));
  const [first = 0, middle = 0, last = 0] = stops.sort((a, b) => a - b);
  run.runTo(first);
  run.compareInstant();
  const mark = run.save();
  run.runTo(middle);
  run.goBack(mark, dice.chance(0.5));
  run.runTo(last);
  run.compareInstant();
  run.runTo(seconds * 1_000_000);
  return run.compareAll();
}

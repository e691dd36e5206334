/**
 * The file that reproduces a run anywhere: scenario, seed and command log (ARCHITECTURE, invariant 4), with the time
 * and trace hash it should reach, if known. Exported by the page, attached to a failure, accepted by the CLI. Of a tape
 * it holds the name only: whoever repeats the run needs that file too.
 */
import * as z from 'zod/mini';
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import type { Micros } from '../base/units.ts';
import type { StampedCommand } from '../engine/command.ts';
import type { CommandTarget } from './check-command.ts';
import { formatCommand, parseCommands } from './command-text.ts';
import { outline } from './compile.ts';
import { limits } from './limits.ts';
import { type OpenedScenario, openScenario } from './open-scenario.ts';
import { newerVersion, parseText, problemOf } from './parse.ts';
import { mapProblems, type ValueProblem } from './problems.ts';
import type { Scenario } from './scenario.ts';
import { given, listOf, numberBetween, seedSchema, shortText, strict } from './schema-parts.ts';

export interface RunFile {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Sorted by time. The scenario's own schedule is not repeated here. */
  readonly log: readonly StampedCommand[];
  /** How far the run had come. */
  readonly untilMicros?: Micros;
  readonly traceHash?: string;
  /** Physics of the engine that reached it (`recorded-trace.ts`); absent = 1. */
  readonly physics?: number;
  /** Version of Nines that wrote the file. */
  readonly writtenBy?: string;
}

const latest = limits.runSeconds * 1_000_000;
export const physicsSchema = numberBetween(1, 1_000_000, '1 … 1000000, a whole number', true);
const runSchema = strict({
  format: z.literal('nines-run', { error: 'nines-run' }),
  version: z.literal(1, { error: '1' }),
  scenario: given('a scenario'),
  seed: seedSchema,
  log: listOf(shortText(limits.commandLength), 0, limits.logEntries, 'commands'),
  untilMicros: z.optional(numberBetween(0, latest, `0 … ${latest}, a whole number`, true)),
  traceHash: z.optional(shortText(64)),
  physics: z.optional(physicsSchema),
  writtenBy: z.optional(shortText(64)),
});

interface RunSource extends Omit<RunFile, 'scenario' | 'log'> {
  readonly scenario: unknown;
  readonly log: readonly string[];
}

export function isRunFile(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'format' in input && input.format === 'nines-run';
}

export function parseRunFile(input: unknown): Result<RunFile, InputProblem> {
  const newer = newerVersion(input, 'nines-run');
  if (newer) return refuse(newer);
  const parsed = runSchema.safeParse(input);
  if (!parsed.success) return refuse(problemOf(parsed.error.issues, input));
  const {
    scenario: source,
    log: lines,
    seed,
    untilMicros,
    traceHash,
    physics,
    writtenBy,
  } = parsed.data as RunSource;
  const opened = scenarioWithin(source);
  if (!opened.ok) return opened;
  const log = parseCommands(lines, opened.value.target, ['log']);
  if (!log.ok) return log;
  return succeed({
    scenario: opened.value.scenario,
    seed,
    log: log.value,
    ...(untilMicros === undefined ? {} : { untilMicros }),
    ...(traceHash === undefined ? {} : { traceHash }),
    ...(physics === undefined ? {} : { physics }),
    ...(writtenBy === undefined ? {} : { writtenBy }),
  });
}

/** The scenario inside of a run file. */
export function scenarioWithin(source: unknown): Result<OpenedScenario, InputProblem> {
  const opened = openScenario(source);
  if (opened.ok) return opened;
  const within = (one: ValueProblem): ValueProblem =>
    one.at ? { ...one, at: ['scenario', ...one.at] } : one;
  return refuse(mapProblems(opened.problem, within));
}

export function parseRunFileText(text: string): Result<RunFile, InputProblem> {
  return parseText(text, 'run', parseRunFile);
}

/** Readable JSON; `parseRunFileText` gives back the same run. */
export function formatRunFile(run: RunFile): string {
  const outlined = outline(run.scenario);
  const target: CommandTarget | undefined = outlined.ok ? outlined.value : undefined;
  const { log, ...rest } = run;
  const lines = log.map((stamped) => formatCommand(stamped, target));
  return `${JSON.stringify({ format: 'nines-run', version: 1, ...rest, log: lines }, undefined, 2)}\n`;
}

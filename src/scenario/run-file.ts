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
import { formatCommand, parseCommandText } from './command-text.ts';
import { outline } from './compile.ts';
import { limits } from './limits.ts';
import { newerVersion, parseJson, parseScenario, problemOf } from './parse.ts';
import type { Scenario } from './scenario.ts';
import { listOf, numberBetween, seedSchema } from './schema.ts';

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
const shortText = z.string().check(z.maxLength(limits.commandLength));
export const physicsSchema = numberBetween(1, 1_000_000, '1 … 1000000, a whole number', true);
const runSchema = z.strictObject({
  format: z.literal('nines-run', { error: 'nines-run' }),
  version: z.literal(1, { error: '1' }),
  scenario: z.unknown(),
  seed: seedSchema,
  log: listOf(shortText, 0, limits.logEntries, 'commands'),
  untilMicros: z.optional(numberBetween(0, latest, `0 … ${latest}, a whole number`, true)),
  traceHash: z.optional(z.string().check(z.maxLength(64))),
  physics: z.optional(physicsSchema),
  writtenBy: z.optional(z.string().check(z.maxLength(64))),
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
  if (!parsed.success) return refuse(problemOf(parsed.error.issues[0], input));
  const {
    scenario: scenarioSource,
    log: lines,
    seed,
    untilMicros,
    traceHash,
    physics,
    writtenBy,
  } = parsed.data as RunSource;
  const scenario = parseScenario(scenarioSource);
  if (!scenario.ok) return scenario;
  const blueprint = outline(scenario.value);
  if (!blueprint.ok) return blueprint;
  const log: StampedCommand[] = [];
  for (const [index, line] of lines.entries()) {
    const command = parseCommandText(line, { target: blueprint.value, where: `log.${index}` });
    if (!command.ok) return command;
    log.push(command.value);
  }
  return succeed({
    scenario: scenario.value,
    seed,
    log: log.sort((a, b) => a.at - b.at),
    ...(untilMicros === undefined ? {} : { untilMicros }),
    ...(traceHash === undefined ? {} : { traceHash }),
    ...(physics === undefined ? {} : { physics }),
    ...(writtenBy === undefined ? {} : { writtenBy }),
  });
}

export function parseRunFileText(text: string): Result<RunFile, InputProblem> {
  const json = parseJson(text, 'run');
  return json.ok ? parseRunFile(json.value) : json;
}

/** Readable JSON; `parseRunFileText` gives back the same run. */
export function formatRunFile(run: RunFile): string {
  const outlined = outline(run.scenario);
  const target: CommandTarget | undefined = outlined.ok ? outlined.value : undefined;
  const { log, ...rest } = run;
  const lines = log.map((stamped) => formatCommand(stamped, target));
  return `${JSON.stringify({ format: 'nines-run', version: 1, ...rest, log: lines }, undefined, 2)}\n`;
}

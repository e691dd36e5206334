/**
 * A run with all its branches as text, for carrying it across a reload of the page: what a run file says, and where
 * everybody stood. What comes back from a browser's storage is checked like any other input.
 */
import * as z from 'zod/mini';
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import type { Micros } from '../base/units.ts';
import type { StampedCommand } from '../engine/command.ts';
import { parseCommands } from './command-text.ts';
import { limits } from './limits.ts';
import { newerVersion, parseText, problemOf } from './parse.ts';
import type { ValueProblem } from './problems.ts';
import { scenarioWithin } from './run-file.ts';
import { given, listOf, numberBetween, seedSchema, shortText, strict } from './schema.ts';

export interface CarriedBranch {
  /** Branches are numbered from 1 in the order in which they were made. */
  readonly id: number;
  readonly parent?: number | undefined;
  readonly atMicros: Micros;
  readonly inherited: number;
  readonly headMicros: Micros;
  /** Where its cursor stood. */
  readonly viewMicros: Micros;
  readonly log: readonly StampedCommand[];
}

export interface CarriedRun {
  readonly scenario: unknown;
  readonly seed: number;
  readonly branches: readonly CarriedBranch[];
  /** Id of the branch on screen. */
  readonly current: number;
  /** At the cursor of the branch on screen: by it the other side knows that it simulates the same. */
  readonly traceHash: string;
  readonly playing: boolean;
  readonly speed: number | 'max';
  readonly selection?: string | undefined;
}

const mostBranches = 1_000;
const latest = limits.runSeconds * 1_000_000;
const time = numberBetween(0, latest, `0 … ${latest}, a whole number`, true);
const ordinal = numberBetween(1, limits.logEntries, `1 … ${limits.logEntries}, a whole number`, true);
const text = shortText(limits.commandLength);
const branchSchema = strict({
  id: ordinal,
  parent: z.optional(ordinal),
  atMicros: time,
  inherited: numberBetween(0, limits.logEntries, `0 … ${limits.logEntries}, a whole number`, true),
  headMicros: time,
  viewMicros: time,
  log: listOf(text, 0, limits.logEntries, 'commands'),
});
const carriedSchema = strict({
  format: z.literal('nines-carried-run', { error: 'nines-carried-run' }),
  version: z.literal(1, { error: '1' }),
  scenario: given('a scenario'),
  seed: seedSchema,
  branches: listOf(branchSchema, 1, mostBranches, 'branches'),
  current: ordinal,
  traceHash: text,
  playing: z.boolean({ error: 'true, false' }),
  speed: z.union([numberBetween(0, 1_000, '0 … 1000'), z.literal('max')], { error: 'a speed' }),
  selection: z.optional(text),
});

interface BranchSource extends Omit<CarriedBranch, 'log'> {
  readonly log: readonly string[];
}

interface CarriedSource extends Omit<CarriedRun, 'branches'> {
  readonly format: string;
  readonly version: number;
  readonly branches: readonly BranchSource[];
}

export function parseCarriedRun(stored: string): Result<CarriedRun, InputProblem> {
  return parseText(stored, 'run', parseCarried);
}

function parseCarried(input: unknown): Result<CarriedRun, InputProblem> {
  const newer = newerVersion(input, 'nines-carried-run');
  if (newer) return refuse(newer);
  const parsed = carriedSchema.safeParse(input);
  if (!parsed.success) return refuse(problemOf(parsed.error.issues, input));
  const { format: _, version: __, branches: sources, ...rest } = parsed.data as CarriedSource;
  const { current, scenario } = rest;
  // Once, not for every branch: a file of allowed size can name a thousand of them.
  const opened = scenarioWithin(scenario);
  if (!opened.ok) return opened;
  const ids = new Set<number>();
  const branches: CarriedBranch[] = [];
  for (const [index, source] of sources.entries()) {
    const problem = misplaced(source, ids, ['branches', index]);
    if (problem !== undefined) return refuse(problem);
    ids.add(source.id);
    const log = parseCommands(source.log, opened.value.target, ['branches', index, 'log']);
    if (!log.ok) return log;
    branches.push({ ...source, log: log.value });
  }
  if (ids.has(current)) return succeed({ ...rest, branches });
  const problem: ValueProblem = {
    path: 'current',
    value: `${current}`,
    allowed: 'one of branches',
    at: ['current'],
  };
  return refuse(problem);
}

/** Branches come in the order in which they were made, so a parent is before its children. */
function misplaced(
  { id, parent, inherited, log }: BranchSource,
  before: ReadonlySet<number>,
  branch: readonly PropertyKey[],
): ValueProblem | undefined {
  const wrong = (name: string, value: number, allowed: string): ValueProblem => {
    const at = [...branch, name];
    return { path: at.join('.'), value: `${value}`, allowed, at };
  };
  if (before.has(id)) return wrong('id', id, 'used once');
  if (parent !== undefined && !before.has(parent)) return wrong('parent', parent, 'a branch before it');
  return inherited > log.length ? wrong('inherited', inherited, `0 … ${log.length}`) : undefined;
}

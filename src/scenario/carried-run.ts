/**
 * A run with all its branches as text, for carrying it across a reload of the page: what a run file says, and where
 * everybody stood. What comes back from a browser's storage is checked like any other input.
 */
import * as z from 'zod/mini';
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import type { Micros } from '../base/units.ts';
import type { StampedCommand } from '../engine/command.ts';
import { limits } from './limits.ts';
import { newerVersion, parseJson, problemOf } from './parse.ts';
import { parseRunFile, physicsSchema } from './run-file.ts';
import { listOf, numberBetween, seedSchema } from './schema.ts';

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
  /** Physics of the engine that reached it; absent = 1. */
  readonly physics?: number | undefined;
  readonly playing: boolean;
  readonly speed: number | 'max';
  readonly selection?: string | undefined;
}

const mostBranches = 1_000;
const latest = limits.runSeconds * 1_000_000;
const time = numberBetween(0, latest, `0 … ${latest}, a whole number`, true);
const ordinal = numberBetween(1, limits.logEntries, `1 … ${limits.logEntries}, a whole number`, true);
const text = z.string({ error: 'a text' });
const branchSchema = z.strictObject({
  id: ordinal,
  parent: z.optional(ordinal),
  atMicros: time,
  inherited: numberBetween(0, limits.logEntries, `0 … ${limits.logEntries}, a whole number`, true),
  headMicros: time,
  viewMicros: time,
  log: listOf(text, 0, limits.logEntries, 'commands'),
});
const carriedSchema = z.strictObject({
  format: z.literal('nines-carried-run', { error: 'nines-carried-run' }),
  version: z.literal(1, { error: '1' }),
  scenario: z.unknown(),
  seed: seedSchema,
  branches: listOf(branchSchema, 1, mostBranches, 'branches'),
  current: ordinal,
  traceHash: text,
  physics: z.optional(physicsSchema),
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
  const json = parseJson(stored, 'run');
  if (!json.ok) return json;
  const newer = newerVersion(json.value, 'nines-carried-run');
  if (newer) return refuse(newer);
  const parsed = carriedSchema.safeParse(json.value);
  if (!parsed.success) return refuse(problemOf(parsed.error.issues[0], json.value));
  const { format: _, version: __, branches: sources, ...rest } = parsed.data as CarriedSource;
  const { current, scenario, seed } = rest;
  const ids = new Set<number>();
  const branches: CarriedBranch[] = [];
  for (const [index, source] of sources.entries()) {
    const problem = misplaced(source, ids, `branches.${index}`);
    if (problem !== undefined) return refuse(problem);
    ids.add(source.id);
    const run = parseRunFile({ format: 'nines-run', version: 1, scenario, seed, log: source.log });
    if (!run.ok) return run;
    branches.push({ ...source, log: run.value.log });
  }
  if (!ids.has(current)) return refuse({ path: 'current', value: `${current}`, allowed: 'one of branches' });
  return succeed({ ...rest, branches });
}

/** Branches come in the order in which they were made, so a parent is before its children. */
function misplaced(
  { id, parent, inherited, log }: BranchSource,
  before: ReadonlySet<number>,
  path: string,
): InputProblem | undefined {
  if (before.has(id)) return { path: `${path}.id`, value: `${id}`, allowed: 'used once' };
  if (parent !== undefined && !before.has(parent))
    return { path: `${path}.parent`, value: `${parent}`, allowed: 'a branch before it' };
  if (inherited > log.length)
    return { path: `${path}.inherited`, value: `${inherited}`, allowed: `0 … ${log.length}` };
  return undefined;
}

/**
 * A run with all its branches as text, for carrying it across a reload of the page: what a run file says, and where
 * everybody stood. What comes back from a browser's storage is checked like any other input. Version 1 knew neither
 * kept commands nor withdrawn ones; it is read as a version 2 that has none ahead of it.
 */
import * as z from 'zod/mini';
import type { InputProblem, Result } from '../base/result.ts';
import { refuse, succeed } from '../base/result.ts';
import type { Micros } from '../base/units.ts';
import type { CommandTarget } from './check-command.ts';
import type { CommandLog, LogEntry } from './command-log.ts';
import { parseCommandText } from './command-text.ts';
import { limits } from './limits.ts';

import { newerVersion, parseText, problemOf } from './parse.ts';
import { problemAt, type ValueProblem } from './problems.ts';
import { physicsSchema, scenarioWithin } from './run-file.ts';
import { given, listOf, numberBetween, seedSchema, shortText, strict } from './schema-parts.ts';

export interface CarriedBranch extends CommandLog {
  /** Branches are numbered from 1 in the order in which they were made. */
  readonly id: number;
  readonly parent?: number | undefined;
  readonly atMicros: Micros;
  readonly headMicros: Micros;
  /** Where its cursor stood. */
  readonly viewMicros: Micros;
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
  /** Kept commands that make no sense in this scenario any more; the run opens without them. */
  readonly leftOut?: readonly InputProblem[];
}

const version = 2;
const mostBranches = 1_000;
const latest = limits.runSeconds * 1_000_000;
const time = numberBetween(0, latest, `0 … ${latest}, a whole number`, true);
const ordinal = numberBetween(1, limits.logEntries, `1 … ${limits.logEntries}, a whole number`, true);
/** Acts are commands and removals: at most two for each entry, on every branch of a line of branches. */
const mostActs = 2 * limits.logEntries;
const act = numberBetween(1, mostActs, `1 … ${mostActs}, a whole number`, true);
const text = shortText(limits.commandLength);
const by = z.literal(['own', 'kept'], { error: 'own, kept' });
const entry = { line: text, by, order: act };
const commands = (item: Parameters<typeof listOf>[0]) => listOf(item, 0, limits.logEntries, 'commands');
const place = {
  id: ordinal,
  parent: z.optional(ordinal),
  atMicros: time,
  headMicros: time,
  viewMicros: time,
};
const branchSchema = strict({
  ...place,
  log: commands(strict(entry)),
  withdrawn: commands(strict({ ...entry, withdrawnBy: act })),
});
const branchSchema1 = strict({
  ...place,
  inherited: numberBetween(0, limits.logEntries, `0 … ${limits.logEntries}, a whole number`, true),
  log: commands(text),
});
const runShape = {
  format: z.literal('nines-carried-run', { error: 'nines-carried-run' }),
  scenario: given('a scenario'),
  seed: seedSchema,
  current: ordinal,
  traceHash: text,
  physics: z.optional(physicsSchema),
  playing: z.boolean({ error: 'true, false' }),
  speed: z.union([numberBetween(0, 1_000, '0 … 1000'), z.literal('max')], { error: 'a speed' }),
  selection: z.optional(text),
};
const carriedSchema = strict({
  ...runShape,
  version: z.literal(version, { error: `1, ${version}` }),
  branches: listOf(branchSchema, 1, mostBranches, 'branches'),
});
const carriedSchema1 = strict({
  ...runShape,
  version: z.literal(1, { error: `1, ${version}` }),
  branches: listOf(branchSchema1, 1, mostBranches, 'branches'),
});

interface EntrySource extends Pick<LogEntry, 'by' | 'order'> {
  readonly line: string;
}

interface WithdrawnSource extends EntrySource {
  readonly withdrawnBy: number;
}

interface BranchSource extends Omit<CarriedBranch, 'log' | 'withdrawn'> {
  readonly log: readonly EntrySource[];
  readonly withdrawn: readonly WithdrawnSource[];
}

interface BranchSource1 extends Omit<CarriedBranch, 'log' | 'withdrawn'> {
  readonly inherited: number;
  readonly log: readonly string[];
}

interface CarriedSource extends Omit<CarriedRun, 'branches'> {
  readonly format: string;
  readonly version: number;
  readonly branches: readonly BranchSource[];
}

const isVersion1 = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'version' in input && input.version === 1;

/** What version 1 inherited was given before the branch left; its own commands follow in the order of their times. */
function fromVersion1({ inherited, log, ...branch }: BranchSource1): BranchSource {
  const entries = log.map((line, index) => ({
    line,
    by: index < inherited ? ('kept' as const) : ('own' as const),
    order: index + 1,
  }));
  return { ...branch, log: entries, withdrawn: [] };
}

function readSource(input: unknown): Result<CarriedSource, InputProblem> {
  const parsed = (isVersion1(input) ? carriedSchema1 : carriedSchema).safeParse(input);
  if (!parsed.success) return refuse(problemOf(parsed.error.issues, input));
  if (!isVersion1(input)) return succeed(parsed.data as CarriedSource);
  const { branches, ...run } = parsed.data as Omit<CarriedSource, 'branches'> & {
    readonly branches: readonly BranchSource1[];
  };
  const index = branches.findIndex(({ inherited, log }) => inherited > log.length);
  const wrong = branches[index];
  if (wrong !== undefined) {
    return refuse(
      problemAt(['branches', index, 'inherited'], `${wrong.inherited}`, `0 … ${wrong.log.length}`),
    );
  }
  return succeed({ ...run, branches: branches.map(fromVersion1) });
}

export function parseCarriedRun(stored: string): Result<CarriedRun, InputProblem> {
  return parseText(stored, 'run', parseCarried);
}

function parseCarried(input: unknown): Result<CarriedRun, InputProblem> {
  const newer = newerVersion(input, 'nines-carried-run', version);
  if (newer) return refuse(newer);
  const read = readSource(input);
  if (!read.ok) return read;
  const { format: _, version: __, branches: sources, ...rest } = read.value;
  const opened = scenarioWithin(rest.scenario);
  if (!opened.ok) return opened;
  const { target } = opened.value;
  const ids = new Set<number>();
  const branches: CarriedBranch[] = [];
  const leftOut: InputProblem[] = [];
  for (const [index, source] of sources.entries()) {
    const problem = misplaced(source, ids, ['branches', index]);
    if (problem !== undefined) return refuse(problem);
    ids.add(source.id);
    const log = readEntries(source.log, target, ['branches', index, 'log'], leftOut);
    if (!log.ok) return log;
    const withdrawn = readEntries(source.withdrawn, target, ['branches', index, 'withdrawn'], leftOut);
    if (!withdrawn.ok) return withdrawn;
    branches.push({ ...source, log: log.value, withdrawn: withdrawn.value });
  }
  const { current } = rest;
  if (!ids.has(current)) return refuse(problemAt(['current'], `${current}`, 'one of branches'));
  const told = leftOut.length === 0 ? {} : { leftOut };
  return succeed({ ...rest, scenario: opened.value.scenario, branches, ...told });
}

/** Sorted by time. Of kept commands, those that cannot be read are left out and told; an own one refuses the run. */
function readEntries<Source extends EntrySource>(
  sources: readonly Source[],
  target: CommandTarget,
  list: readonly PropertyKey[],
  leftOut: InputProblem[],
): Result<(LogEntry & Omit<Source, 'line'>)[], InputProblem> {
  const entries: (LogEntry & Omit<Source, 'line'>)[] = [];
  for (const [index, { line, ...act }] of sources.entries()) {
    const at = [...list, index];
    const command = parseCommandText(line, { target, where: at.join('.') });
    if (command.ok) entries.push({ ...command.value, ...act });
    else if (act.by === 'own') return refuse<ValueProblem>({ ...command.problem, at: [...at, 'line'] });
    else leftOut.push(command.problem);
  }
  return succeed(entries.sort((one, other) => one.at - other.at || one.order - other.order));
}

/** Branches come in the order in which they were made, so a parent is before its children. */
function misplaced(
  { id, parent, log, withdrawn }: BranchSource,
  before: ReadonlySet<number>,
  at: readonly PropertyKey[],
): ValueProblem | undefined {
  if (before.has(id)) return problemAt([...at, 'id'], `${id}`, 'used once');
  if (parent !== undefined && !before.has(parent))
    return problemAt([...at, 'parent'], `${parent}`, 'a branch before it');
  const orders = new Set<number>();
  for (const [list, entries] of Object.entries({ log, withdrawn })) {
    for (const [index, { order }] of entries.entries()) {
      if (orders.has(order)) return problemAt([...at, list, index, 'order'], `${order}`, 'used once');
      orders.add(order);
    }
  }
  return undefined;
}

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
import { outline } from './compile.ts';
import { limits } from './limits.ts';
import { newerVersion, parseJson, parseScenario, problemOf } from './parse.ts';
import { listOf, numberBetween, seedSchema } from './schema.ts';

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
const text = z.string({ error: 'a text' });
const line = text.check(z.maxLength(limits.commandLength));
const by = z.literal(['own', 'kept'], { error: 'own, kept' });
const entry = { line, by, order: act };
const commands = (item: Parameters<typeof listOf>[0]) => listOf(item, 0, limits.logEntries, 'commands');
const place = {
  id: ordinal,
  parent: z.optional(ordinal),
  atMicros: time,
  headMicros: time,
  viewMicros: time,
};
const branchSchema = z.strictObject({
  ...place,
  log: commands(z.strictObject(entry)),
  withdrawn: commands(z.strictObject({ ...entry, withdrawnBy: act })),
});
const branchSchema1 = z.strictObject({
  ...place,
  inherited: numberBetween(0, limits.logEntries, `0 … ${limits.logEntries}, a whole number`, true),
  log: commands(line),
});
const runShape = {
  format: z.literal('nines-carried-run', { error: 'nines-carried-run' }),
  scenario: z.unknown(),
  seed: seedSchema,
  current: ordinal,
  traceHash: text,
  playing: z.boolean({ error: 'true, false' }),
  speed: z.union([numberBetween(0, 1_000, '0 … 1000'), z.literal('max')], { error: 'a speed' }),
  selection: z.optional(text),
};
const carriedSchema = z.strictObject({
  ...runShape,
  version: z.literal(version, { error: `1, ${version}` }),
  branches: listOf(branchSchema, 1, mostBranches, 'branches'),
});
const carriedSchema1 = z.strictObject({
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
  if (!parsed.success) return refuse(problemOf(parsed.error.issues[0], input));
  if (!isVersion1(input)) return succeed(parsed.data as CarriedSource);
  const { branches, ...run } = parsed.data as Omit<CarriedSource, 'branches'> & {
    readonly branches: readonly BranchSource1[];
  };
  const index = branches.findIndex(({ inherited, log }) => inherited > log.length);
  const wrong = branches[index];
  if (wrong !== undefined) {
    const allowed = `0 … ${wrong.log.length}`;
    return refuse({ path: `branches.${index}.inherited`, value: `${wrong.inherited}`, allowed });
  }
  return succeed({ ...run, branches: branches.map(fromVersion1) });
}

export function parseCarriedRun(stored: string): Result<CarriedRun, InputProblem> {
  const json = parseJson(stored, 'run');
  if (!json.ok) return json;
  const newer = newerVersion(json.value, 'nines-carried-run', version);
  if (newer) return refuse(newer);
  const read = readSource(json.value);
  if (!read.ok) return read;
  const { format: _, version: __, branches: sources, ...rest } = read.value;
  const scenario = parseScenario(rest.scenario);
  if (!scenario.ok) return scenario;
  const target = outline(scenario.value);
  if (!target.ok) return target;
  const ids = new Set<number>();
  const branches: CarriedBranch[] = [];
  const leftOut: InputProblem[] = [];
  for (const [index, source] of sources.entries()) {
    const problem = misplaced(source, ids, `branches.${index}`);
    if (problem !== undefined) return refuse(problem);
    ids.add(source.id);
    const log = readEntries(source.log, target.value, leftOut);
    if (!log.ok) return log;
    const withdrawn = readEntries(source.withdrawn, target.value, leftOut);
    if (!withdrawn.ok) return withdrawn;
    branches.push({ ...source, log: log.value, withdrawn: withdrawn.value });
  }
  const { current } = rest;
  if (!ids.has(current)) return refuse({ path: 'current', value: `${current}`, allowed: 'one of branches' });
  const told = leftOut.length === 0 ? {} : { leftOut };
  return succeed({ ...rest, branches, ...told });
}

/** Sorted by time. Of kept commands, those that cannot be read are left out and told; an own one refuses the run. */
function readEntries<Source extends EntrySource>(
  sources: readonly Source[],
  target: CommandTarget,
  leftOut: InputProblem[],
): Result<(LogEntry & Omit<Source, 'line'>)[], InputProblem> {
  const entries: (LogEntry & Omit<Source, 'line'>)[] = [];
  for (const [index, { line, ...act }] of sources.entries()) {
    const command = parseCommandText(line, { target, where: `log.${index}` });
    if (command.ok) entries.push({ ...command.value, ...act });
    else if (act.by === 'own') return command;
    else leftOut.push(command.problem);
  }
  return succeed(entries.sort((one, other) => one.at - other.at || one.order - other.order));
}

/** Branches come in the order in which they were made, so a parent is before its children. */
function misplaced(
  { id, parent, log, withdrawn }: BranchSource,
  before: ReadonlySet<number>,
  path: string,
): InputProblem | undefined {
  if (before.has(id)) return { path: `${path}.id`, value: `${id}`, allowed: 'used once' };
  if (parent !== undefined && !before.has(parent))
    return { path: `${path}.parent`, value: `${parent}`, allowed: 'a branch before it' };
  const orders = new Set<number>();
  for (const [list, entries] of Object.entries({ log, withdrawn })) {
    for (const [index, { order }] of entries.entries()) {
      if (orders.has(order))
        return { path: `${path}.${list}.${index}.order`, value: `${order}`, allowed: 'used once' };
      orders.add(order);
    }
  }
  return undefined;
}

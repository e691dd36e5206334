/** Options → everything a run needs, checked: blueprint, seed, end, and the commands given with `--do`. */
import { type InputProblem, type Result, refuse, succeed } from '../base/result.ts';
import { type Micros, microsFromMillis, microsPerSecond, secondsFromMicros } from '../base/units.ts';
import type { Blueprint } from '../engine/blueprint.ts';
import type { StampedCommand } from '../engine/command.ts';
import { meant } from '../engine/model/meaning.ts';
import { tapeDuration } from '../engine/tape.ts';
import { parseCommandText } from '../scenario/command-text.ts';
import { compile } from '../scenario/compile.ts';
import { formatDuration } from '../scenario/duration-text.ts';
import { limits } from '../scenario/limits.ts';
import type { RecordedTrace } from '../scenario/recorded-trace.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { setAssignment } from '../scenario/set-path.ts';
import type { CliOptions } from './arguments.ts';
import { readScenario } from './read-scenario.ts';
import { type Replayed, replayOn } from './replay.ts';

export interface PreparedRun {
  readonly blueprint: Blueprint;
  readonly seed: number;
  readonly until: Micros;
  readonly log: readonly StampedCommand[];
  readonly replayed: Replayed | undefined;
  /** What this very run had reached when it was recorded; undefined if anything of it was changed. */
  readonly recorded: RecordedTrace | undefined;
}

const defaultUntil: Micros = 60_000_000;

export function prepare(options: CliOptions): Result<PreparedRun, InputProblem> {
  const read = readScenario(options.scenario, { mayBeSet: options.sets.length > 0 });
  if (!read.ok) return read;
  const replaying = replayOn(read.value.scenario, options.replay);
  if (!replaying.ok) return replaying;
  const { scenario, replayed } = replaying.value;
  const edited = applySets(scenario, options);
  if (!edited.ok) return edited;
  const compiled = compile(edited.value, replayed?.traffic);
  if (!compiled.ok) return compiled;
  const blueprint = compiled.value;
  const until = options.until ?? read.value.until ?? usualUntil(blueprint);
  if (blueprint.warmupMicros > 0 && blueprint.warmupMicros >= until) {
    const value = formatDuration(blueprint.warmupMicros);
    return refuse({ path: '--warmup', value, allowed: `less than --until, ${formatDuration(until)}` });
  }
  if (options.dos.length > limits.logEntries) {
    return refuse({
      path: '--do',
      value: `${options.dos.length} commands`,
      allowed: `at most ${limits.logEntries}`,
    });
  }
  const log = [...read.value.log];
  for (const text of options.dos) {
    const command = parseCommandText(text, { target: blueprint, where: '--do' });
    if (!command.ok) return command;
    log.push(command.value);
  }
  return succeed({
    blueprint,
    seed: options.seed ?? read.value.seed,
    until,
    // Stable: commands of one time apply in the order in which they were given.
    log: log.sort((a, b) => a.at - b.at),
    replayed,
    recorded: isUnchanged(options) ? read.value.recorded : undefined,
  });
}

/** Is what a run file says played as it is? */
function isUnchanged({ sets, dos, seed, until, warmup }: CliOptions): boolean {
  return sets.length + dos.length === 0 && (seed ?? until ?? warmup) === undefined;
}

/** With a tape: until its last request has been answered or given up. */
function usualUntil({ tape, components, classes }: Blueprint): Micros {
  if (tape === undefined) return defaultUntil;
  const users = components.find(({ traits }) => traits.includes('source'));
  const longest = limits.runSeconds * microsPerSecond;
  const usual = microsFromMillis((users && meant(users, 'timeout')) ?? 0);
  const patience = Math.max(...classes.map(({ clientTimeoutMicros = usual }) => clientTimeoutMicros));
  return Math.min(longest, tapeDuration(tape) + patience);
}

function applySets(scenario: Scenario, { sets, warmup }: CliOptions): Result<Scenario, InputProblem> {
  let edited = scenario;
  for (const assignment of sets) {
    const set = setAssignment(edited, assignment);
    if (!set.ok) return set;
    edited = set.value;
  }
  return succeed(warmup === undefined ? edited : { ...edited, warmupSeconds: secondsFromMicros(warmup) });
}

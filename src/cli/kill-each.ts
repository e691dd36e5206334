/** `--kill-each` as work in steps, so that whoever drives it can show how far it is and stop it. */
import { type InputProblem, type Result, refuse, succeed } from '../base/result.ts';
import { type Micros, microsPerSecond } from '../base/units.ts';
import { tapeDuration } from '../engine/tape.ts';
import { killText } from '../i18n/kill-text.ts';
import type { Language } from '../i18n/language.ts';
import { createKillMatrix, victimsOf } from '../lab/kill-matrix.ts';
import type { KillOptions } from '../lab/kill-options.ts';
import { formatDuration } from '../scenario/duration-text.ts';
import { limits } from '../scenario/limits.ts';
import type { CliOptions } from './arguments.ts';
import type { KillEach } from './kill-arguments.ts';
import { killReportJson } from './kill-report-json.ts';
import { killReportText } from './kill-report-text.ts';
import type { CreateEngine } from './outcome.ts';
import { prepare } from './prepare.ts';

export interface KillJob {
  /** True when all is done. */
  advance(): boolean;
  progressLine(): string;
  /** The table, whole or as far as it has come; `stopped` says the latter. */
  result(): { readonly out: string; readonly stopped: string | undefined };
}

/** Of a scenario without a warm-up of its own. */
const usualWarmup: Micros = 10 * microsPerSecond;
/** Long enough for timeouts, suspicions and elections that wait half a minute. */
const usualWindow: Micros = 50 * microsPerSecond;

export function prepareKills(
  options: CliOptions,
  { fault, seeds }: KillEach,
): Result<KillOptions, InputProblem> {
  // How far a recorded run had come is no wish for how long a kill is to be watched.
  const longest = limits.runSeconds * microsPerSecond;
  const prepared = prepare({ ...options, until: options.until ?? longest });
  if (!prepared.ok) return prepared;
  const { blueprint, seed, log } = prepared.value;
  const highest = limits.seed + 1 - seeds;
  if (seed > highest) {
    return refuse({ path: '--seed', value: `${seed}`, allowed: `0 … ${highest}, a whole number` });
  }
  const faultAfter = options.warmup ?? (blueprint.warmupMicros || usualWarmup);
  const least = faultAfter + 2 * microsPerSecond;
  const { tape } = blueprint;
  if (tape !== undefined && tapeDuration(tape) <= faultAfter) {
    // Nobody would be there to feel the kill.
    const value = `${formatDuration(faultAfter)} (warm-up)`;
    return refuse({
      path: '--warmup',
      value,
      allowed: `less than the tape, ${formatDuration(tapeDuration(tape))}`,
    });
  }
  const until = options.until ?? Math.min(longest, faultAfter + microsPerSecond + usualWindow);
  if (until < least) {
    const allowed = `at least ${formatDuration(least)}`;
    return refuse({ path: '--until', value: formatDuration(until), allowed });
  }
  if (victimsOf({ blueprint, fault }).length === 0)
    return refuse({ path: '--fault', value: fault, allowed: 'what a component can suffer' });
  return succeed({ blueprint, fault, seed, seeds, faultAfter, until, log });
}

export function createKillJob(
  options: KillOptions,
  createEngine: CreateEngine,
  language: Language,
  json: boolean,
): KillJob {
  const matrix = createKillMatrix(options, createEngine);
  const text = killText[language];
  return {
    advance: () => matrix.advance(),
    progressLine() {
      const { runsDone, runs, replication, component } = matrix.progress();
      const doing =
        component === undefined ? text.leavingAlone : text.killing(text.faults[options.fault], component);
      return text.progress(runsDone, runs, replication, options.seeds, doing);
    },
    result() {
      const report = matrix.report();
      const { runsDone, runs } = matrix.progress();
      const isWhole = report.seeds === options.seeds;
      return {
        out: json ? killReportJson(report) : killReportText(report, language),
        stopped: isWhole ? undefined : text.stopped(runsDone, runs, report.seeds, options.seeds),
      };
    },
  };
}

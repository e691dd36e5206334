/** Recorded traffic from the file of `--replay`, and the scenario that plays it. */
import { basename } from 'node:path';
import { type InputProblem, type Result, refuse, succeed } from '../base/result.ts';
import { limits } from '../scenario/limits.ts';
import { shownValue } from '../scenario/problem-text.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type TapeReference, tapeReference } from '../scenario/tape/make-tape.ts';
import { checkTape } from '../scenario/tape/match-tape.ts';
import { readTape, tapeAllowed, tapeTooLarge } from '../scenario/tape/read-tape.ts';
import type { RecordedTraffic } from '../scenario/tape/recorded-traffic.ts';
import { readFile } from './read-file.ts';
import type { Replay } from './replay-arguments.ts';

/** What is played, and how. */
export interface Replayed {
  readonly traffic: RecordedTraffic;
  readonly tape: TapeReference;
}

interface ReplayedScenario {
  readonly scenario: Scenario;
  readonly replayed: Replayed | undefined;
}

export function replayOn(
  scenario: Scenario,
  replay: Replay | undefined,
): Result<ReplayedScenario, InputProblem> {
  const { tape: wanted } = scenario;
  if (replay === undefined) {
    const missing = wanted && checkTape(wanted, undefined);
    return missing ? refuse({ ...missing, path: '--replay' }) : succeed({ scenario, replayed: undefined });
  }
  const read = readTraffic(replay.file);
  if (!read.ok) return read;
  const traffic = read.value;
  const { speedup, gapMaxMillis } = replay;
  if (wanted === undefined) {
    const tape = tapeReference(traffic, { speedup: speedup ?? 1, gapMaxMillis });
    return succeed({ scenario: { ...scenario, tape }, replayed: { traffic, tape } });
  }
  const problem =
    checkTape(wanted, traffic) ??
    differs('--speedup', speedup, wanted.speedup) ??
    differs('--gap-max', gapMaxMillis, wanted.gapMaxMillis);
  return problem ? refuse(problem) : succeed({ scenario, replayed: { traffic, tape: wanted } });
}

/** A scenario's tape is the file and how it is played; played otherwise it would be another run. */
function differs(
  path: string,
  given: number | undefined,
  wanted: number | undefined,
): InputProblem | undefined {
  if (given === undefined || given === wanted) return undefined;
  return { path, value: `${given}`, allowed: `${wanted ?? '(none)'}, as the scenario's tape says` };
}

function readTraffic(file: string): Result<RecordedTraffic, InputProblem> {
  const path = '--replay';
  try {
    const bytes = readFile(file, limits.tape.fileBytes);
    if (bytes === undefined) return refuse({ path, value: shownValue(file), allowed: tapeAllowed });
    const name = basename(file);
    if (typeof bytes === 'number') return refuse(tapeTooLarge(name, bytes));
    return readTape({ name, bytes }, { nowSeconds: Math.floor(Date.now() / 1_000) });
  } catch {
    return refuse({ path, value: `${shownValue(file)} (cannot be read)`, allowed: tapeAllowed });
  }
}

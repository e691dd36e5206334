/** The headless runner as a command: the only file here that knows the engine and the process. */
import { createEngine } from '../engine/engine.ts';
import { languageOf } from './arguments.ts';
import { drive } from './drive.ts';
import { begin, type CliResult, failed } from './run.ts';
import { writeOut } from './write-out.ts';

/** Resolves to the exit code once everything is written; see `run` for what the codes mean. */
export async function main(argv: readonly string[]): Promise<number> {
  const { exitCode, out, error } = await resultOf(argv);
  await writeOut(process.stderr, error);
  await writeOut(process.stdout, out);
  return exitCode;
}

async function resultOf(argv: readonly string[]): Promise<CliResult> {
  try {
    const begun = begin(argv, createEngine);
    return 'advance' in begun ? await drive(begun, process) : begun;
  } catch (error) {
    return failed(error, languageOf(argv));
  }
}

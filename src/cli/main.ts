/** The headless runner as a command: the only file here that knows the engine and the process. */
import { createEngine } from '../engine/engine.ts';
import { drive } from './drive.ts';
import { begin } from './run.ts';
import { writeOut } from './write-out.ts';

/** Resolves to the exit code once everything is written; see `run` for what the codes mean. */
export async function main(argv: readonly string[]): Promise<number> {
  const begun = begin(argv, createEngine);
  const { exitCode, out, error } = 'advance' in begun ? await drive(begun, process) : begun;
  await writeOut(process.stderr, error);
  await writeOut(process.stdout, out);
  return exitCode;
}

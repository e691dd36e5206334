/** The headless runner as a command: the only file here that knows the engine and the process. */
import { createEngine } from '../engine/engine.ts';
import { run } from './run.ts';
import { writeOut } from './write-out.ts';

/** Resolves to the exit code once everything is written; see `run` for what the codes mean. */
export async function main(argv: readonly string[]): Promise<number> {
  const { exitCode, out, error } = run(argv, createEngine);
  await writeOut(process.stderr, error);
  await writeOut(process.stdout, out);
  return exitCode;
}

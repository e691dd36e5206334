/** The C++ reference `des.cpp` (README.md): compiled where there is a compiler, run, and held against our own figures. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/repository.ts';

export type Workload = 'mm1' | 'rr8' | 'three' | 'three-heap';

export interface Report {
  readonly requests: number;
  readonly events: number;
  /** Timeouts armed. None of them fires. */
  readonly timeouts: number;
  readonly processorSeconds: number;
  readonly figures: Readonly<Record<string, Figure>>;
}

interface Figure {
  readonly mean: number;
  readonly standardError: number;
}

export type Reference = (workload: Workload, requests: number, seed: number) => Report;

const source = join(root, 'test/bench/limit/des.cpp');
const compilers = ['g++', 'c++', 'clang++'];

/** The compiled reference, or undefined where no compiler of C++ is found; a program newer than its source is kept. */
export function compileReference(
  folder = join(root, 'node_modules/.cache/nines/limit'),
  candidates: readonly string[] = [process.env.CXX ?? '', ...compilers].filter((name) => name !== ''),
): Reference | undefined {
  mkdirSync(folder, { recursive: true });
  const program = join(folder, 'des');
  const built = statSync(program, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built < statSync(source).mtimeMs && !compile(program, candidates)) return undefined;
  return (workload, requests, seed) => {
    const { status, stdout, stderr } = spawnSync(program, [workload, String(requests), String(seed)], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the C++ reference failed at ${workload}: ${stderr}`);
    return JSON.parse(stdout) as Report;
  };
}

/** False if none of the compilers is there; an error if one is and refuses. */
function compile(program: string, candidates: readonly string[]): boolean {
  for (const compiler of candidates) {
    const { error, status, stderr } = spawnSync(compiler, ['-O2', '-o', program, source], {
      encoding: 'utf8',
    });
    if (error !== undefined) continue;
    if (status !== 0) throw new Error(`${compiler} does not compile ${source}:\n${stderr}`);
    return true;
  }
  return false;
}

/**
 * By how many standard errors a mean of `requests` requests of ours lies off the reference's. The error of ours is that
 * of the reference, scaled to our number of requests.
 */
export function standardErrorsOff(ours: number, requests: number, figure: Figure, of: Report): number {
  const error = figure.standardError * Math.sqrt(1 + of.requests / requests);
  return Math.abs(ours - figure.mean) / error;
}

/** Throws if a figure of ours is not the reference's, to within statistical error. */
export function expectAgreement(
  name: string,
  ours: Readonly<Record<string, number>>,
  requests: number,
  report: Report,
): void {
  for (const [figure, mean] of Object.entries(ours)) {
    const theirs = report.figures[figure];
    if (theirs === undefined) throw new Error(`${name}: the C++ reference has no ${figure}`);
    const off = standardErrorsOff(mean, requests, theirs, report);
    if (!(off < 4))
      throw new Error(
        `${name}: ${figure} is ${mean} here and ${theirs.mean} in C++, ${off.toFixed(1)} standard errors off`,
      );
  }
}

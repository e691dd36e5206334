/**
 * A saved run from a file, as a run to open: at the end of its log, paused. The schema is loaded only when somebody
 * brings a file.
 */
import { type InputProblem, type Result, refuse, succeed } from '../base/result.ts';
import { late } from '../late/late.ts';
import type { CarriedRun } from '../scenario/carried-run.ts';
import { limits } from '../scenario/limits.ts';
import { shownValue } from '../scenario/problem-text.ts';

export const isRunFileName = (name: string): boolean => /\.json$/i.test(name);

/** Lets the page draw and answer. */
const breathe = (): Promise<void> => new Promise((done) => setTimeout(done));

export async function importRun(file: File): Promise<Result<CarriedRun, InputProblem>> {
  const path = shownValue(file.name);
  if (file.size > limits.textBytes)
    return refuse({ path, value: `${file.size} bytes`, allowed: `at most ${limits.textBytes} bytes` });
  const reader = await late(() => import('../scenario/run-file-slices.ts')).catch(() => undefined);
  if (reader === undefined)
    return refuse({ path, value: '(not read)', allowed: 'a connection that loads the reader; try again' });
  const { parseRunFileInSlices } = reader;
  try {
    const text = await file.text();
    const read = await parseRunFileInSlices(text, breathe);
    if (!read.ok) return refuse({ ...read.problem, path: `${path}: ${read.problem.path}` });
    const { scenario, seed, log: given, untilMicros, traceHash = '', physics } = read.value;
    const headMicros = untilMicros ?? given.at(-1)?.at ?? 0;
    const log = given.map((stamped, index) => ({ ...stamped, by: 'own', order: index + 1 }) as const);
    const branch = { id: 1, atMicros: 0, headMicros, viewMicros: headMicros, log, withdrawn: [] };
    const opened = { current: 1, traceHash, physics, playing: false, speed: 1 };
    return succeed({ scenario, seed, branches: [branch], ...opened });
  } catch {
    return refuse({ path, value: '(cannot be read)', allowed: 'a file that this browser can read' });
  }
}
